"""A histogram as a picture: for whoever must decide on a tariff, and for the minutes of the meeting."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw

from app.documentos.histograma import Barra, Histograma
from app.errors import UsoError
from printing.formato import escribir
from printing.fuentes import AVANCE, NEGRITA, NORMAL, dibujable
from printing.png import fuente

_ANCHO_DE_BARRA, _ENTRE_BARRAS, _MARGEN = 84, 24, 48
_ALTO_DE_BARRAS, _RENGLON = 420, 30
_CUERPO, _CUERPO_DE_TITULO = 18, 26
_PAPEL, _TINTA = "#ffffff", "#202428"
#: Told apart by people who do not tell red from green, and on a printer without colours.
_COLORES = {"bajan": "#0072b2", "iguales": "#8a9096", "suben": "#d55e00"}


def guardar_histograma(histograma: Histograma, ruta: Path) -> None:
    """Write the picture, whole or not at all.

    Raises:
        UsoError: `formato_desconocido`, the name does not end in .png.
        EquipoError: `archivo_no_escribible`.
    """
    if ruta.suffix.lower() != ".png":
        raise UsoError("formato_desconocido", f"La imagen es PNG: termine «{ruta.name}» en .png.")
    escribir(ruta, to_png(histograma))


def to_png(histograma: Histograma) -> bytes:
    """The picture: a bar for each, as high as its cuentas, with how many over it and its words below."""
    ancho = 2 * _MARGEN + len(histograma.barras) * (_ANCHO_DE_BARRA + _ENTRE_BARRAS)
    signos = int((ancho - 2 * _MARGEN) / (_CUERPO * AVANCE))
    letrero = [renglon for texto in (histograma.eje, *histograma.notas) for renglon in wrap(texto, signos)]
    arriba = _MARGEN + 2 * _RENGLON
    suelo = arriba + _ALTO_DE_BARRAS
    rotulos = max((len(b.rotulo.split()) for b in histograma.barras), default=0)
    alto = suelo + (rotulos + 1 + len(letrero)) * _RENGLON + _MARGEN
    lienzo = Image.new("RGB", (ancho, alto), _PAPEL)
    trazo = ImageDraw.Draw(lienzo)
    normal, titulo = fuente(NORMAL, _CUERPO), fuente(NEGRITA, _CUERPO_DE_TITULO)
    trazo.text((_MARGEN, _MARGEN), dibujable(histograma.titulo), _TINTA, titulo, anchor="ls")
    mayor = max((b.cuentas for b in histograma.barras), default=0)
    for n, barra in enumerate(histograma.barras):
        x = _MARGEN + n * (_ANCHO_DE_BARRA + _ENTRE_BARRAS)
        medio = x + _ANCHO_DE_BARRA // 2
        techo = suelo - _alto_de(barra, mayor)
        trazo.rectangle((x, techo, x + _ANCHO_DE_BARRA, suelo), _COLORES[barra.clase])
        trazo.text((medio, techo - 8), f"{barra.cuentas:,}", _TINTA, normal, anchor="ms")
        for renglon, parte in enumerate(barra.rotulo.split(), 1):
            trazo.text((medio, suelo + renglon * _RENGLON), dibujable(parte), _TINTA, normal, anchor="ms")
    trazo.line((_MARGEN, suelo, ancho - _MARGEN, suelo), _TINTA, 2)
    for renglon, texto in enumerate(letrero, rotulos + 2):
        trazo.text((_MARGEN, suelo + renglon * _RENGLON), dibujable(texto), _TINTA, normal, anchor="ls")
    salida = BytesIO()
    lienzo.save(salida, "PNG", optimize=True)
    return salida.getvalue()


def _alto_de(barra: Barra, mayor: int) -> int:
    """In proportion to the tallest; a bar with anybody in it can be seen."""
    return max(3, _ALTO_DE_BARRAS * barra.cuentas // mayor) if barra.cuentas else 0
