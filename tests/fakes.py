"""What tests put in the place of the machine: a clock moved by hand, a disk as full as one says, a printer.

The database is not faked, nor the key: both are real, in a temporary folder.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.documentos import Documento, componer
from app.domain.papel import IMPRESO, Respuesta


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


class FakeDispositivo:
    """Keeps the papers it is given; does once what is put in `luego`.

    Attributes:
        papeles: name and text of each.
        pulsos: names of the papers that opened the drawer.
        aviso: what it says of itself.
    """

    def __init__(self, luego: Exception | None = None, al_sacar: Callable[[], object] = tuple) -> None:
        self.papeles: list[tuple[str, str]] = []
        self.pulsos: list[str] = []
        self.aviso = ""
        self.luego = luego
        self.al_sacar = al_sacar

    tiene_cajon = True

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """It came out, unless it was told otherwise."""
        self.al_sacar()
        luego, self.luego = self.luego, None
        if luego is not None:
            raise luego
        self.papeles.append((nombre, "\n".join(componer(documento, 48))))
        if abre_cajon:
            self.pulsos.append(nombre)
        return Respuesta(IMPRESO, self.aviso)

    def preguntar(self) -> Respuesta:
        """It is well."""
        return Respuesta(IMPRESO, self.aviso)

    def abrir_cajon(self) -> None:
        """Count the pulse."""
        self.pulsos.append("")


class Muerte(BaseException):
    """Somebody pulled the plug: nothing catches it, and nothing after it runs."""


class RelojMortal(FakeReloj):
    """A clock at which the program dies, the n-th time it looks at it; `vidas` is None while nobody dies."""

    vidas: int | None = None

    def ahora(self) -> datetime:
        """The moment it was set to, or death."""
        if self.vidas is not None:
            self.vidas -= 1
            if self.vidas < 0:
                raise Muerte
        return super().ahora()
