"""The steps of an amount as lines: those inside another stand further in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.tarifa.desglose import Paso

_SANGRIA = "\u2003"


def aplanar(pasos: Sequence[Paso], nivel: int = 1) -> Iterator[tuple[int, Paso]]:
    """Every step with how far in it stands, in the order in which they are told."""
    for paso in pasos:
        yield nivel, paso
        yield from aplanar(paso.pasos, nivel + 1)


def sangrado(texto: str, nivel: int) -> str:
    """A text so far in."""
    return _SANGRIA * nivel + texto
