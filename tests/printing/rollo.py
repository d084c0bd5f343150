"""A thermal printer of paper: obeys a ticket's bytes dot by dot on a strip, so that it can be looked at and scanned.

It shares nothing with what makes the bytes: it knows the orders of a printer, not the lines of a document.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.printing.ordenes import ESC, GS, LARGOS

_LETRAS = Path(__file__).parents[2] / "resources" / "fonts"
_CELDA, _RENGLON = 12, 30
_TECHO = 12_000


class Rollo:
    """The strip, and how the printer is set.

    Attributes:
        se_salio: how many dots were printed beyond the right edge.
        pulsos, cortes: how often the drawer was opened and the paper cut.
    """

    def __init__(self, puntos: int, pagina: str = "cp858") -> None:
        self._tira = Image.new("L", (puntos, _TECHO), 255)
        self._pluma = ImageDraw.Draw(self._tira)
        self._pagina = pagina
        self._x = self._y = 0
        self._negrita = False
        self._veces = 1
        self._alto = _RENGLON
        self._letras: dict[tuple[bool, int], ImageFont.FreeTypeFont] = {}
        self.se_salio = self.pulsos = self.cortes = 0

    def imprimir(self, datos: bytes) -> Image.Image:
        """The paper that comes out."""
        i = 0
        while i < len(datos):
            if datos[i] == 0x0A:
                self._avanzar(self._alto)
                i += 1
            elif datos[i] in (ESC, GS):
                i += self._obedecer(datos[i:])
            else:
                self._letra(bytes([datos[i]]).decode(self._pagina))
                i += 1
        return self._tira.crop((0, 0, self._tira.width, self._y + _RENGLON))

    def _avanzar(self, puntos: int) -> None:
        self._x, self._y, self._alto = 0, self._y + puntos, _RENGLON * self._veces

    def _letra(self, signo: str) -> None:
        ancho = _CELDA * self._veces
        if self._x + ancho > self._tira.width:
            self.se_salio += ancho
            self._avanzar(self._alto)
        base = self._y + self._alto - 8 * self._veces
        self._pluma.text((self._x, base), signo, 0, self._fuente(), anchor="ls")
        self._x += ancho

    def _fuente(self) -> ImageFont.FreeTypeFont:
        clave = (self._negrita, self._veces)
        if clave not in self._letras:
            archivo = _LETRAS / f"NotoSansMono-{'Bold' if self._negrita else 'Regular'}.ttf"
            self._letras[clave] = ImageFont.truetype(BytesIO(archivo.read_bytes()), 20 * self._veces)
        return self._letras[clave]

    def _obedecer(self, datos: bytes) -> int:
        orden = datos[:2]
        if orden == b"\x1dv":
            return self._imagen(datos)
        largo = LARGOS[datos[0], datos[1]]
        if orden == b"\x1bE":
            self._negrita = bool(datos[2])
        elif orden == b"\x1d!":
            self._veces = datos[2] % 16 + 1
            self._alto = _RENGLON * self._veces
        elif orden == b"\x1bd":
            self._avanzar(_RENGLON * datos[2])
        elif orden == b"\x1bp":
            self.pulsos += 1
        elif orden == b"\x1dV":
            self.cortes += 1
            self._pluma.line((0, self._y, self._tira.width, self._y), 128, 2)
        return largo

    def _imagen(self, datos: bytes) -> int:
        ancho, alto = (int.from_bytes(datos[n : n + 2], "little") for n in (4, 6))
        puntos = bytes(~b & 0xFF for b in datos[8 : 8 + ancho * alto])
        figura = Image.frombytes("1", (ancho * 8, alto), puntos)
        tinta = figura.convert("L").point(lambda v: 255 - v).getbbox()
        self.se_salio += max(0, (tinta[2] if tinta else 0) - self._tira.width)
        self._tira.paste(figura, (0, self._y))
        self._avanzar(alto)
        return 8 + ancho * alto
