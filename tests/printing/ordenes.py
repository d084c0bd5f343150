"""Takes a ticket's bytes apart again: an own reader of the few ESC/POS orders that we send."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

ESC, GS = 0x1B, 0x1D
#: Length of the orders of fixed length, by their first two bytes.
LARGOS = {
    (ESC, ord("@")): 2,
    (ESC, ord("t")): 3,
    (ESC, ord("E")): 3,
    (ESC, ord("d")): 3,
    (GS, ord("!")): 3,
    (GS, ord("V")): 3,
}


@dataclass
class Leido:
    """What the bytes say.

    Attributes:
        ordenes: the orders, without the pictures' dots.
        texto: every byte that is not an order.
        imagenes: the pictures, black on white.
    """

    ordenes: list[bytes] = field(default_factory=list)
    texto: bytearray = field(default_factory=bytearray)
    imagenes: list[Image.Image] = field(default_factory=list)

    @property
    def lineas(self) -> tuple[str, ...]:
        return tuple(self.texto.decode("cp858").split("\n")[:-1])


def leer(datos: bytes) -> Leido:
    """Read to the end; an order that is not known is a failure."""
    leido = Leido()
    i = 0
    while i < len(datos):
        if datos[i] not in (ESC, GS):
            leido.texto.append(datos[i])
            i += 1
        elif datos[i : i + 3] == b"\x1dv0":
            ancho = int.from_bytes(datos[i + 4 : i + 6], "little")
            alto = int.from_bytes(datos[i + 6 : i + 8], "little")
            puntos = bytes(~b & 0xFF for b in datos[i + 8 : i + 8 + ancho * alto])
            assert len(puntos) == ancho * alto
            leido.imagenes.append(Image.frombytes("1", (ancho * 8, alto), puntos))
            leido.ordenes.append(datos[i : i + 8])
            i += 8 + ancho * alto
        else:
            largo = LARGOS[datos[i], datos[i + 1]]
            leido.ordenes.append(datos[i : i + largo])
            i += largo
    return leido
