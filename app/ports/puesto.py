"""What belongs to one PC and never enters the diario: its print queue and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.domain.papel import PapelEnCola


class Cola(Protocol):
    """Papers waiting for the printer; rows of this PC, not of the diario."""

    def encolar(self, folio: str, clase: str) -> None:
        """A paper waits for the printer, in the place of an older one of that folio if there is one."""
        ...

    def pendientes(self) -> tuple[str, ...]:
        """Folios of which no original can have come out, oldest first."""
        ...

    def papeles(self) -> tuple[PapelEnCola, ...]: ...
    def tomar(self, folio: str) -> PapelEnCola | None:
        """Begin to send a paper: as it was until now, or None when it does not wait or is being sent already."""
        ...

    def dejar(self, folio: str, estado: str, detalle: str) -> None: ...
    def recuperar(self, detalle: str) -> int:
        """Papers that were being sent when the program died are in doubt; how many."""
        ...

    def dudar(self, detalle: str) -> int:
        """Of nothing that waits it is known whether it came out; how many."""
        ...

    def is_sabido(self, folio: str) -> bool:
        """Whether the diario says that nobody waits for that paper any more."""
        ...

    def quitar(self, folio: str) -> None: ...
    def copias(self, folio: str) -> int:
        """How many copies may have come out already; the original is number zero."""
        ...


class AjustesDelPuesto(Protocol):
    """Settings of this PC, by name; not of the diario."""

    def todos(self) -> Mapping[str, str]: ...
    def guardar(self, clave: str, valor: str) -> None: ...
