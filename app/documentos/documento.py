"""A paper as a value: its lines, before anybody knows how wide it will be printed.

The same `Documento` becomes the screen's preview, the ticket, the PDF and the picture, so that all of them say the
same. Every text may come from outside (a name, a reference); it is cleaned when it is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.documentos.grafica import Grafica
from app.domain.dinero import Dinero
from app.domain.subsidio.firma import Firma

Alineacion = Literal["izq", "centro", "der"]


@dataclass(frozen=True, slots=True)
class Texto:
    """Words of their own; `grande` is twice as wide and as high. Empty text is a blank line."""

    texto: str
    alineacion: Alineacion = "izq"
    enfasis: bool = False
    grande: bool = False


@dataclass(frozen=True, slots=True)
class Dato:
    """A label at the left and a short text at the right, such as `Turno` and `3`."""

    rotulo: str
    valor: str
    enfasis: bool = False


@dataclass(frozen=True, slots=True)
class Importe:
    """A label at the left and an amount at the right, on the last line of the label."""

    rotulo: str
    importe: Dinero
    enfasis: bool = False
    grande: bool = False


@dataclass(frozen=True, slots=True)
class Nota:
    """An indented remark to the line above it."""

    texto: str


@dataclass(frozen=True, slots=True)
class Separador:
    """A rule across the paper."""


@dataclass(frozen=True, slots=True)
class Codigo:
    """Something for a scanner, with its caption under it. `code128` takes printable ASCII."""

    datos: str
    tipo: Literal["qr", "code128"] = "qr"
    pie: str = ""


#: Bytes of a logo's file and rows of dots, three centimetres of paper; one that is larger is left out.
LOGO_OCTETOS, LOGO_ALTO = 512 * 1024, 240


@dataclass(frozen=True, slots=True)
class Logo:
    """The organismo's picture, as its PNG file has it; a medium that cannot show it leaves it out."""

    png: bytes


@dataclass(frozen=True, slots=True)
class Rubrica:
    """A signature drawn by hand, with who signed under it."""

    firma: Firma
    pie: str


@dataclass(frozen=True, slots=True)
class Cuadro:
    """A table: first words, then figures at the right; where it does not fit, each row takes lines of its own."""

    titulos: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


Linea = Texto | Dato | Importe | Nota | Separador | Codigo | Cuadro | Grafica | Logo | Rubrica


@dataclass(frozen=True, slots=True)
class Documento:
    """A whole paper. `titulo` names it in a list, a window or a file's properties; it is not printed."""

    titulo: str
    lineas: tuple[Linea, ...]


@dataclass(frozen=True, slots=True)
class Encabezado:
    """What every paper of a caja says about its organismo; what is empty is left out.

    Attributes:
        leyendas: sentences of the organismo at the foot of every ticket.
        centro: name of the centro de cobranza.
        organismo: clave of the organismo, as the diario and the QR carry it.
        nombres: (clave, Spanish name) of conceptos, programas and usos, over the names known to every organismo.
        demostracion: the caja is a demonstration: its papers say that they are worth nothing.
        logo: PNG of the organismo; None where it has none, empty where its file could not be read.
    """

    nombre: str
    razon_social: str = ""
    domicilio: str = ""
    rfc: str = ""
    telefono: str = ""
    leyendas: tuple[str, ...] = ()
    centro: str = ""
    organismo: str = ""
    nombres: tuple[tuple[str, str], ...] = ()
    demostracion: bool = False
    logo: bytes | None = None
