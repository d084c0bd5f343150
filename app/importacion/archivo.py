"""Opening a file of rows: which format it is, by what it holds."""

from __future__ import annotations

from pathlib import Path

from app.importacion.hoja import leer_hoja
from app.importacion.separado import leer_separado
from app.importacion.tabla import Tabla, errores_de_archivo, vacio


def leer_tabla(ruta: Path) -> Tabla:
    """Open a CSV (UTF-8; comma, or semicolon) or the first sheet of an XLSX and read its header.

    Raises:
        NegocioError: `archivo_vacio`, `archivo_codificacion`, `archivo_no_es_xlsx`, `archivo_encabezado`.
        EquipoError: `archivo_ilegible`: not there, a folder, no permission.
    """
    with errores_de_archivo(ruta.name):
        with ruta.open("rb") as archivo:
            comienzo = archivo.read(8)
        if not comienzo:
            raise vacio(ruta.name)
        if ruta.suffix.lower() in (".xlsx", ".xlsm", ".xls") or comienzo.startswith(
            (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
        ):
            return leer_hoja(ruta)
        return leer_separado(ruta)
