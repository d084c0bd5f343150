"""The pictures of a paper as dots: QR and Code 128 drawn by us, so that every printer and file shows the same bars.

Printers differ in which codes they can draw and some take the order and print nothing; a picture always comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from app.documentos import Codigo, Logo, Rubrica
from app.documentos.modulos import modulos_de_barras, modulos_qr
from printing.logo import dibujar_logo
from printing.trazos import dibujar_firma

#: Blank modules that a reader needs around the code (ISO/IEC 18004 and 15417).
_MARGEN_QR = 4
_MARGEN = bytes(10)
ALTO_BARRAS = 64
#: Side of a QR, in dots: 26 mm are read from any phone, and more only spends paper and time on a slow port.
_LADO_QR = 208
_MODULO_MAXIMO_QR = 6
#: Dots of the narrowest bar: a quarter of a millimetre, which every scanner reads.
MODULO_BARRAS = 2


def dibujar(figura: Codigo | Logo | Rubrica, puntos: int) -> Image.Image:
    """The picture in black on white (mode `1`), at most `puntos` wide; a code has its blank margin.

    Raises:
        ValueError: it does not fit that width, or no code can hold it (`modulos_qr`, `modulos_de_barras`).
        NegocioError: `logo_invalido`.
    """
    if isinstance(figura, Logo):
        return dibujar_logo(figura.png, puntos)
    if isinstance(figura, Rubrica):
        return dibujar_firma(figura.firma, puntos)
    return tramar(figura, puntos).imagen()


@dataclass(frozen=True, slots=True)
class Trama:
    """A code as the dots of a head: rows of whole bytes, a bit a dot, 1 is ink.

    Attributes:
        ancho, alto: dots; what is left of the last byte of a row is blank.
    """

    ancho: int
    alto: int
    octetos: bytes

    def imagen(self) -> Image.Image:
        """The same in black on white (mode `1`)."""
        return Image.frombytes("1", (self.ancho, self.alto), self.octetos, "raw", "1;I")


def tramar(codigo: Codigo, puntos: int, *, centrada: bool = False) -> Trama:
    """A code with its blank margin; with as much blank before it as puts it in the middle of the paper, if so asked.

    Raises:
        ValueError: see `dibujar`.
    """
    is_qr = codigo.tipo == "qr"
    filas = _con_margen(modulos_qr(codigo.datos)) if is_qr else (_MARGEN + modulos_de_barras(codigo.datos) + _MARGEN,)
    ancho = len(filas[0])
    cabe = max(ancho, min(_LADO_QR, puntos)) if is_qr else puntos
    modulo = min(_MODULO_MAXIMO_QR if is_qr else MODULO_BARRAS, cabe // ancho)
    if modulo < 1 or ancho > puntos:
        raise ValueError(f"a code of {ancho} modules does not fit {puntos} dots")
    izquierda = (puntos - ancho * modulo) // 2 if centrada else 0
    return _ampliar(filas, modulo, modulo if is_qr else ALTO_BARRAS, izquierda)


def modulo_qr(datos: str) -> int:
    """Dots of a module of that QR where the printer draws it, so that it comes out about as large as ours."""
    return min(_MODULO_MAXIMO_QR, _LADO_QR // (len(modulos_qr(datos)) + 2 * _MARGEN_QR))


def _con_margen(filas: Sequence[bytes]) -> Sequence[bytes]:
    blanco = bytes(_MARGEN_QR)
    vacias = [bytes(len(filas[0]) + 2 * _MARGEN_QR)] * _MARGEN_QR
    return [*vacias, *(blanco + fila + blanco for fila in filas), *vacias]


def _ampliar(filas: Sequence[bytes], modulo: int, alto: int, izquierda: int) -> Trama:
    """Rows of modules with so many dots each, across and down."""
    ancho = izquierda + len(filas[0]) * modulo
    octetos = -(-ancho // 8)
    blancos, llenos = b"0" * modulo, b"1" * modulo
    hechas = []
    for fila in filas:
        puntos = int(fila.replace(b"\x00", blancos).replace(b"\x01", llenos), 2) << 8 * octetos - ancho
        hechas.append(puntos.to_bytes(octetos) * alto)
    return Trama(ancho, len(filas) * alto, b"".join(hechas))
