"""A picture of bars among the lines of a paper, as a value; a medium that cannot draw leaves it out.

Nothing is said only by it: its figures stand in the lines as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.dinero import Dinero


@dataclass(frozen=True, slots=True)
class BarraDeImporte:
    """A bar: its words, and the amount that makes it high, or low where it is below zero."""

    rotulo: str
    importe: Dinero


@dataclass(frozen=True, slots=True)
class Grafica:
    """Bars of amounts.

    Attributes:
        de_tiempo: they follow each other in time and stand; otherwise they lie, each beside its words.
    """

    barras: tuple[BarraDeImporte, ...]
    de_tiempo: bool
