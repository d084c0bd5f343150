"""Round figures for the scale of a picture of amounts."""

from __future__ import annotations


def marcas(tope: int, cuantas: int) -> list[int]:
    """Round figures from zero up to `tope` (≥ 0), some `cuantas` of them: 1, 2 or 5 with zeros behind."""
    paso, orden = 1, 1
    while tope // paso > cuantas:
        for cifra in (2, 5, 10):
            paso = orden * cifra
            if tope // paso <= cuantas:
                break
        orden *= 10
    return list(range(0, tope + 1, paso))
