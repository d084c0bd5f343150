"""The first sheet of an XLSX, each cell as the text that a clerk sees in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.errors import NegocioError
from app.importacion.tabla import Renglon, Tabla, nombre_de_columna, vacio


def leer_hoja(ruta: Path) -> Tabla:
    """Read the header of the first sheet: the first row that holds anything.

    Raises:
        NegocioError: `archivo_no_es_xlsx`, `archivo_vacio`.
    """
    for _, celdas in _filas(ruta):
        columnas = tuple(nombre_de_columna(_texto(celda)) for celda in celdas)
        while columnas and not columnas[-1]:
            columnas = columnas[:-1]
        if columnas:
            return Tabla(ruta.name, columnas, partial(_renglones, ruta, len(columnas)))
    raise vacio(ruta.name)


def _renglones(ruta: Path, ancho: int) -> Iterator[Renglon]:
    is_encabezado = True
    for numero, celdas in _filas(ruta):
        textos = [_texto(celda) for celda in celdas]
        if is_encabezado:
            is_encabezado = not any(textos)
            continue
        # A sheet is as wide as its widest row: empty cells past the header are not cells of this table.
        while len(textos) > ancho and not textos[-1]:
            textos.pop()
        textos.extend([""] * (ancho - len(textos)))
        yield numero, textos


def _filas(ruta: Path) -> Iterator[tuple[int, list[Any]]]:
    """Rows from the sheet's first used one, numbered as the spreadsheet numbers them."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(str(ruta)) as libro:
            yield from enumerate(libro.get_sheet_by_index(0).iter_rows(), start=1)
    except CalamineError as error:
        raise _no_es(ruta.name) from error


def _no_es(nombre: str) -> NegocioError:
    return NegocioError(
        "archivo_no_es_xlsx",
        f"«{nombre}» no se puede leer como libro de XLSX (dañado, con contraseña o de otro formato). "
        "Ábralo, guárdelo como XLSX o como CSV UTF-8 e impórtelo otra vez.",
    )


def _texto(celda: object) -> str:
    """`12.0` → `12`; a date → ISO; yes or no → as the spreadsheet writes it in Spanish."""
    if isinstance(celda, str):
        return celda
    if isinstance(celda, bool):
        return "VERDADERO" if celda else "FALSO"
    if isinstance(celda, float):
        return str(int(celda)) if celda.is_integer() and abs(celda) < 1e15 else f"{celda:.15g}"
    if isinstance(celda, datetime):
        return celda.isoformat(" ") if celda.time().isoformat() != "00:00:00" else celda.date().isoformat()
    return celda.isoformat() if isinstance(celda, date) else str(celda)
