"""Signatures drawn by an invented hand: smooth, with the tremor of a tablet, at so many points a second."""

from __future__ import annotations

import math
import random

from app.domain.subsidio.firma import LADO, PRESION_MAXIMA, Firma, Punto


def una_firma(segundos: int = 3, por_segundo: int = 100, semilla: int = 1, trazos: int = 3) -> Firma:
    """Strokes of equal length, one after the other, without a pause; noise and jitter are those of a cheap pen."""
    azar = random.Random(semilla)
    puntos: list[Punto] = []
    t = 0
    for n in range(segundos * por_segundo):
        s = n / por_segundo
        x = 2048 + 1200 * math.sin(10.7 * s) + 600 * math.sin(25.8 * s + 1) + azar.gauss(0, 4)
        y = 2048 + 1000 * math.sin(14.5 * s) + 500 * math.sin(33.3 * s) + azar.gauss(0, 4)
        presion = 140 + 80 * math.sin(6.9 * s) + azar.gauss(0, 3)
        t = max(t, round(n * 1000 / por_segundo) + azar.randint(-2, 2))
        puntos.append(Punto(_entre(x, LADO), _entre(y, LADO), t, _entre(presion, PRESION_MAXIMA)))
    largo = math.ceil(len(puntos) / trazos)
    return Firma(tuple(tuple(puntos[i : i + largo]) for i in range(0, len(puntos), largo)))


def _entre(valor: float, maximo: int) -> int:
    return min(maximo, max(0, round(valor)))


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160">'
    b'<path d="M20 100 C60 20 90 20 80 90 S120 150 150 80 S190 20 210 90 L240 60"/>'
    b'<polyline points="60,130 200,120 340,128"/></svg>'
)
