"""A drawing of how many cuentas pay how much more or less, as a value: whoever draws it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

#: What a bar is of: those who pay less, the same, or more.
CLASES_DE_BARRA = ("bajan", "iguales", "suben")


@dataclass(frozen=True, slots=True)
class Barra:
    """A bar: its words, how many cuentas, and one of `CLASES_DE_BARRA`."""

    rotulo: str
    cuentas: int
    clase: str


@dataclass(frozen=True, slots=True)
class Histograma:
    """Bars from those who pay much less to those who pay much more, with a title and what they are of."""

    titulo: str
    eje: str
    barras: tuple[Barra, ...]
    notas: tuple[str, ...] = ()
