"""The subsidies of some days: what the Ayuntamiento must cover, by program, article and month, signed or not."""

from __future__ import annotations

from app.context import Contexto
from app.domain.reporte import Filtro
from app.domain.reporte_subsidios import ReporteSubsidios, contar, contar_sin_importe, sumar
from app.domain.usuario import Usuario
from app.reportes.cobranza import permitido, sello, sin_movimientos


def ver_subsidios(ctx: Contexto, filtro: Filtro, quien: Usuario) -> ReporteSubsidios:
    """Of the recibos issued in those days.

    Raises:
        NegocioError: what `app.reportes.cobranza.permitido` raises, or `sin_movimientos`.
    """
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        emitidos = [
            s
            for s in uow.subsidios.entre(filtro.desde.isoformat(), filtro.hasta.isoformat())
            if filtro.cajero in ("", s.recibo.cajero) and (not filtro.turno or filtro.turno == s.recibo.turno)
            and s.recibo.turno != filtro.sin_turno
        ]  # fmt: skip
        marca = sello(ctx, uow, quien)
    if not emitidos:
        raise sin_movimientos(filtro, "recibos de subsidio")
    return ReporteSubsidios(filtro, ctx.caja.centro, sumar(emitidos), contar(emitidos), marca, contar_sin_importe(emitidos))
