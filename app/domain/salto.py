"""A clock that did not advance as time does. It is written down; a corte is cut by place and not by the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: From this many seconds on it is a jump; less is a clock being kept right.
TOLERANCIA_S = 300
#: How it was noticed: earlier than the last asiento, or against the seconds that went by while the program ran.
INICIO, MARCHA = "inicio", "marcha"


@dataclass(frozen=True, slots=True)
class Salto:
    """A jump of the clock.

    Attributes:
        antes: what it should have said, at the least.
        despues: what it said.
        fuente: `inicio` or `marcha`.
    """

    antes: datetime
    despues: datetime
    fuente: str

    @property
    def segundos(self) -> int:
        """How far, below zero for backwards."""
        return round((self.despues - self.antes).total_seconds())


def salto_desde(ultimo: datetime, ahora: datetime) -> Salto | None:
    """The jump of a clock that is earlier than what was already written; being later proves nothing."""
    salto = Salto(ultimo, ahora, INICIO)
    return salto if salto.segundos <= -TOLERANCIA_S else None


def salto_en_marcha(antes: datetime, transcurrido: timedelta, ahora: datetime) -> Salto | None:
    """The jump of a clock that said `antes` that long ago."""
    salto = Salto(antes + transcurrido, ahora, MARCHA)
    return salto if abs(salto.segundos) >= TOLERANCIA_S else None
