"""The requests of some days: received, answered one way or the other, and those that still waited, by program.

A report of past days does not change: what was answered after them waited, as far as they are concerned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.beneficio.solicitud import Solicitud
from app.domain.reporte.reporte import Filtro, SelloReporte


@dataclass(frozen=True, slots=True)
class SumaSolicitudes:
    """A program in those days.

    Attributes:
        recibidas: in those days.
        otorgadas, negadas, desistidas: answered in those days, whenever they were received.
        pendientes: without an answer on the last of them.
        fuera_de_plazo: of the pending and the answered, how many were beyond the term of the law.
    """

    programa: str
    recibidas: int = 0
    otorgadas: int = 0
    negadas: int = 0
    desistidas: int = 0
    pendientes: int = 0
    fuera_de_plazo: int = 0


@dataclass(frozen=True, slots=True)
class ReporteSolicitudes:
    """The requests that had anything to do with some days, oldest first, as they were on the last of them."""

    filtro: Filtro
    centro: str
    solicitudes: tuple[Solicitud, ...]
    sello: SelloReporte

    @property
    def sumas(self) -> tuple[SumaSolicitudes, ...]:
        """By program."""
        sumas: dict[str, SumaSolicitudes] = {}
        for s in self.solicitudes:
            sumas[s.programa] = _con(sumas.get(s.programa, SumaSolicitudes(s.programa)), s, self.filtro)
        return tuple(sumas[programa] for programa in sorted(sumas))

    @property
    def total(self) -> SumaSolicitudes:
        """Of all programs."""
        total = SumaSolicitudes("")
        for s in self.solicitudes:
            total = _con(total, s, self.filtro)
        return total


def al_cierre(solicitudes: Iterable[Solicitud], dia: date) -> tuple[Solicitud, ...]:
    """The requests as they were at the end of a day: without the answers that came later."""
    return tuple(
        replace(s, respuesta=None) if s.respuesta is not None and s.respuesta.momento.date() > dia else s
        for s in solicitudes
    )


def is_fuera_de_plazo(solicitud: Solicitud, dia: date) -> bool:
    """Whether its answer came after the last day of its term, or had not come by then."""
    respuesta = solicitud.respuesta
    return solicitud.plazo is not None and (dia if respuesta is None else respuesta.momento.date()) > solicitud.plazo


def _con(suma: SumaSolicitudes, s: Solicitud, filtro: Filtro) -> SumaSolicitudes:
    resultado = "" if s.respuesta is None else s.respuesta.resultado
    return SumaSolicitudes(
        suma.programa,
        suma.recibidas + (s.fecha >= filtro.desde),
        suma.otorgadas + (resultado == "aceptada"),
        suma.negadas + (resultado == "negada"),
        suma.desistidas + (resultado == "desistida"),
        suma.pendientes + (not resultado),
        suma.fuera_de_plazo + is_fuera_de_plazo(s, filtro.hasta),
    )
