"""What an import needs from outside; `db` implements it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from app.domain.cuenta import Marca

Fila = tuple[Any, ...]

#: What a row is, compared with the padrón: not there yet, there with other contents, there just so;
#: named twice by the same file; of a cuenta that neither the padrón nor this import has.
ALTA, CAMBIO, IGUAL, REPETIDA, SIN_CUENTA = range(5)


class Cotejo(Protocol):
    """Compares rows with the padrón, some at a time, over one snapshot and in constant memory.

    Each method takes the rows of one kind in file order and returns one of the five states above for each. Rows that
    are not `REPETIDA` or `SIN_CUENTA` are remembered; cuentas so remembered count as there for the other kinds.
    """

    def cuentas(self, filas: Sequence[Fila]) -> Sequence[int]: ...
    def recibos(self, filas: Sequence[Fila], hasta: Sequence[Marca]) -> Sequence[int]:
        """A recibo whose vector alone is another is a `CAMBIO`."""
        ...

    def lecturas(self, filas: Sequence[Fila]) -> Sequence[int]: ...
    def beneficios(self, filas: Sequence[Fila]) -> Sequence[int]: ...
    def ausentes(self, clase: str) -> tuple[int, int]:
        """How many rows of a kind the padrón has that were not seen, and how many it has."""
        ...

    def llaves_ausentes(self, clase: str) -> Iterator[tuple[str, ...]]:
        """What names those that were not seen."""
        ...


class Padron(Protocol):
    """The padrón as an import sees it."""

    def cotejar(self) -> AbstractContextManager[Cotejo]: ...


class EscritorLote(Protocol):
    """A lote being written; nothing is seen of it until `cerrar`."""

    def escribir(self, clase: str, filas: Sequence[Fila]) -> None: ...
    def cerrar(self, total: int, pagado: int) -> str:
        """Make it durable; returns its SHA-256. The sums are those of its recibos, in centavos."""
        ...

    def descartar(self) -> None: ...


class Lotes(Protocol):
    """The folder of lotes."""

    def nuevo(self, organismo: str, hasta: Sequence[Marca]) -> EscritorLote: ...
