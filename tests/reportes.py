"""What must hold of reports, whatever was done: that of a turno says what its corte Z says, to the centavo."""

from __future__ import annotations

from app.domain.corte.corte import Corte, Totales
from app.domain.dinero import Dinero
from app.domain.reporte.reporte import DE_PAGO, DE_TIEMPO, DIMENSIONES, Filtro, Reporte
from app.errors import NegocioError
from app.reportes.cobranza import ver_reporte
from app.turno.cortes import ver_corte
from tests.factories import SUPER, CajaDePrueba


def de_turno(caja: CajaDePrueba, por: str, turno: int) -> Reporte | None:
    """The report of a turno; None for one without payments."""
    hoy = caja.reloj.ahora().date()
    try:
        return ver_reporte(caja.ctx, por, Filtro(hoy, hoy, turno=turno), SUPER)
    except NegocioError as error:
        assert error.clave == "sin_movimientos"
        return None


def netos(reporte: Reporte) -> Totales:
    """Its rows as a corte writes them."""
    return tuple(sorted((r.clave, r.neto) for r in reporte.renglones if r.neto))


def exigir_zetas(caja: CajaDePrueba) -> None:
    """Every closed turno, in every breakdown, against its corte Z."""
    with caja.uow() as uow:
        cuantos = uow.cortes.siguiente()
    for numero in range(1, cuantos):
        corte = ver_corte(caja.ctx, numero)
        for por in DIMENSIONES:
            exigir_zeta(corte, por, de_turno(caja, por, corte.turno))


def exigir_zeta(corte: Corte, por: str, reporte: Reporte | None) -> None:
    """One breakdown of one turno."""
    cobrado = sum(i.centavos for _, i in corte.medios)
    if reporte is None:
        assert (corte.pagos, cobrado, corte.cancelados, corte.devueltos) == (0, 0, (), ())
        return
    assert reporte.total.neto == Dinero(cobrado)
    assert (reporte.total.veces, reporte.total.reversos) == (corte.pagos, len(corte.cancelados + corte.devueltos))
    if por in (*DE_TIEMPO, *DE_PAGO):
        assert reporte.sumado == Dinero(cobrado)
        assert sum(r.veces for r in reporte.renglones) == corte.pagos
    zeta = {
        "medio": corte.medios,
        "concepto": corte.conceptos,
        "programa": corte.programas,
        "uso": corte.usos,
        "antiguedad": corte.antiguedad,
    }.get(por)
    if zeta is not None:
        assert netos(reporte) == tuple(sorted(zeta)), por
