"""A workplace: what the window is handed, ready to work."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Contexto


@dataclass(frozen=True, slots=True)
class Puesto:
    """The open caja as a window uses it.

    Attributes:
        escritura: may write; used by one thread at a time.
        lectura: only reads, over connections of its own, from any thread.
    """

    escritura: Contexto
    lectura: Contexto
