"""QR and Code 128 drawn by us, so that every printer and every file shows the same bars.

Printers differ in which codes they can draw and some take the order and print nothing; a picture always comes out.
"""

from __future__ import annotations

import segno
from PIL import Image

from app.documentos import Codigo, Rubrica
from printing.trazos import dibujar_firma

#: Blank modules that a reader needs around the code (ISO/IEC 18004 and 15417).
_MARGEN_QR = 4
_MARGEN_BARRAS = 10
_ALTO_BARRAS = 80
#: Dots of one module: 0.75 mm is read from any phone, and more only spends paper.
_MODULO_MAXIMO_QR = 6
_MODULO_MAXIMO_BARRAS = 3


def dibujar(codigo: Codigo | Rubrica, puntos: int) -> Image.Image:
    """The code, or the signature, in black on white (mode `1`), at most `puntos` wide, with its blank margin.

    Raises:
        ValueError: it does not fit that width, or Code 128 was given something that is not ASCII.
    """
    if isinstance(codigo, Rubrica):
        return dibujar_firma(codigo.firma, puntos)
    if codigo.tipo == "qr":
        return _ampliar(_modulos_qr(codigo.datos), puntos * 6 // 10, _MODULO_MAXIMO_QR)
    barras = _ampliar(_modulos_barras(codigo.datos), puntos, _MODULO_MAXIMO_BARRAS)
    return barras.resize((barras.width, _ALTO_BARRAS))


def _modulos_qr(datos: str) -> Image.Image:
    filas = [bytes(fila) for fila in segno.make_qr(datos, error="m").matrix_iter(border=_MARGEN_QR)]
    return _imagen(filas)


def _modulos_barras(datos: str) -> Image.Image:
    if not datos.isascii() or not datos.isprintable() or not datos:
        raise ValueError(f"Code 128 takes printable ASCII, not {datos!r}")
    # Loaded here: it brings the whole drawing library along, and most tickets carry a QR alone.
    from reportlab.graphics.barcode.code128 import Code128

    barras = Code128(datos, quiet=0)
    barras.validate()
    barras.encode()
    barras.decompose()
    fila = bytearray(_MARGEN_BARRAS)
    # Each letter is a bar (upper case) or a space (lower case) of 1 to 4 modules: A or a, B or b …
    for letra in barras.decomposed:
        ancho = ord(letra.upper()) - ord("A") + 1
        fila += bytes([letra.isupper()]) * ancho
    return _imagen([bytes(fila) + bytes(_MARGEN_BARRAS)])


def _imagen(filas: list[bytes]) -> Image.Image:
    """One pixel a module, 1 = ink."""
    ancho = len(filas[0])
    grises = b"".join(fila.translate(_A_GRIS) for fila in filas)
    return Image.frombytes("L", (ancho, len(filas)), grises).convert("1")


_A_GRIS = bytes([255, 0]) + bytes(254)


def _ampliar(modulos: Image.Image, disponible: int, maximo: int) -> Image.Image:
    modulo = min(maximo, disponible // modulos.width)
    if modulo < 1:
        raise ValueError(f"a code of {modulos.width} modules does not fit {disponible} dots")
    return modulos.resize((modulos.width * modulo, modulos.height * modulo), Image.Resampling.NEAREST)
