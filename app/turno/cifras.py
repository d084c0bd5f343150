"""The figures of a turno, worked out from its asientos: what an X shows, what a Z stores, what an old Z lacks."""

from __future__ import annotations

from dataclasses import replace

from app.context import Contexto
from app.domain.centro.incidencia import Incidencia
from app.domain.corte.corte import Cifras, Corte, Totales, Turno, efectivo_esperado
from app.domain.corte.novedades import IncidenciaDeCorte
from app.domain.corte.sueltos import TIPOS, con_sueltos
from app.domain.dinero import CERO, Dinero, suma
from app.ports import UnitOfWork

_SIN_CIFRAS = Cifras((), (), (), (), (), 0, CERO, "", "", ())


def corte_del_turno(ctx: Contexto, uow: UnitOfWork, turno: Turno, *, con_sumas: bool = True) -> Corte:
    """An X of what lies between a turno's opening and its corte, or the end; without `con_sumas` its sums are empty."""
    sumas = uow.cortes.cifras(turno.numero) if con_sumas else _SIN_CIFRAS
    cifras = con_sueltos(sumas, uow.cortes.asientos(turno.numero, TIPOS))
    entradas, retiros = efectivo_movido(uow, turno)
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
        perpetuo=uow.cortes.perpetuo(turno.numero) + cifras.cobrado if con_sumas else None,
        apertura=uow.cortes.apertura(turno.numero),
        seq=seq,
        hash=resumen,
        sin_enviar=_sin_enviar(uow),
        incidencias=_incidencias(uow, turno),
        novedades=cifras.novedades,
    )


def _sin_enviar(uow: UnitOfWork) -> int | None:
    """Asientos that the centre has not acknowledged; None for a caja that is not enrolled with one."""
    return uow.sincronia.pendientes() if uow.sincronia.nota("registro") else None


def _incidencias(uow: UnitOfWork, turno: Turno) -> tuple[IncidenciaDeCorte, ...]:
    """Those that the centre had told, are open, and are about a payment of the turno."""
    abiertas = (i for i in uow.sincronia.incidencias() if not i.resolucion)
    return tuple(
        IncidenciaDeCorte(i.titulo, i.folios, i.importe) for i in abiertas if is_del_turno(uow, i, turno.numero)
    )


def is_del_turno(uow: UnitOfWork, incidencia: Incidencia, turno: int) -> bool:
    """Whether it is about a payment of that turno of this caja."""
    return any(uow.pagos.turno_de(folio) == turno for folio in incidencia.folios)


def efectivo_movido(uow: UnitOfWork, turno: Turno) -> tuple[Dinero, Dinero]:
    """Cash that came into the drawer of a turno and that went out of it, without a payment."""
    movimientos = uow.turnos.movimientos(turno.numero)
    entradas = suma(m.importe for m in movimientos if m.clase == "entrada")
    return entradas, suma(m.importe for m in movimientos if m.clase != "entrada")


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
