"""A signature drawn by hand: its strokes as they were drawn, and the bytes by which nobody can change them afterwards.

Whole numbers only, so that the same strokes give the same bytes on any machine: points in a square of `LADO` units a
side, milliseconds since the first one, pressure from 0 to `PRESION_MAXIMA` (always the latter with a mouse or finger).
Its bytes are what changes from point to point (`app.domain.compacto`): a minute at 200 points a second is under 40 kB.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise

from app.domain.compacto import desempacar, empacar
from app.domain.errores import NegocioError

#: Largest coordinate.
LADO = 4095
PRESION_MAXIMA = 255
#: Points of a whole signature, and its milliseconds, that no hand reaches.
PUNTOS_MAXIMOS = 60_000
DURACION_MAXIMA = 600_000
#: Least extent (the longer side of what it covers) and least path of a signature; a dot or a slip has less.
EXTENSION_MINIMA = 120
RECORRIDO_MINIMO = 300
_MARCA = b"VTNF1"


@dataclass(frozen=True, slots=True)
class Punto:
    """Where the pen was at `t`, and how hard it was pressed."""

    x: int
    y: int
    t: int
    presion: int = PRESION_MAXIMA


Trazo = tuple[Punto, ...]


@dataclass(frozen=True, slots=True)
class Firma:
    """Strokes, each from where the pen went down to where it was lifted."""

    trazos: tuple[Trazo, ...]

    @property
    def puntos(self) -> int:
        """How many points there are."""
        return sum(map(len, self.trazos))

    def canonica(self) -> bytes:
        """The bytes that are hashed and kept."""
        largos = (len(self.trazos), *map(len, self.trazos))
        columnas = (
            empacar([[getattr(p, campo) for p in trazo] for trazo in self.trazos], orden) for campo, orden in _CAMPOS
        )
        return b"".join((_MARCA, *(largo.to_bytes(4) for largo in largos), *columnas))

    @classmethod
    def from_canonica(cls, contenido: bytes) -> Firma:
        """The strokes that those bytes are of.

        Raises:
            NegocioError: `firma_ilegible`: no other bytes than those that `canonica` gives are read.
        """
        try:
            firma = _leer(contenido)
            exigir_medidas(firma)
        except ValueError as error:
            raise _ilegible() from error
        if firma.canonica() != contenido:
            raise _ilegible()
        return firma

    @property
    def sha(self) -> str:
        """SHA-256 of its bytes, hexadecimal."""
        return hashlib.sha256(self.canonica()).hexdigest()


#: Fields in the order in which they are written, and how many times they are replaced by their differences.
_CAMPOS = (("x", 2), ("y", 2), ("t", 2), ("presion", 1))


def exigir_medidas(firma: Firma) -> None:
    """Refuse strokes that no pad gives.

    Raises:
        NegocioError: `firma_ilegible`.
    """
    if firma.puntos > PUNTOS_MAXIMOS or not all(firma.trazos):
        raise _ilegible()
    antes = 0
    for punto in (p for trazo in firma.trazos for p in trazo):
        cabe = 0 <= punto.x <= LADO and 0 <= punto.y <= LADO and 0 <= punto.presion <= PRESION_MAXIMA
        if not cabe or not antes <= punto.t <= DURACION_MAXIMA:
            raise _ilegible()
        antes = punto.t


def exigir_firma(firma: Firma) -> Firma:
    """The strokes, if they are a signature.

    Raises:
        NegocioError: `firma_vacia`, nothing, a dot or a slip of the pen; `firma_ilegible`.
    """
    exigir_medidas(firma)
    puntos = [p for trazo in firma.trazos for p in trazo]
    extension = max((max(v) - min(v) for v in ([p.x for p in puntos], [p.y for p in puntos]) if v), default=0)
    recorrido = sum(abs(b.x - a.x) + abs(b.y - a.y) for t in firma.trazos for a, b in pairwise(t))
    if extension < EXTENSION_MINIMA or recorrido < RECORRIDO_MINIMO:
        raise NegocioError("firma_vacia", "Eso no es una firma: está en blanco o es solo un punto. Firme otra vez.")
    return firma


def _ilegible() -> NegocioError:
    return NegocioError("firma_ilegible", "Los trazos de la firma no se pueden leer: firme otra vez.")


def _leer(contenido: bytes) -> Firma:
    if not contenido.startswith(_MARCA):
        raise ValueError("other bytes")
    resto = contenido[len(_MARCA) :]
    cuantos = int.from_bytes(resto[:4])
    largos = [int.from_bytes(resto[4 + 4 * i : 8 + 4 * i]) for i in range(_acotado(cuantos))]
    _acotado(sum(largos))
    resto = resto[4 + 4 * cuantos :]
    columnas = []
    for _, orden in _CAMPOS:
        columna, tomados = desempacar(resto, largos, orden)
        columnas.append(columna)
        resto = resto[tomados:]
    trazos = (tuple(Punto(*p) for p in zip(*(c[i] for c in columnas), strict=True)) for i in range(cuantos))
    return Firma(tuple(trazos))


def _acotado(cuantos: int) -> int:
    if cuantos > PUNTOS_MAXIMOS:
        raise ValueError("more than any signature has")
    return cuantos
