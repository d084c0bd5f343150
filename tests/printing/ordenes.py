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
    (ESC, ord("a")): 3,
    (ESC, ord("p")): 5,
    (GS, ord("!")): 3,
    (GS, ord("h")): 3,
    (GS, ord("w")): 3,
    (GS, ord("H")): 3,
    (GS, ord("V")): 3,
}


@dataclass
class Leido:
    """What the bytes say.

    Attributes:
        ordenes: the orders, without the pictures' dots.
        texto: every byte that is not an order.
        imagenes: the pictures, black on white.
        codigos: kind and data of the codes that the printer draws by itself.
    """

    ordenes: list[bytes] = field(default_factory=list)
    texto: bytearray = field(default_factory=bytearray)
    imagenes: list[Image.Image] = field(default_factory=list)
    codigos: list[tuple[str, str]] = field(default_factory=list)
    pendiente: bytes = b""

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
        elif datos[i : i + 2] in (b"\x1d(", b"\x1dk"):
            largo = _orden_larga(leido, datos[i:])
            leido.ordenes.append(datos[i : i + largo])
            i += largo
        else:
            largo = LARGOS[datos[i], datos[i + 1]]
            leido.ordenes.append(datos[i : i + largo])
            i += largo
    return leido


def _orden_larga(leido: Leido, datos: bytes) -> int:
    """`GS k` with its data in set B, and `GS (` functions: QR codes and density; how long it is."""
    if datos[1] == ord("k"):
        assert datos[2] == 73 and datos[4:6] == b"{B", "Code 128, set B"
        contenido = datos[6 : 4 + datos[3]]
        assert len(contenido) == datos[3] - 2
        leido.codigos.append(("code128", contenido.replace(b"{{", b"{").decode("ascii")))
        return 4 + datos[3]
    largo = int.from_bytes(datos[3:5], "little")
    cuerpo = datos[5 : 5 + largo]
    assert len(cuerpo) == largo and datos[2] in b"kK"
    if datos[2] == ord("K"):
        assert cuerpo[0] == 49 and -6 <= int.from_bytes(cuerpo[1:], signed=True) <= 6
    elif cuerpo[1] == 80:
        assert cuerpo[0] == cuerpo[2] - 48 + 49
        leido.pendiente = cuerpo[3:]
    elif cuerpo[1] == 81:
        leido.codigos.append(("qr", leido.pendiente.decode("utf-8")))
    else:
        assert cuerpo[:2] in (b"1A", b"1C", b"1E")
    return 5 + largo
