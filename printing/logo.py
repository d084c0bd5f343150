"""The organismo's picture: black dots on the paper's own width, or a sentence that says why it cannot be printed."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image

from app.documentos import Documento, Fila, Logo, disponer
from app.documentos.documento import LOGO_ALTO, LOGO_OCTETOS
from app.domain.papel import Respuesta
from app.errors import NegocioError
from printing.papel import Papel, papel_de

#: How a PNG begins (ISO/IEC 15948, 5.2 and 11.2.1); its width and height come next.
_CABEZA = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@lru_cache(maxsize=4)
def dibujar_logo(png: bytes, puntos: int) -> Image.Image:
    """The picture in black on white (mode `1`), as large as it is.

    Raises:
        NegocioError: `logo_invalido`, with what to do; a paper comes out without it.
    """
    # Its size is read here: a reader that is given a huge one warns the whole program of it.
    ancho, alto = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    if png.startswith(_CABEZA) and (ancho > puntos or alto > LOGO_ALTO):
        raise _invalido(f"mide {ancho} × {alto} puntos y en este papel caben {puntos} × {LOGO_ALTO}")
    if len(png) > LOGO_OCTETOS:
        raise _invalido(f"pesa {len(png) // 1024} kB y caben {LOGO_OCTETOS // 1024}")
    try:
        imagen = Image.open(BytesIO(png), formats=("PNG",))
        if imagen.size != (ancho, alto):
            raise ValueError("it says twice how large it is")
        return _en_blanco_y_negro(imagen)
    except Exception as error:
        # Whatever a broken file does to its reader, it is none that can be printed.
        raise _invalido("no es una imagen PNG") from error


def _invalido(que: str) -> NegocioError:
    return NegocioError("logo_invalido", f"El logo del organismo {que}: los papeles salen sin él.")


def _en_blanco_y_negro(imagen: Image.Image) -> Image.Image:
    """What is transparent is paper."""
    fondo = Image.new("RGBA", imagen.size, "white")
    fondo.alpha_composite(imagen.convert("RGBA"))
    return fondo.convert("1")


def filas_de(documento: Documento, papel: Papel) -> tuple[Fila, ...]:
    """The rows of a document, without a logo that cannot be printed on that paper."""
    return tuple(fila for fila in disponer(documento, papel.columnas) if cabe(fila, papel))


def cabe(fila: Fila, papel: Papel) -> bool:
    """Whether a row can be printed on that paper; only a logo may not."""
    return not isinstance(fila, Logo) or not _reparo(fila, papel)


def reparos(documento: Documento, papel: Papel) -> str:
    """What of a document does not come out on that paper, as a sentence; empty when all of it does."""
    return " ".join(_reparo(linea, papel) for linea in documento.lineas if isinstance(linea, Logo))


def con_reparos(respuesta: Respuesta, documento: Documento, columnas: int) -> Respuesta:
    """What a device says of a paper, and what of it did not come out."""
    aviso = " ".join(t for t in (respuesta.aviso, reparos(documento, papel_de(columnas))) if t)
    return Respuesta(respuesta.estado, aviso)


def _reparo(logo: Logo, papel: Papel) -> str:
    try:
        dibujar_logo(logo.png, papel.puntos)
    except NegocioError as error:
        return error.mensaje
    return ""
