"""A document as a UTF-8 text file."""

from __future__ import annotations

from app.documentos import Documento, componer


def to_texto(documento: Documento, columnas: int) -> bytes:
    """The composed lines, one a line, with a line end after the last."""
    return "".join(f"{linea}\n" for linea in componer(documento, columnas)).encode()
