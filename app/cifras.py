"""The figures of a turno, worked out from its asientos: what an X shows, what a Z stores, what an old Z lacks."""

from __future__ import annotations

from dataclasses import replace

from app.context import Contexto
from app.domain.contenido_corte import con_sueltos
from app.domain.corte import CONTRAPAGOS, Corte, Totales, Turno, efectivo_esperado
from app.domain.dinero import suma
from app.ports import UnitOfWork

#: Asientos of a turno that are few and are read whole; what the payments say is summed by the database.
_SUELTOS = (*CONTRAPAGOS, "beneficio_otorgado")


def corte_del_turno(ctx: Contexto, uow: UnitOfWork, turno: Turno) -> Corte:
    """An X of a turno with every figure, of what lies between its opening and its corte, or the end of the diario."""
    cifras = con_sueltos(uow.cortes.cifras(turno.numero), uow.cortes.asientos(turno.numero, _SUELTOS))
    movimientos = uow.turnos.movimientos(turno.numero)
    entradas = suma(m.importe for m in movimientos if m.clase == "entrada")
    retiros = suma(m.importe for m in movimientos if m.clase != "entrada")
    seq, resumen = uow.cortes.cabeza()
    return Corte(
        clase="X",
        numero=0,
        turno=turno.numero,
        caja=ctx.caja.numero,
        cajero=turno.cajero,
        abierto=turno.abierto,
        momento=ctx.reloj.ahora(),
        fondo=turno.fondo,
        medios=cifras.medios,
        conceptos=cifras.conceptos,
        programas=cifras.programas,
        pagos=cifras.pagos,
        cancelados=cifras.cancelados,
        entradas=entradas,
        retiros=retiros,
        folio_inicial=cifras.folio_inicial,
        folio_final=cifras.folio_final,
        esperado=efectivo_esperado(turno.fondo, cifras.medios, entradas, retiros),
        subsidios=_subsidios(cifras.medios, cifras.programas, ctx.perfil.contabilidad.subsidios),
        usos=cifras.usos,
        antiguedad=cifras.antiguedad,
        devueltos=cifras.devueltos,
        otorgados=cifras.otorgados,
        series=cifras.series,
        perpetuo=uow.cortes.perpetuo(turno.numero) + cifras.cobrado,
        seq=seq,
        hash=resumen,
    )


def _subsidios(medios: Totales, programas: Totales, cubiertos: tuple[str, ...]) -> Totales:
    """What somebody else covers: discounts of the programs that are subsidies, and the medio `subsidio`.

    Loreto, Art. 157: the income is recorded in full, with the subsidy as its own line.
    """
    pagados = tuple(("subsidio", importe) for medio, importe in medios if medio == "subsidio")
    return tuple((clave, -importe) for clave, importe in programas if clave in cubiertos) + pagados


def ocultar(corte: Corte) -> Corte:
    """The same X without what would let its reader work out the cash: what is left is counted in papers, not in pesos.

    By concepto, by uso or by the perpetual total it would only take a sum.
    """
    return replace(
        corte,
        medios=tuple(m for m in corte.medios if m[0] != "efectivo"),
        conceptos=(),
        programas=(),
        subsidios=(),
        usos=(),
        antiguedad=(),
        esperado=None,
        perpetuo=None,
    )
