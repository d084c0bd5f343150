"""Clocks: the real one, the one of a demonstration, and one that stands still."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


class RelojReal:
    """The machine's clock, told in the organismo's time zone."""

    def __init__(self, zona: str) -> None:
        self._zona = ZoneInfo(zona)

    def ahora(self) -> datetime:
        """This moment."""
        return datetime.now(self._zona)


class RelojDemo:
    """A demonstration's clock: began at `inicio` when the machine's said `creada`, and advances with it."""

    def __init__(self, inicio: datetime, creada: datetime) -> None:
        self._zona = inicio.tzinfo
        self._desfase: timedelta = inicio - creada

    def ahora(self) -> datetime:
        """This moment of the demonstration."""
        return datetime.now(self._zona) + self._desfase


class RelojFijo:
    """A clock that stands at one moment."""

    def __init__(self, momento: datetime) -> None:
        self._momento = momento

    def ahora(self) -> datetime:
        """Always the same moment."""
        return self._momento


def en_marcha() -> timedelta:
    """How long the machine has been on, asleep or not: a clock that nobody can set."""
    # Where the system's own monotonic clock stops while the machine sleeps there is another that does not.
    reloj = getattr(time, "CLOCK_BOOTTIME", None)
    nanos = time.monotonic_ns() if reloj is None else time.clock_gettime_ns(reloj)
    return timedelta(microseconds=nanos // 1000)
