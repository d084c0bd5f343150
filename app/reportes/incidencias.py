"""What somebody must look at, or has settled, as the centre told this caja; read without any network."""

from __future__ import annotations

from app.context import Contexto
from app.domain.reporte.reporte import Filtro
from app.domain.reporte.reporte_incidencias import ReporteIncidencias, de_esos_dias
from app.domain.usuario import Usuario
from app.reportes.cobranza import permitido, sello, sin_movimientos
from app.turno.cifras import is_del_turno


def ver_incidencias(ctx: Contexto, filtro: Filtro, quien: Usuario) -> ReporteIncidencias:
    """Of some days, or those about a payment of a turno.

    Raises:
        NegocioError: what `app.reportes.cobranza.permitido` raises, or `sin_movimientos`.
    """
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        todas = uow.sincronia.incidencias()
        if filtro.turno:
            suyas = tuple(i for i in todas if is_del_turno(uow, i, filtro.turno))
        else:
            suyas = de_esos_dias(todas, filtro.desde, filtro.hasta)
        reporte = ReporteIncidencias(filtro, suyas, uow.sincronia.nota("contacto"), sello(ctx, uow, quien))
    if not suyas:
        raise sin_movimientos(filtro, "incidencias")
    return reporte
