"""The pictures of a paper as dots: QR and Code 128 drawn by us, so that every printer and file shows the same bars.

Printers differ in which codes they can draw and some take the order and print nothing; a picture always comes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from app.documentos import Codigo, Logo, Rubrica
from app.documentos.barras import modulos_de
from app.documentos.qr import lado_qr, modulos_qr, version_qr
from printing.logo import dibujar_logo
from printing.trazos import dibujar_firma

#: Blank modules that a reader needs around the code (ISO/IEC 18004 and 15417).
_MARGEN_QR = 4
_MARGEN_BARRAS = 10
ALTO_BARRAS = 64
#: Side of a QR, in dots: 26 mm are read from any phone, and more only spends paper and time on a slow port.
_LADO_QR = 208
_MODULO_MAXIMO_QR = 6
#: Dots of the narrowest bar: a quarter of a millimetre, which every scanner reads.
MODULO_BARRAS = 2


def dibujar(figura: Codigo | Logo | Rubrica, puntos: int) -> Image.Image:
    """The picture in black on white (mode `1`), at most `puntos` wide; a code has its blank margin.

    Raises:
        ValueError: it does not fit that width, or no code can hold it (`version_qr`, `modulos_de`).
        NegocioError: `logo_invalido`.
    """
    if isinstance(figura, Logo):
        return dibujar_logo(figura.png, puntos)
    if isinstance(figura, Rubrica):
        return dibujar_firma(figura.firma, puntos)
    if figura.tipo == "qr":
        modulos = _con_margen(modulos_qr(figura.datos), _MARGEN_QR)
        return _ampliar(modulos, max(modulos.width, min(_LADO_QR, puntos)), puntos, _MODULO_MAXIMO_QR)
    barras = _ampliar(_modulos_barras(figura.datos), puntos, puntos, MODULO_BARRAS)
    return barras.resize((barras.width, ALTO_BARRAS))


def modulo_qr(datos: str) -> int:
    """Dots of a module of that QR where the printer draws it, so that it comes out about as large as ours."""
    return min(_MODULO_MAXIMO_QR, _LADO_QR // (lado_qr(version_qr(datos)) + 2 * _MARGEN_QR))


def _con_margen(filas: Sequence[bytes], margen: int) -> Image.Image:
    blanco = bytes(margen)
    filas = [blanco + fila + blanco for fila in filas]
    vacias = [bytes(len(filas[0]))] * margen
    return _imagen([*vacias, *filas, *vacias])


def _modulos_barras(datos: str) -> Image.Image:
    margen = bytes(_MARGEN_BARRAS)
    return _imagen([margen + modulos_de(datos) + margen])


def _imagen(filas: Sequence[bytes]) -> Image.Image:
    """One pixel a module, 1 = ink."""
    ancho = len(filas[0])
    grises = b"".join(fila.translate(_A_GRIS) for fila in filas)
    return Image.frombytes("L", (ancho, len(filas)), grises).convert("1")


_A_GRIS = bytes([255, 0]) + bytes(254)


def _ampliar(modulos: Image.Image, deseable: int, disponible: int, maximo: int) -> Image.Image:
    modulo = min(maximo, deseable // modulos.width)
    if modulo < 1 or modulos.width > disponible:
        raise ValueError(f"a code of {modulos.width} modules does not fit {disponible} dots")
    return modulos.resize((modulos.width * modulo, modulos.height * modulo), Image.Resampling.NEAREST)
