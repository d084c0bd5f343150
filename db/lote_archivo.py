"""The file of a lote as bytes: gzip members, whole or not there at all, on the disk once it has a name."""

from __future__ import annotations

import errno
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import EquipoError

GZIP = 31
#: Compressed bytes read at a time; small, since a lote may unpack to many times its size.
BLOQUE = 1 << 16


def pedazos(contenido: bytes) -> Iterator[memoryview]:
    """Of bytes that are in memory already."""
    vista = memoryview(contenido)
    return (vista[i : i + BLOQUE] for i in range(0, len(vista), BLOQUE))


def publicar(ruta: Path, pedazos: Iterable[bytes]) -> None:
    """A file that is there whole or not at all, and on the disk when this returns."""
    descriptor, nombre = tempfile.mkstemp(prefix=".lote-", dir=ruta.parent)
    temporal = Path(nombre)
    try:
        with os.fdopen(descriptor, "wb") as destino:
            for pedazo in pedazos:
                destino.write(pedazo)
            destino.flush()
            os.fsync(destino.fileno())
        temporal.replace(ruta)
    except OSError:
        temporal.unlink(missing_ok=True)
        raise
    asegurar_carpeta(ruta.parent)


def descomprimir(comprimido: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """Contents of one gzip member after another.

    Raises:
        zlib.error: it is not gzip, or it ends too soon.
    """
    miembro = zlib.decompressobj(GZIP)
    is_empezado = False
    for bloque in comprimido:
        resto = bloque
        while resto:
            yield miembro.decompress(resto)
            is_empezado, resto = not miembro.eof, miembro.unused_data
            if miembro.eof:
                miembro = zlib.decompressobj(GZIP)
    if is_empezado:
        raise zlib.error("ends too soon")


def asegurar_carpeta(carpeta: Path) -> None:
    """A renamed file is only sure to be found after a power cut once its folder is on the disk too."""
    if os.name == "nt":
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disco() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EquipoError(
                "disco_lleno", "El disco está lleno: la importación no se guardó. Libere espacio."
            ) from error
        raise EquipoError(
            "disco_solo_lectura",
            f"No se puede escribir en la carpeta de lotes ({error.strerror}). Revise sus permisos.",
        ) from error
