"""Writes a document to a file; the name's ending says in which form."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from app.documentos import Documento
from app.errors import EquipoError
from app.papel.archivo import exigir_forma
from app.papel.impresora import Impresora
from printing.papel import papel_de


def to_archivo(documento: Documento, ruta: Path, columnas: int) -> None:
    """Write the document, whole or not at all: what stood there before stays until the new one is complete.

    Raises:
        UsoError: `formato_desconocido`.
        EquipoError: `archivo_no_escribible`, when the folder or the disk does not let us.
    """
    escribir(ruta, _FORMATOS[exigir_forma(ruta)](documento, columnas))


def escribir(ruta: Path, contenido: bytes) -> None:
    """Put a file in the place of another one, whole or not at all.

    Raises:
        EquipoError: `archivo_no_escribible`.
    """
    provisional = ruta.with_name(f".{uuid4().hex}.tmp")
    try:
        if ruta.is_dir():
            raise IsADirectoryError(f"{ruta} is a folder")
        with provisional.open("xb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        provisional.replace(ruta)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):
            provisional.unlink(missing_ok=True)
        raise EquipoError(
            "archivo_no_escribible",
            f"No se pudo escribir «{ruta}». Revise que la carpeta exista, que tenga permiso y que haya espacio.",
        ) from error


# The libraries are loaded by the form that needs them: most orders of the command line write no file at all.


def _texto(documento: Documento, columnas: int) -> bytes:
    from printing.texto import to_texto

    return to_texto(documento, columnas)


def _escpos(documento: Documento, columnas: int) -> bytes:
    from printing.escpos import to_escpos

    return to_escpos(documento, Impresora(columnas=columnas))


def _pdf(documento: Documento, columnas: int) -> bytes:
    from printing.pdf import to_pdf

    return to_pdf(documento, columnas)


def _png(documento: Documento, columnas: int) -> bytes:
    from printing.png import to_png

    return to_png(documento, papel_de(columnas))


_FORMATOS: dict[str, Callable[[Documento, int], bytes]] = {
    ".txt": _texto,
    ".bin": _escpos,
    ".pdf": _pdf,
    ".png": _png,
}
