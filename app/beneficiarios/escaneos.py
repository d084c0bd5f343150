"""Scans of documents: looked at before they are kept beside the diario, by their hash."""

from __future__ import annotations

from pathlib import Path

from app.errors import EquipoError
from app.subsidio.anexos import TAMANO_MAXIMO, Anexos, Sellador


def leer_escaneo(ruta: Path) -> bytes:
    """What a file holds, and of one that is too large only enough to tell.

    Raises:
        EquipoError: `archivo_ilegible`.
    """
    try:
        with ruta.open("rb") as archivo:
            return archivo.read(TAMANO_MAXIMO + 1)
    except OSError as error:
        raise EquipoError("archivo_ilegible", f"No se puede leer {ruta.name}.") from error


def guardar_escaneo(anexos: Anexos, sellador: Sellador, ruta: Path) -> str:
    """Keep a picture or a PDF; its hash.

    Raises:
        NegocioError: `escaneo_invalido`, it is neither, is broken, or is too large.
        EquipoError: `archivo_ilegible`, or the disk.
    """
    contenido = leer_escaneo(ruta)
    sellador.clase_de_escaneo(contenido)
    return anexos.guardar(contenido)
