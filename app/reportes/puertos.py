"""What reports need from outside; `db` implements it over one reading snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from app.domain.corte.corte import Turno
from app.domain.corte.diferencia import DiferenciaDeCorte
from app.domain.reporte.reporte import Filtro, Partida
from app.domain.reporte.reporte_beneficios import BeneficioAplicado

#: Told how many pieces are done, and of how many; what it raises ends the report at once.
Avance = Callable[[int, int], None]


class Reportes(Protocol):
    """Sums of the projection; payments, and what turned them round, each by themselves."""

    def vigilar(self, seguir: Callable[[], None]) -> AbstractContextManager[None]:
        """While the block runs, `seguir` is called every now and then, also in the middle of a query.

        What it raises (a NegocioError) cuts the query short and comes out of the block.
        """
        ...

    def turno(self, numero: int) -> Turno | None: ...
    def extremos(self, filtro: Filtro) -> tuple[date, date] | None:
        """First and last day with anything of that filter; None for nothing."""
        ...

    def partidas(self, por: str, filtro: Filtro) -> Sequence[Partida]: ...
    def totales(self, filtro: Filtro) -> Sequence[Partida]:
        """All payments and all reversals, of one clave."""
        ...

    def fuera(self, por: str, filtro: Filtro) -> int:
        """What of the payments is in no row of a report, in centavos: discounts, and rounding where it is no row."""
        ...

    def beneficios(self, filtro: Filtro, sin_otorgar: Sequence[str]) -> Iterator[BeneficioAplicado]:
        """What each program took off each cuenta, and what was granted in those days, by cuenta and programa.

        Args:
            sin_otorgar: programs that nobody is granted: one row each, without cuenta, first of all.
        """
        ...

    def diferencias(self, filtro: Filtro) -> Iterator[DiferenciaDeCorte]:
        """Cortes Z of the turnos opened on those days, in order."""
        ...
