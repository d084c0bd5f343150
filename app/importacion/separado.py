"""CSV as billing systems write it, one physical line at a time.

A line is only taken apart by the `csv` module where it holds a quote; and a quote that is never closed costs its own
row, not the rest of the file.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from app.errors import NegocioError
from app.importacion.tabla import Renglon, Tabla, nombre_de_columna, vacio

#: Bytes of the longest line that is looked at: many times the widest row with every column full.
LARGO_LINEA = 1 << 14
#: Lines that one row may span, when a quoted cell holds line breaks.
_CONTINUACION = 10

_DEMASIADO = f"El renglón es demasiado largo (más de {LARGO_LINEA // 1024} kB). Revise si faltan saltos de línea."
_SIN_CERRAR = "Hay unas comillas que no se cierran. Ciérrelas o quítelas."


def leer_separado(ruta: Path) -> Tabla:
    """Read the header of a CSV.

    Raises:
        NegocioError: `archivo_codificacion`, `archivo_encabezado`, `archivo_vacio`.
    """
    with ruta.open("rb") as archivo:
        linea = _Lineas(archivo).siguiente()
    if linea is None or not linea.strip():
        raise vacio(ruta.name)
    if linea.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _codificacion(ruta.name, 1)
    encabezado = _decodificar(linea.removeprefix(b"\xef\xbb\xbf"), ruta.name, 1)
    separador = ";" if ";" in encabezado and "," not in encabezado else ","
    celdas = _partir(encabezado, separador)
    if len(linea) > LARGO_LINEA or celdas is None:
        raise NegocioError(
            "archivo_encabezado", f"El primer renglón de «{ruta.name}» debe traer los nombres de las columnas."
        )
    columnas = tuple(map(nombre_de_columna, celdas))
    return Tabla(ruta.name, columnas, partial(_renglones, ruta, separador, len(columnas)))


class _Lineas:
    """Physical lines without their end; one too long comes cut, the rest of it passed over."""

    def __init__(self, archivo: IO[bytes]) -> None:
        self._archivo = archivo
        self._devueltas: deque[bytes] = deque()

    def siguiente(self) -> bytes | None:
        """The next line, at most one byte longer than `LARGO_LINEA`; None at the end."""
        if self._devueltas:
            return self._devueltas.popleft()
        linea = self._archivo.readline(LARGO_LINEA + 1)
        if not linea:
            return None
        if linea[-1] == 10:
            return linea[:-1].rstrip(b"\r")
        if len(linea) > LARGO_LINEA:
            while (resto := self._archivo.readline(LARGO_LINEA)) and resto[-1] != 10:
                pass
        return linea

    def devolver(self, lineas: list[bytes]) -> None:
        """Have these lines come next again."""
        self._devueltas.extendleft(reversed(lineas))


def _renglones(ruta: Path, separador: str, ancho: int) -> Iterator[Renglon]:
    with ruta.open("rb") as archivo:
        lineas = _Lineas(archivo)
        lineas.siguiente()
        numero = 1
        while (linea := lineas.siguiente()) is not None:
            numero += 1
            if len(linea) > LARGO_LINEA:
                yield numero, _DEMASIADO
            elif b'"' in linea:
                texto = _decodificar(linea, ruta.name, numero)
                celdas = _partir(texto, separador) or _continuar(texto, lineas, separador, ancho, ruta.name, numero)
                yield numero, celdas or _SIN_CERRAR
            elif linea:
                yield numero, _decodificar(linea, ruta.name, numero).split(separador)


def _continuar(texto: str, lineas: _Lineas, separador: str, ancho: int, nombre: str, numero: int) -> list[str] | None:
    """Cells of a row that goes on in the next lines; None, with those lines given back, when it does not add up."""
    tomadas: list[bytes] = []
    for _ in range(_CONTINUACION):
        linea = lineas.siguiente()
        if linea is None:
            break
        tomadas.append(linea)
        if len(linea) > LARGO_LINEA or len(texto) > LARGO_LINEA:
            break
        texto = f"{texto}\n{_decodificar(linea, nombre, numero)}"
        celdas = _partir(texto, separador)
        if celdas is not None:
            if len(celdas) == ancho:
                return [" ".join(celda.split("\n")) for celda in celdas]
            break
    lineas.devolver(tomadas)
    return None


def _partir(texto: str, separador: str) -> list[str] | None:
    """Cells of one row; None when a quote stays open."""
    if '"' not in texto:
        return texto.split(separador)
    try:
        return next(csv.reader((texto,), delimiter=separador, strict=True))
    except csv.Error:
        return None


def _decodificar(linea: bytes, nombre: str, renglon: int) -> str:
    try:
        return linea.decode()
    except UnicodeDecodeError as error:
        raise _codificacion(nombre, renglon) from error


def _codificacion(nombre: str, renglon: int) -> NegocioError:
    return NegocioError(
        "archivo_codificacion",
        f"«{nombre}» no está en UTF-8 (renglón {renglon}). Guárdelo como «CSV UTF-8» e impórtelo otra vez; "
        "no se importó nada.",
    )
