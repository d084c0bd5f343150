"""Which asientos the diario of a caja is made of, epoca after epoca, when several epocas of it are known.

An epoca begins after some asiento of an earlier one. What came after that asiento in the earlier epoca, on a disk that
nobody had read then, stands where it is, and is no part of the line that goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.diario.asiento import Asiento


@dataclass(frozen=True, slots=True)
class Tramo:
    """A piece of the line.

    Attributes:
        hasta: its last seq that belongs to the line.
        publica: the key, hexadecimal, that signs it.
    """

    epoca: str
    hasta: int
    publica: str


def linaje(primeros: Sequence[Asiento], hastas: Mapping[str, int]) -> tuple[Tramo, ...]:
    """The line that ends in the last epoca, oldest piece first.

    Args:
        primeros: the first asiento of each epoca, in the order in which those began.
        hastas: last seq of each.

    An epoca that does not say after which asiento it begins has a diario of its own.
    """
    por_epoca = {a.epoca: a for a in primeros}
    tramos: list[Tramo] = []
    epoca = primeros[-1].epoca if primeros else ""
    hasta = hastas.get(epoca, 0)
    while epoca in por_epoca:
        datos = por_epoca.pop(epoca).datos()
        tramos.insert(0, Tramo(epoca, hasta, datos["publica"]))
        anterior = datos.get("anterior", {})
        epoca, hasta = anterior.get("epoca", ""), anterior.get("seq", 0)
    return tuple(tramos)


@dataclass(frozen=True, slots=True)
class Avance:
    """How far the file of a caja is in an epoca."""

    epoca: str
    seq: int


def is_prefijo(hay: Sequence[Avance], tramos: Sequence[Tramo]) -> bool:
    """Whether what a file holds, epoca by epoca, is the beginning of that line and of nothing else."""
    if len(hay) > len(tramos):
        return False
    pares = list(zip(hay, tramos, strict=False))
    enteros = all(h.epoca == t.epoca and h.seq == t.hasta for h, t in pares[:-1])
    return enteros and all(h.epoca == t.epoca and h.seq <= t.hasta for h, t in pares[-1:])
