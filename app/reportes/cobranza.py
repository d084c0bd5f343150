"""What was collected in some days or in a turno, by one thing; read in pieces, so that it can be stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.context import Contexto
from app.domain.dinero import Dinero
from app.domain.permisos import puede
from app.domain.reporte.reporte import (
    Filtro,
    Partida,
    RenglonReporte,
    Reporte,
    SelloReporte,
    exigir_rango,
    renglones_de,
    tramos,
)
from app.domain.usuario import Usuario
from app.errors import IntegridadError, NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.reportes.puertos import Avance
from app.turno.caja import is_ciego


def callar(hechos: int, total: int) -> None:
    """For who does not ask how far it is."""


def ver_reporte(ctx: Contexto, por: str, filtro: Filtro, quien: Usuario, avance: Avance = callar) -> Reporte:
    """What was collected, by one of `app.domain.reporte.reporte.DIMENSIONES`.

    Args:
        filtro: of a turno, its days are put in.
        quien: who asks, and answers for having seen it.

    Raises:
        NegocioError: `requiere_<rol>`, `rango_invertido`, `periodo_futuro`, `turno_desconocido`, `turno_a_ciegas`,
            `sin_movimientos`, or what `avance` raises.
        IntegridadError: `reporte_no_cuadra`.
    """
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        partidas: list[Partida] = []
        totales: list[Partida] = []
        fuera = 0
        partes = _partes(uow, filtro)
        vigia = Vigia(avance, len(partes))
        with uow.reportes.vigilar(vigia.seguir):
            for parte in partes:
                partidas += uow.reportes.partidas(por, parte)
                totales += uow.reportes.totales(parte)
                fuera += uow.reportes.fuera(por, parte)
                vigia.avanzar()
        total = RenglonReporte("total")
        for partida in totales:
            total = total.con(partida)
        reporte = Reporte(por, filtro, renglones_de(por, partidas), total, Dinero(fuera), sello(ctx, uow, quien))
    if not (total.veces or total.reversos):
        raise sin_movimientos(filtro)
    if not reporte.is_cuadrado:
        raise IntegridadError(
            "reporte_no_cuadra",
            f"Los renglones suman {reporte.sumado + reporte.fuera} y los pagos {total.neto}: lo guardado no "
            "coincide. Corra «verificar» y avise a sistemas.",
        )
    return reporte


@dataclass(slots=True)
class Vigia:
    """How far a report is: told after each piece, and again in the middle of one."""

    avance: Avance
    total: int
    hechos: int = 0

    def seguir(self) -> None:
        self.avance(self.hechos, self.total)

    def avanzar(self) -> None:
        self.hechos += 1
        self.seguir()


def _partes(uow: UnitOfWork, filtro: Filtro) -> list[Filtro]:
    """The filter month by month, from the first day with anything to the last."""
    if filtro.turno:
        return [filtro]
    extremos = uow.reportes.extremos(filtro)
    return [] if extremos is None else [replace(filtro, desde=d, hasta=h) for d, h in tramos(*extremos)]


def permitido(ctx: Contexto, uow: UnitOfWork, filtro: Filtro, quien: Usuario) -> Filtro:
    """The filter as this person may have it.

    Where the count is blind, the open turno is seen before it is counted only by who may see what is expected of it
    (`ver_esperado`): everybody else gets the report without it, and the report says so.

    Raises:
        NegocioError: `requiere_<rol>`, `rango_invertido`, `periodo_futuro`, `turno_desconocido` or `turno_a_ciegas`.
    """
    usuario = exigir(uow, quien, "ver_reportes")
    abierto = uow.turnos.abierto() if is_ciego(ctx) else None
    if abierto is not None and not (puede(usuario, "ver_esperado") and usuario.clave != abierto.cajero):
        filtro = replace(filtro, sin_turno=abierto.numero)
    if not filtro.turno:
        exigir_rango(filtro.desde, filtro.hasta, ctx.reloj.ahora().date())
        return filtro
    turno = uow.reportes.turno(filtro.turno)
    if turno is None:
        raise NegocioError("turno_desconocido", f"Esta caja no tiene ningún turno {filtro.turno}.")
    if filtro.turno == filtro.sin_turno:
        raise NegocioError(
            "turno_a_ciegas",
            f"El turno {filtro.turno} está abierto y se cuenta a ciegas: su reporte se ve con su corte.",
        )
    dia = turno.abierto.date()
    return replace(filtro, desde=dia, hasta=dia, sin_turno=0)


def sello(ctx: Contexto, uow: UnitOfWork, quien: Usuario) -> SelloReporte:
    """Who asked for a report, when, and where the diario ended in the snapshot it was read from."""
    return SelloReporte(quien.clave, ctx.reloj.ahora(), *uow.cortes.cabeza())


def sin_movimientos(filtro: Filtro, que: str = "cobros") -> NegocioError:
    """There is nothing to report, said with what was asked for."""
    de_quien = f" de {filtro.cajero[:30]}" if filtro.cajero else ""
    if filtro.turno:
        return NegocioError("sin_movimientos", f"El turno {filtro.turno} no tiene {que}{de_quien}.")
    dias = f"{filtro.desde:%d/%m/%Y}"
    dias = f"el {dias}" if filtro.desde == filtro.hasta else f"del {dias} al {filtro.hasta:%d/%m/%Y}"
    menos = f" El turno {filtro.sin_turno}, abierto, no se incluye." if filtro.sin_turno else ""
    return NegocioError("sin_movimientos", f"No hay {que}{de_quien} {dias}.{menos}")
