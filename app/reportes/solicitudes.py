"""The requests of some days: pending and answered, by program and one by one."""

from __future__ import annotations

from app.context import Contexto
from app.domain.reporte.reporte import Filtro
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes, al_cierre
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.reportes.cobranza import callar, permitido, sello, sin_movimientos
from app.reportes.puertos import Avance


def ver_reporte_de_solicitudes(
    ctx: Contexto, filtro: Filtro, quien: Usuario, avance: Avance = callar
) -> ReporteSolicitudes:
    """Those received or answered in those days, and those that waited then.

    Args:
        filtro: its cajero is who received them; of no turno, since a request belongs to none.

    Raises:
        NegocioError: `sin_turnos`, of a turno; what `app.reportes.cobranza.permitido` raises, `sin_movimientos`, or
            what `avance` raises.
    """
    if filtro.turno:
        raise NegocioError("sin_turnos", "Las solicitudes no son de ningún turno: pídalas por días.")
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        with uow.reportes.vigilar(lambda: avance(0, 1)):
            leidas = uow.solicitudes.entre(filtro.desde.isoformat(), filtro.hasta.isoformat())
        marca = sello(ctx, uow, quien)
    avance(1, 1)
    suyas = al_cierre((s for s in leidas if filtro.cajero in ("", s.quien)), filtro.hasta)
    if not suyas:
        raise sin_movimientos(filtro, "solicitudes")
    return ReporteSolicitudes(filtro, ctx.caja.centro, suyas, marca)
