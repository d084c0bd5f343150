"""What the use cases need of cortes from outside; part of `app.ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.domain.corte.corte import Cifras, Totales, Turno
from app.domain.corte.entrega import CorteEnLista
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.respaldo import Respaldo


class Cortes(Protocol):
    """The figures of a turno, between two places of the diario; its corte Z, and what became of its money."""

    def cifras(self, turno: int) -> Cifras:
        """What its payments add up to; what turns them round is in the sums, and `cancelados` and the like are not."""
        ...

    def asientos(self, turno: int, tipos: Sequence[str]) -> tuple[Asiento, ...]: ...
    def ultimo(self, turno: int, tipos: Sequence[str]) -> Asiento | None: ...
    def medios(self, turno: int) -> Totales:
        """What came in by each medio, less what went back."""
        ...

    def perpetuo(self, turno: int) -> Dinero:
        """Every payment of the turnos before that one."""
        ...

    def cabeza(self) -> tuple[int, str]:
        """Place and hash of the last asiento."""
        ...

    def apertura(self, turno: int) -> int: ...
    def lista(self, desde: date, hasta: date) -> tuple[CorteEnLista, ...]:
        """Cortes of the turnos opened on those days, and those that treasury has not accepted; newest first."""
        ...

    def siguiente(self) -> int: ...
    def corte(self, numero: int) -> tuple[Asiento, Turno] | None: ...
    def numeros(self, desde: date, hasta: date) -> tuple[int, ...]:
        """Cortes of the turnos opened on those days."""
        ...

    def pasos(self, numero: int) -> tuple[Asiento, ...]: ...
    def documentos(self, turno: int) -> tuple[tuple[str, int, Dinero], ...]:
        """Of each medio, how many papers there are and what they come to."""
        ...

    def ultimo_respaldo(self) -> Respaldo | None: ...
