"""What lies beside the diario by its hash and may be erased by order: strokes, signed PDFs, scans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.documentos import Documento

#: More bytes than a scan or a signed paper needs.
TAMANO_MAXIMO = 10 * 2**20


class Anexos(Protocol):
    """A folder of files, each named by the SHA-256 of what it holds."""

    def guardar(self, contenido: bytes) -> str:
        """Keep it; on the disk when this returns. Returns its hash.

        Raises:
            EquipoError: the disk.
        """
        ...

    def leer(self, sha: str) -> bytes | None:
        """What has that hash; None when it is not there any more.

        Raises:
            IntegridadError: `anexo_cambiado`, there is something else under that name.
            EquipoError: the disk.
        """
        ...


@dataclass(frozen=True, slots=True)
class Sello:
    """What the signature of a PDF says of itself, besides the paper.

    Attributes:
        folio, documento: of the recibo, and the hash of its text.
        momento: of both signatures.
    """

    folio: str
    documento: str
    momento: datetime


@dataclass(frozen=True, slots=True)
class Cotejo:
    """What a PDF turned out to be: `motivo` says why it is not one of ours, empty when it is."""

    motivo: str
    folio: str = ""
    documento: str = ""


class Sellador(Protocol):
    """Makes and checks PDFs signed by the caja, and looks at what is put away."""

    def sellar(self, documento: Documento, sello: Sello) -> bytes:
        """The paper as a PDF, signed by the certificate of the caja (PAdES)."""
        ...

    def cotejar(self, pdf: bytes, publicas: Mapping[str, str]) -> Cotejo:
        """Whether every byte of it was signed by a caja with one of those public keys (hexadecimal, by epoca)."""
        ...

    def clase_de_escaneo(self, contenido: bytes) -> str:
        """`imagen` or `pdf`.

        Raises:
            NegocioError: `escaneo_invalido`, it is neither, is broken, or is too large.
        """
        ...
