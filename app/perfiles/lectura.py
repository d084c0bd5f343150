"""Reading the CSV tables of a profile so that every mistake is named with its file, row and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.domain.periodo import Periodo
from app.errors import EquipoError, NegocioError

_NUMERO = re.compile(r"\d{1,12}(\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Falla:
    """A mistake in a file of a profile; `renglon` counts from 1, as an editor or a spreadsheet shows it."""

    archivo: str
    renglon: int
    columna: str
    mensaje: str

    def __str__(self) -> str:
        return f"{self.archivo}, renglón {self.renglon}, {self.columna}: {self.mensaje}"


#: Mistakes that fit in a message.
_SE_DICEN = 20


class PerfilError(NegocioError):
    """The files of a profile, or a list of figures, hold mistakes: `fallas` has them all."""

    def __init__(self, fallas: tuple[Falla, ...], que: str = "El perfil") -> None:
        dichas = [str(f) for f in fallas[:_SE_DICEN]]
        if len(fallas) > _SE_DICEN:
            dichas.append(f"y {len(fallas) - _SE_DICEN} más")
        super().__init__("perfil_invalido", f"{que} tiene errores. " + " · ".join(dichas))
        self.fallas = fallas


def leer_texto(ruta: Path) -> str:
    """A whole UTF-8 file.

    Raises:
        EquipoError: `archivo_ilegible`.
        PerfilError: it is not UTF-8.
    """
    try:
        return ruta.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EquipoError("archivo_ilegible", f"No se pudo leer {ruta}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PerfilError((Falla(ruta.name, 1, "archivo", "no está en UTF-8"),)) from error


def a_decimal(texto: str) -> Decimal | None:
    """A plain positive number, or None: no sign, exponent, separator or space is taken."""
    return Decimal(texto) if _NUMERO.fullmatch(texto) else None


@dataclass(frozen=True, slots=True)
class Fila:
    """A row of a CSV table; what is wrong in it is noted and reading goes on with a neutral value."""

    archivo: str
    renglon: int
    celdas: Mapping[str, str]
    fallas: list[Falla]

    def fallar(self, columna: str, mensaje: str) -> None:
        """Note a mistake."""
        self.fallas.append(Falla(self.archivo, self.renglon, columna, mensaje))

    def texto(self, columna: str) -> str:
        """A cell that may not be blank."""
        valor = self.celdas[columna]
        if not valor:
            self.fallar(columna, "falta")
        return valor

    def palabra(self, columna: str, de: tuple[str, ...]) -> str:
        """A cell that holds one of a few words."""
        valor = self.celdas.get(columna, "")
        if valor not in de:
            self.fallar(columna, f"«{valor[:40]}» no es ninguno de: {', '.join(de)}")
        return valor

    def decimal(self, columna: str) -> Decimal:
        """A number, zero or more."""
        valor = a_decimal(self.celdas[columna])
        if valor is None:
            self.fallar(columna, f"«{self.celdas[columna][:40]}» no es un número")
            return Decimal(0)
        return valor

    def entero(self, columna: str) -> int:
        """A whole number, zero or more."""
        valor = self.decimal(columna)
        if valor != int(valor):
            self.fallar(columna, "debe ser un número entero")
        return int(valor)

    def periodo(self, columna: str) -> Periodo:
        """A month, `AAAA-MM`."""
        try:
            return Periodo.from_texto(self.celdas[columna])
        except NegocioError as error:
            self.fallar(columna, error.mensaje)
            return Periodo(1900, 1)


def leer_csv(
    ruta: Path, columnas: tuple[str, ...], fallas: list[Falla], opcionales: tuple[str, ...] = ()
) -> Iterator[Fila]:
    """Rows of a CSV table that must have `columnas`, may have `opcionales`, and no other.

    Raises:
        EquipoError, PerfilError: as `leer_texto`.
    """
    encabezado, filas = leer_filas(ruta, fallas)
    propias = [c for c in encabezado if c not in opcionales]
    if sorted(propias) != sorted(columnas):
        fallas.append(Falla(ruta.name, 1, "encabezado", f"las columnas deben ser {', '.join(columnas)}"))
        return
    yield from filas


def leer_filas(ruta: Path, fallas: list[Falla]) -> tuple[list[str], list[Fila]]:
    """Header and rows of a CSV file, whatever its columns are; none of them twice.

    Raises:
        EquipoError, PerfilError: as `leer_texto`; and the file is no CSV.
    """
    lector = csv.reader(leer_texto(ruta).splitlines(), strict=True)
    filas: list[Fila] = []
    try:
        encabezado = [c.strip() for c in next(lector, [])]
        if len(set(encabezado)) != len(encabezado):
            raise PerfilError((Falla(ruta.name, 1, "encabezado", "una columna está dos veces"),))
        for celdas in lector:
            if len(celdas) != len(encabezado):
                mensaje = f"tiene {len(celdas)} celdas y el encabezado {len(encabezado)}"
                fallas.append(Falla(ruta.name, lector.line_num, "renglón", mensaje))
                continue
            dichas = dict(zip(encabezado, map(str.strip, celdas), strict=True))
            filas.append(Fila(ruta.name, lector.line_num, dichas, fallas))
    except csv.Error as error:
        raise PerfilError((Falla(ruta.name, lector.line_num, "renglón", "no es CSV: revise sus comillas"),)) from error
    return encabezado, filas
