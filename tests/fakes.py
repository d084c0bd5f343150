"""What tests put in the place of the machine: a clock that is moved by hand and a disk as full as one says.

The database is not faked, nor the key: both are real, in a temporary folder.
"""

from __future__ import annotations

from datetime import datetime, timedelta


class FakeReloj:
    """A clock that stands still until it is moved."""

    def __init__(self, momento: datetime) -> None:
        self.momento = momento

    def ahora(self) -> datetime:
        """The moment it was set to."""
        return self.momento

    def avanzar(self, **cuanto: float) -> datetime:
        """Move it forward: `avanzar(minutes=5)`, `avanzar(days=1)`."""
        self.momento += timedelta(**cuanto)
        return self.momento


class FakeDisco:
    """Free bytes on the disk of the data folder."""

    def __init__(self, libre: int = 2**40) -> None:
        self.libre = libre

    def espacio_libre(self) -> int:
        """What was said to be free."""
        return self.libre
