"""The incidencias of some days: those that are open by then, and those that were found or settled in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.centro.incidencia import Incidencia
from app.domain.dinero import CERO, Dinero, suma
from app.domain.reporte.reporte import Filtro, SelloReporte


@dataclass(frozen=True, slots=True)
class ReporteIncidencias:
    """Incidencias, open ones first, as the centre told them last.

    Attributes:
        hasta_cuando: end of the last whole round (ISO); empty before the first.
    """

    filtro: Filtro
    incidencias: tuple[Incidencia, ...]
    hasta_cuando: str
    sello: SelloReporte

    @property
    def abiertas(self) -> int:
        """How many nobody has settled."""
        return sum(1 for i in self.incidencias if not i.resolucion)

    @property
    def en_duda(self) -> Dinero:
        """Money that the open ones are about."""
        return suma(i.importe for i in self.incidencias if not i.resolucion)

    @property
    def por_clase(self) -> tuple[tuple[str, Dinero], ...]:
        """Money that the open ones of each class are about, by what people call it."""
        sumas: dict[str, Dinero] = {}
        for incidencia in (i for i in self.incidencias if not i.resolucion):
            sumas[incidencia.titulo] = sumas.get(incidencia.titulo, CERO) + incidencia.importe
        return tuple(sumas.items())


def de_esos_dias(incidencias: Iterable[Incidencia], desde: date, hasta: date) -> tuple[Incidencia, ...]:
    """Found by the last day and open, or found or settled between both; open ones first, each the oldest first."""
    suyas = [
        i
        for i in incidencias
        if (dia := i.momento[:10]) <= hasta.isoformat()
        and (not i.resolucion or max(dia, i.resuelta[:10]) >= desde.isoformat())
    ]
    return tuple(sorted(suyas, key=lambda i: (bool(i.resolucion), i.momento, i.id)))
