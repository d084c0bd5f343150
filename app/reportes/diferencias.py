"""What was left over or missing at the cortes of some days."""

from __future__ import annotations

from app.context import Contexto
from app.domain.corte.diferencia import ReporteDiferencias
from app.domain.reporte.reporte import Filtro
from app.domain.usuario import Usuario
from app.reportes.cobranza import callar, permitido, sello, sin_movimientos
from app.reportes.puertos import Avance


def ver_diferencias(ctx: Contexto, filtro: Filtro, quien: Usuario, avance: Avance = callar) -> ReporteDiferencias:
    """The cortes Z of the turnos opened on those days; an open turno has none, so nothing is hidden.

    Raises:
        NegocioError: what `app.reportes.cobranza.permitido` raises, `sin_movimientos`, or what `avance` raises.
    """
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        with uow.reportes.vigilar(lambda: avance(0, 1)):
            cortes = tuple(uow.reportes.diferencias(filtro))
        avance(1, 1)
        reporte = ReporteDiferencias(filtro, cortes, sello(ctx, uow, quien))
    if not cortes:
        raise sin_movimientos(filtro, "cortes")
    return reporte
