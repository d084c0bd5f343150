"""Makes and checks the signed PDFs of a caja, and looks at what somebody wants to put away."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from app.documentos import Documento
from app.errors import NegocioError
from app.subsidio.anexos import TAMANO_MAXIMO, Cotejo, Sello
from printing.pdf import to_pdf
from printing.sello import NoEsNuestro, cotejar, sellar

if TYPE_CHECKING:
    from app.sistema.certificado import Certificado

#: As the ticket of 80 mm, so that the PDF shows its very lines.
_COLUMNAS = 48
#: Points of a picture, at most: a sheet at 600 dpi has 33 million.
_PIXELES = 50_000_000
_IMAGENES = ("PNG", "JPEG")


class Sellador:
    """Signs by the certificate of a caja, which is asked for when something is signed."""

    def __init__(self, certificado: Callable[[], Certificado]) -> None:
        self._certificado = certificado

    def sellar(self, documento: Documento, sello: Sello) -> bytes:
        """The paper as a PDF, signed."""
        certificado = self._certificado()
        pdf = to_pdf(documento, _COLUMNAS)
        return sellar(pdf, certificado.der, certificado.privada, sello.momento, sello.folio, sello.documento)

    def cotejar(self, pdf: bytes, publicas: Mapping[str, str]) -> Cotejo:
        """Whether every byte of it was signed by a caja with one of those public keys."""
        try:
            hallado = cotejar(pdf, publicas.values())
        except NoEsNuestro as error:
            return Cotejo(f"Ese archivo {error}.")
        return Cotejo("", hallado.folio, hallado.documento)

    def clase_de_escaneo(self, contenido: bytes) -> str:
        """`imagen` or `pdf`."""
        if len(contenido) > TAMANO_MAXIMO:
            raise _invalido(f"pasa de {TAMANO_MAXIMO // 2**20} MB")
        if contenido.startswith(b"%PDF-"):
            _exigir_pdf(contenido)
            return "pdf"
        _exigir_imagen(contenido)
        return "imagen"


def _invalido(que: str) -> NegocioError:
    return NegocioError("escaneo_invalido", f"Ese archivo {que}. Use una foto o escaneo PNG o JPEG, o un PDF.")


def _exigir_pdf(contenido: bytes) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        hojas = int(PdfFileReader(BytesIO(contenido)).root["/Pages"]["/Count"])
    except Exception as error:
        # Whatever a broken file does to its reader, it is not one that anybody can look at.
        raise _invalido("está roto o no es un PDF") from error
    if hojas < 1:
        raise _invalido("no tiene hojas")


def _exigir_imagen(contenido: bytes) -> None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(contenido), formats=_IMAGENES) as imagen:
                if imagen.width * imagen.height > _PIXELES:
                    raise _invalido("es una imagen demasiado grande")
                imagen.load()
    except NegocioError:
        raise
    except Exception as error:
        # As above: there are more ways of being broken than the reader has names for.
        raise _invalido("está roto o no es una imagen") from error
