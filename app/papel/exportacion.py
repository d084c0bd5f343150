"""A list as a file for spreadsheets: CSV or XLSX, whole or not at all, and never a formula in it."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from app.domain.dinero import Dinero
from app.errors import EquipoError, UsoError

#: What a list can be written as, by the ending of the file.
EXTENSIONES = (".xlsx", ".csv")
#: Most characters that a cell of XLSX holds, and of the name of its sheet.
_TECHO_CELDA, _TECHO_HOJA = 32_767, 31
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_NUMERO = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
#: Width of the columns, in characters.
_ANCHO_MINIMO, _ANCHO_MAXIMO = 8, 60


@dataclass(frozen=True, slots=True)
class Listado:
    """A list to be written: values, not how the screen writes them.

    Attributes:
        filas: of text, `Dinero`, whole numbers, `Decimal`, `date`, `datetime` or None; anything else as its text.
    """

    nombre: str
    titulos: tuple[str, ...]
    filas: tuple[tuple[object, ...], ...]


def sin_formula(celda: str) -> str:
    """A text that a spreadsheet would run as a formula gets a quotation mark before it; numbers stay numbers."""
    return f"'{celda}" if celda.startswith(_FORMULAS) and not _NUMERO.fullmatch(celda) else celda


def exigir_extension(ruta: Path) -> None:
    """Refuse a file that is not of a kind a list can be written as.

    Raises:
        UsoError: `extension_desconocida`.
    """
    if ruta.suffix.lower() not in EXTENSIONES:
        raise UsoError("extension_desconocida", "El archivo debe terminar en .xlsx o en .csv")


def escribir_listado(listado: Listado, ruta: Path) -> int:
    """Write a list to a file, in the place of what was there; how many rows.

    Raises:
        UsoError: `extension_desconocida`.
        EquipoError: `archivo_no_escrito`; the file is as it was.
    """
    exigir_extension(ruta)
    if ruta.suffix.lower() == ".csv":
        with csv_por_renglones(listado.titulos, ruta) as escribir:
            for fila in listado.filas:
                escribir(fila)
    else:
        with _en_lugar_de(ruta) as archivo:
            archivo.write(_en_xlsx(listado))
    return len(listado.filas)


@contextmanager
def csv_por_renglones(titulos: Sequence[str], ruta: Path) -> Iterator[Callable[[Sequence[object]], None]]:
    """A CSV that is written row by row as they come, however many; whole when the block ends, or not at all.

    Raises:
        EquipoError: `archivo_no_escrito`; the file is as it was.
    """
    with _en_lugar_de(ruta) as archivo:
        # With its mark, spreadsheets know that it is UTF-8 and accents survive.
        escritor = csv.writer(codecs.getwriter("utf-8-sig")(archivo, "replace"))

        def escribir(fila: Sequence[object]) -> None:
            escritor.writerow([sin_formula(_texto(valor)) for valor in fila])

        escribir(titulos)
        yield escribir


@contextmanager
def _en_lugar_de(ruta: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of another one when the block ends well."""
    parcial = ruta.with_name(f".{ruta.name}.{os.getpid()}.parcial")
    try:
        with parcial.open("wb") as archivo:
            yield archivo
            archivo.flush()
            os.fsync(archivo.fileno())
        parcial.replace(ruta)
    except OSError as error:
        razon = error.strerror or type(error).__name__
        raise EquipoError(
            "archivo_no_escrito", f"No se pudo escribir {ruta.name}: {razon}. Elija otro lugar."
        ) from error
    finally:
        with suppress(OSError):
            parcial.unlink(missing_ok=True)


def _texto(valor: object) -> str:
    if valor is None:
        return ""
    if isinstance(valor, Dinero):
        return valor.texto()
    if isinstance(valor, datetime):
        return valor.isoformat(" ", "seconds") if valor.tzinfo is None else valor.isoformat(timespec="seconds")
    return valor.isoformat() if isinstance(valor, date) else str(valor)


def _en_xlsx(listado: Listado) -> bytes:
    # Loaded when somebody exports: the window must not wait for it.
    xlsxwriter = import_module("xlsxwriter")
    salida = io.BytesIO()
    # In memory, since a full disk would leave its temporary files behind.
    with xlsxwriter.Workbook(salida, {"in_memory": True, "strings_to_formulas": False}) as libro:
        formatos = {
            "titulo": libro.add_format({"bold": True, "bottom": 1}),
            "dinero": libro.add_format({"num_format": "#,##0.00"}),
            "dia": libro.add_format({"num_format": "yyyy-mm-dd"}),
            "momento": libro.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        hoja = libro.add_worksheet(_nombre_de_hoja(listado.nombre))
        hoja.freeze_panes(1, 0)
        for n, titulo in enumerate(listado.titulos):
            hoja.write_string(0, n, titulo, formatos["titulo"])
            hoja.set_column(n, n, _ancho(listado, n))
        for n, fila in enumerate(listado.filas, 1):
            for columna, valor in enumerate(fila):
                _escribir_celda(hoja, n, columna, valor, formatos)
    return salida.getvalue()


def _escribir_celda(hoja: Any, fila: int, columna: int, valor: object, formatos: dict[str, Any]) -> None:
    if valor is None:
        return
    if isinstance(valor, Dinero):
        hoja.write_number(fila, columna, Decimal(valor.centavos).scaleb(-2), formatos["dinero"])
    elif isinstance(valor, datetime):
        hoja.write_datetime(fila, columna, valor.replace(tzinfo=None), formatos["momento"])
    elif isinstance(valor, date):
        hoja.write_datetime(fila, columna, valor, formatos["dia"])
    elif isinstance(valor, (int, Decimal)) and not isinstance(valor, bool):
        hoja.write_number(fila, columna, valor)
    else:
        # A cell of type text is never run, however it begins.
        hoja.write_string(fila, columna, str(valor)[:_TECHO_CELDA])


def _ancho(listado: Listado, columna: int) -> int:
    largo = max((len(_texto(fila[columna])) for fila in listado.filas), default=0)
    return max(_ANCHO_MINIMO, min(max(largo, len(listado.titulos[columna])) + 2, _ANCHO_MAXIMO))


def _nombre_de_hoja(nombre: str) -> str:
    limpio = "".join(letra for letra in nombre if letra not in "[]:*?/\\" and letra.isprintable())
    return limpio[:_TECHO_HOJA].strip(" '") or "Lista"
