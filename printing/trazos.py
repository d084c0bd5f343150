"""A drawn signature as vectors of a PDF, and as the dots of a thermal head."""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageDraw

from app.documentos import Tramo, suavizar
from app.domain.subsidio.firma import Firma

#: Height of a signature in rows of text.
RENGLONES_DE_FIRMA = 6
#: Thickness of the pen when it is not pressed and when it is pressed hard, as a part of the box's height.
_FINO, _GRUESO = 0.008, 0.026
#: How much of the width a signature may take.
_ANCHO = 0.72
#: Dots of one row of text, and how many times finer it is drawn before it becomes dots.
_PUNTOS_POR_RENGLON = 28
_FINURA = 4
#: Straight pieces of a curve.
_PIEZAS = 4

_Lugar = tuple[float, float]


def trazar_firma(lienzo: Any, firma: Firma, cuadro: tuple[float, float, float, float]) -> None:
    """Draw it on a page as curves, as large as the box (left, bottom, width, height) lets it be."""
    rasgos = suavizar(firma)
    izquierda, abajo, ancho, alto = cuadro
    escala = min(ancho * _ANCHO / rasgos.ancho, alto / rasgos.alto)
    x = izquierda + (ancho - rasgos.ancho * escala) / 2
    y = abajo + (alto + rasgos.alto * escala) / 2

    def en_hoja(lugar: tuple[int, int]) -> _Lugar:
        return x + lugar[0] * escala, y - lugar[1] * escala

    lienzo.saveState()
    lienzo.setStrokeGray(0)
    lienzo.setLineCap(1)
    lienzo.setLineJoin(1)
    for tramo in rasgos.tramos:
        (ax, ay), (cx, cy), (bx, by) = map(en_hoja, (tramo.desde, tramo.control, tramo.hasta))
        camino = lienzo.beginPath()
        camino.moveTo(ax, ay)
        # The cubic that is this quadratic.
        camino.curveTo(
            ax + (cx - ax) * 2 / 3, ay + (cy - ay) * 2 / 3, bx + (cx - bx) * 2 / 3, by + (cy - by) * 2 / 3, bx, by
        )
        lienzo.setLineWidth(alto * _pluma(tramo))
        lienzo.drawPath(camino, stroke=1, fill=0)
    lienzo.restoreState()


def dibujar_firma(firma: Firma, puntos: int) -> Image.Image:
    """Black on white (mode `1`), `puntos` wide: drawn finer and brought down, so that its edges are even."""
    rasgos = suavizar(firma)
    ancho, alto = puntos * _FINURA, RENGLONES_DE_FIRMA * _PUNTOS_POR_RENGLON * _FINURA
    escala = min(ancho * _ANCHO / rasgos.ancho, alto / rasgos.alto)
    x, y = (ancho - rasgos.ancho * escala) / 2, (alto - rasgos.alto * escala) / 2
    lienzo = Image.new("L", (ancho, alto), 255)
    pluma = ImageDraw.Draw(lienzo)
    for tramo in rasgos.tramos:
        radio = alto * _pluma(tramo) / 2
        lugares = [(x + a * escala, y + b * escala) for a, b in _recta(tramo)]
        pluma.line(lugares, fill=0, width=max(1, round(2 * radio)))
        for a, b in lugares:
            pluma.ellipse((a - radio, b - radio, a + radio, b + radio), fill=0)
    chico = lienzo.resize((puntos, alto // _FINURA), Image.Resampling.BOX)
    return chico.point([0 if gris < 160 else 255 for gris in range(256)]).convert("1")


def _pluma(tramo: Tramo) -> float:
    return _FINO + (_GRUESO - _FINO) * tramo.grueso / 255


def _recta(tramo: Tramo) -> list[_Lugar]:
    (ax, ay), (cx, cy), (bx, by) = tramo.desde, tramo.control, tramo.hasta
    partes = [k / _PIEZAS for k in range(_PIEZAS + 1)]
    return [
        (
            (1 - t) ** 2 * ax + 2 * (1 - t) * t * cx + t**2 * bx,
            (1 - t) ** 2 * ay + 2 * (1 - t) * t * cy + t**2 * by,
        )
        for t in partes
    ]
