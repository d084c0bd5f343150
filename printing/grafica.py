"""Bars of amounts drawn on a PDF: standing where they follow each other in time, lying beside their words elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.documentos import Grafica
from app.domain.dinero import Dinero
from app.domain.escalon import marcas
from printing.fuentes import AVANCE, NORMAL, dibujable

_CUERPO = 7.0
_RENGLON = 13.0
_ALTO_DE_PIE = 150.0
_GRIS, _RAYA = 0.38, 0.8
#: Told apart on a printer without colours too: what is below zero is lighter, and hangs.
_LLENO, _FALTANTE = (0.04, 0.37, 0.5), (0.84, 0.55, 0.45)
_MARCAS = 4
#: Parts of the width that words and amounts take beside a lying bar.
_PARTE_DE_ROTULO = 0.34
_HUECO = 4.0


@dataclass(frozen=True, slots=True)
class Marco:
    """Where it is drawn, in points from the lower left corner of the sheet."""

    izquierda: float
    abajo: float
    ancho: float
    alto: float


def alto_de(grafica: Grafica) -> float:
    """How high it is, in points; nothing for no bars."""
    if not grafica.barras:
        return 0.0
    return _RENGLON + (_ALTO_DE_PIE if grafica.de_tiempo else _RENGLON * len(grafica.barras))


def dibujar_grafica(lienzo: Any, grafica: Grafica, marco: Marco) -> None:
    """Draw it in its place."""
    if not grafica.barras:
        return
    lienzo.saveState()
    lienzo.setFont(NORMAL.stem, _CUERPO)
    lienzo.setLineWidth(0.5)
    if grafica.de_tiempo:
        _dibujar_de_pie(lienzo, grafica, marco)
    else:
        _dibujar_acostada(lienzo, grafica, marco)
    lienzo.restoreState()


def _extremos(valores: Sequence[int]) -> tuple[int, int]:
    """Lowest and highest centavos of the scale; zero is in it, and it is never empty."""
    return min(0, *valores), max(0, *valores) or (0 if min(valores) < 0 else 100)


def _dibujar_de_pie(lienzo: Any, grafica: Grafica, marco: Marco) -> None:
    valores = [b.importe.centavos for b in grafica.barras]
    menor, mayor = _extremos(valores)
    rayas = [*(-m for m in marcas(-menor, _MARCAS) if m), *marcas(mayor, _MARCAS)]
    textos = {m: f"{Dinero(m)}".removesuffix(".00") for m in rayas}
    eje = max(map(len, textos.values())) * _CUERPO * AVANCE + _HUECO
    x0, ancho = marco.izquierda + eje, marco.ancho - eje
    piso, alto = marco.abajo + 2 * _RENGLON, marco.alto - 3 * _RENGLON

    def y_de(centavos: int) -> float:
        return piso + alto * (centavos - menor) / (mayor - menor)

    for marca, texto in textos.items():
        lienzo.setStrokeGray(_RAYA)
        lienzo.line(x0, y_de(marca), x0 + ancho, y_de(marca))
        lienzo.setFillGray(_GRIS)
        lienzo.drawRightString(x0 - _HUECO, y_de(marca) - _CUERPO / 3, texto)
    paso = ancho / len(valores)
    for n, valor in enumerate(valores):
        lienzo.setFillColorRGB(*(_FALTANTE if valor < 0 else _LLENO))
        abajo, arriba = sorted((y_de(0), y_de(valor)))
        lienzo.rect(x0 + n * paso + paso * 0.12, abajo, paso * 0.76, arriba - abajo, stroke=0, fill=1)
    _rotular(lienzo, [b.rotulo for b in grafica.barras], x0, paso, marco.abajo + _RENGLON * 5 / 4)


def _rotular(lienzo: Any, rotulos: Sequence[str], x0: float, paso: float, y: float) -> None:
    """As many words under the bars as fit without touching, evenly spaced from the first."""
    largo = (max(map(len, rotulos)) + 1) * _CUERPO * AVANCE
    cada = max(1, -int(-largo // paso))
    lienzo.setFillGray(_GRIS)
    for n in range(0, len(rotulos), cada):
        lienzo.drawCentredString(x0 + (n + 0.5) * paso, y, dibujable(rotulos[n]))


def _dibujar_acostada(lienzo: Any, grafica: Grafica, marco: Marco) -> None:
    valores = [b.importe.centavos for b in grafica.barras]
    # Of discounts alone the largest is the longest: it grows from its words like any other.
    signo = -1 if max(valores) <= 0 else 1
    menor, mayor = _extremos([signo * v for v in valores])
    de_importe = max(len(str(b.importe)) for b in grafica.barras) * _CUERPO * AVANCE + _HUECO
    x0 = marco.izquierda + marco.ancho * _PARTE_DE_ROTULO
    ancho = marco.ancho * (1 - _PARTE_DE_ROTULO) - de_importe
    signos = int((marco.ancho * _PARTE_DE_ROTULO - _HUECO) / (_CUERPO * AVANCE))

    def x_de(centavos: int) -> float:
        return x0 + ancho * (centavos - menor) / (mayor - menor)

    for n, barra in enumerate(grafica.barras):
        y = marco.abajo + marco.alto - (n + 1) * _RENGLON
        valor = signo * barra.importe.centavos
        izquierda, derecha = sorted((x_de(0), x_de(valor)))
        lienzo.setFillColorRGB(*(_FALTANTE if valor < 0 else _LLENO))
        lienzo.rect(izquierda, y, derecha - izquierda, _RENGLON * 0.66, stroke=0, fill=1)
        lienzo.setFillGray(0)
        palabras = dibujable(barra.rotulo)
        palabras = palabras if len(palabras) <= signos else f"{palabras[: signos - 1]}…"
        lienzo.drawRightString(x0 - _HUECO, y + _CUERPO / 4, palabras)
        lienzo.drawRightString(marco.izquierda + marco.ancho, y + _CUERPO / 4, str(barra.importe))
