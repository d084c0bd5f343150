"""The subsidies of some days: what the Ayuntamiento must cover, by program, article and month, signed or not."""

from __future__ import annotations

from app.context import Contexto
from app.domain.reporte.reporte import Filtro, tramos
from app.domain.reporte.reporte_subsidios import ReporteSubsidios, contar, contar_sin_importe, sumar
from app.domain.subsidio.subsidio import ReciboSubsidio, Subsidio
from app.domain.usuario import Usuario
from app.reportes.cobranza import Vigia, callar, permitido, sello, sin_movimientos
from app.reportes.puertos import Avance


def ver_subsidios(ctx: Contexto, filtro: Filtro, quien: Usuario, avance: Avance = callar) -> ReporteSubsidios:
    """Of the recibos issued in those days, read month by month.

    Raises:
        NegocioError: what `app.reportes.cobranza.permitido` raises, `sin_movimientos`, or what `avance` raises.
    """
    emitidos: list[Subsidio] = []
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        partes = tuple(tramos(filtro.desde, filtro.hasta))
        vigia = Vigia(avance, len(partes))
        with uow.reportes.vigilar(vigia.seguir):
            for desde, hasta in partes:
                leidos = uow.subsidios.entre(desde.isoformat(), hasta.isoformat())
                emitidos += [s for s in leidos if _is_de(filtro, s.recibo)]
                vigia.avanzar()
        marca = sello(ctx, uow, quien)
    if not emitidos:
        raise sin_movimientos(filtro, "recibos de subsidio")
    donde = ctx.caja.centro, ctx.caja.numero
    return ReporteSubsidios(filtro, *donde, sumar(emitidos), contar(emitidos), marca, contar_sin_importe(emitidos))


def _is_de(filtro: Filtro, recibo: ReciboSubsidio) -> bool:
    """Whether its cashier and its turno are those that were asked for."""
    if recibo.turno == filtro.sin_turno:
        return False
    return filtro.cajero in ("", recibo.cajero) and filtro.turno in (0, recibo.turno)
