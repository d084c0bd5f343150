"""A document as the picture of the paper that would come out of a thermal printer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.documentos import Documento, Fila, Renglon
from printing.codigos import dibujar
from printing.fuentes import AVANCE, NEGRITA, NORMAL, dibujable
from printing.logo import filas_de
from printing.papel import PUNTOS_POR_COLUMNA, PUNTOS_POR_MM, Papel

#: Pixels for each dot of the head, so that type looks smooth on a screen.
_ESCALA = 2
_CUERPO = round(PUNTOS_POR_COLUMNA / AVANCE) * _ESCALA
_ALTO = 28 * _ESCALA
_ALTO_GRANDE = 56 * _ESCALA
_BLANCO_ALREDEDOR = 32 * _ESCALA
_GROSOR_REGLA = 2 * _ESCALA
_TINTA = 0
_PAPEL = 255


def to_png(documento: Documento, papel: Papel) -> bytes:
    """The picture, in greys, with its resolution written in it so that it prints at the paper's own width.

    Raises:
        ValueError: fewer columns than a document can be laid out for.
    """
    filas = filas_de(documento, papel)
    figuras = {i: dibujar(f, papel.puntos) for i, f in enumerate(filas) if not isinstance(f, Renglon)}
    altos = [figuras[i].height * _ESCALA if i in figuras else _alto(f) for i, f in enumerate(filas)]
    ancho = papel.milimetros * PUNTOS_POR_MM * _ESCALA
    lienzo = Image.new("L", (ancho, sum(altos) + 2 * _BLANCO_ALREDEDOR), _PAPEL)
    pluma = _Pluma(lienzo, papel)
    y = _BLANCO_ALREDEDOR
    for i, (fila, alto) in enumerate(zip(filas, altos, strict=True)):
        if isinstance(fila, Renglon):
            pluma.renglon(fila, y)
        else:
            pluma.figura(figuras[i], y)
        y += alto
    salida = BytesIO()
    lado = PUNTOS_POR_MM * _ESCALA * 25.4
    _en_dieciseis_grises(lienzo).save(salida, "PNG", dpi=(lado, lado), bits=4)
    return salida.getvalue()


def _en_dieciseis_grises(lienzo: Image.Image) -> Image.Image:
    """The same picture in half the bytes: the edges of type need no more greys."""
    indices = lienzo.point([valor // 16 for valor in range(256)])
    indices.putpalette([gris * 17 for gris in range(16) for _ in "RGB"])
    return indices


def _alto(fila: Fila) -> int:
    return _ALTO_GRANDE if isinstance(fila, Renglon) and fila.grande else _ALTO


class _Pluma:
    """Draws rows on a paper whose columns are a grid, one sign a cell."""

    def __init__(self, lienzo: Image.Image, papel: Papel) -> None:
        self._lienzo = lienzo
        self._trazo = ImageDraw.Draw(lienzo)
        self._columnas = papel.columnas
        self._ancho = papel.columnas * PUNTOS_POR_COLUMNA * _ESCALA
        self._x = (lienzo.width - self._ancho) // 2
        self._fuentes = {
            (negrita, grande): fuente(NEGRITA if negrita else NORMAL, _CUERPO * (2 if grande else 1))
            for negrita in (False, True)
            for grande in (False, True)
        }

    def renglon(self, fila: Renglon, y: int) -> None:
        alto = _alto(fila)
        if fila.regla:
            medio = y + alto // 2
            self._trazo.rectangle((self._x, medio, self._x + self._ancho - 1, medio + _GROSOR_REGLA - 1), _TINTA)
            return
        veces = 2 if fila.grande else 1
        celda = PUNTOS_POR_COLUMNA * _ESCALA * veces
        fuente = self._fuentes[fila.enfasis, fila.grande]
        base = y + alto // 2 + _CUERPO * veces * 5 // 14
        for columna, signo in enumerate(dibujable(fila.texto(self._columnas // veces))):
            if signo != " ":
                self._trazo.text((self._x + columna * celda, base), signo, _TINTA, fuente, anchor="ls")

    def figura(self, dibujo: Image.Image, y: int) -> None:
        grande = dibujo.resize((dibujo.width * _ESCALA, dibujo.height * _ESCALA), Image.Resampling.NEAREST)
        self._lienzo.paste(grande, ((self._lienzo.width - grande.width) // 2, y))


def fuente(ruta: Path, cuerpo: int) -> ImageFont.FreeTypeFont:
    """Type of a size in pixels."""
    # Read by us: the library would keep the file open, which on Windows holds it locked.
    return ImageFont.truetype(BytesIO(ruta.read_bytes()), cuerpo, layout_engine=ImageFont.Layout.BASIC)
