"""Reading a profile's files so that every mistake is named with its file, row and column, not only the first one."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

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


class PerfilError(NegocioError):
    """The files of a profile hold mistakes: `fallas` has them all."""

    def __init__(self, fallas: tuple[Falla, ...]) -> None:
        super().__init__("perfil_invalido", "El perfil tiene errores. " + " · ".join(str(f) for f in fallas))
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
        valor = self.celdas[columna]
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


def leer_csv(ruta: Path, columnas: tuple[str, ...], fallas: list[Falla]) -> Iterator[Fila]:
    """Rows of a CSV table that must have `columnas` and no other.

    Raises:
        EquipoError, PerfilError: as `leer_texto`.
    """
    lector = csv.reader(leer_texto(ruta).splitlines())
    encabezado = next(lector, [])
    if sorted(encabezado) != sorted(columnas):
        fallas.append(Falla(ruta.name, 1, "encabezado", f"las columnas deben ser {', '.join(columnas)}"))
        return
    for celdas in lector:
        if len(celdas) != len(encabezado):
            mensaje = f"tiene {len(celdas)} celdas y el encabezado {len(encabezado)}"
            fallas.append(Falla(ruta.name, lector.line_num, "renglón", mensaje))
            continue
        yield Fila(ruta.name, lector.line_num, dict(zip(encabezado, map(str.strip, celdas), strict=True)), fallas)


@dataclass(slots=True)
class Seccion:
    """A table of a TOML file; what is wrong in it is noted and reading goes on with a neutral value.

    Attributes:
        camino: names that lead to it from the top of the file.
        leidas: keys asked for; any other is reported by `sobrantes`.
    """

    archivo: str
    lineas: tuple[str, ...]
    camino: tuple[str, ...]
    datos: Mapping[str, Any]
    fallas: list[Falla]
    leidas: set[str] = field(default_factory=set)
    hijas: dict[str, Seccion] = field(default_factory=dict)

    def fallar(self, clave: str, mensaje: str) -> None:
        """Note a mistake."""
        columna = ".".join((*self.camino, clave))
        self.fallas.append(Falla(self.archivo, renglon_de(self.lineas, (*self.camino, clave)), columna, mensaje))

    def valor(self, clave: str, clase: type | tuple[type, ...], nombre: str) -> Any:
        """A value of a class; None, and noted, when it is absent or of another one."""
        self.leidas.add(clave)
        if clave not in self.datos:
            self.fallar(clave, "falta")
            return None
        valor = self.datos[clave]
        # In Python true is a number; in a profile it is not.
        if not isinstance(valor, clase) or (isinstance(valor, bool) and clase is not bool):
            self.fallar(clave, f"debe ser {nombre}")
            return None
        return valor

    def texto(self, clave: str) -> str:
        """A text, which may be empty."""
        return self.valor(clave, str, "un texto entre comillas") or ""

    def palabra(self, clave: str, de: tuple[str, ...]) -> str:
        """One of a few words."""
        valor = self.valor(clave, str, "un texto entre comillas")
        if valor is not None and valor not in de:
            self.fallar(clave, f"«{valor[:40]}» no es ninguno de: {', '.join(de)}")
        return valor or ""

    def palabras(self, clave: str, de: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, each of a few when `de` says which."""
        valores = self.valor(clave, list, "una lista entre corchetes")
        for valor in valores or ():
            if not isinstance(valor, str) or (de is not None and valor not in de):
                self.fallar(clave, f"«{valor}» no es ninguno de: {', '.join(de or ('un texto',))}")
        return tuple(v for v in valores or () if isinstance(v, str))

    def decimal(self, clave: str) -> Decimal:
        """A number, zero or more."""
        valor = self.valor(clave, (int, Decimal), "un número")
        if valor is None:
            return Decimal(0)
        if not Decimal(valor).is_finite() or valor < 0:
            self.fallar(clave, "debe ser un número positivo")
            return Decimal(0)
        return Decimal(valor)

    def por_ciento(self, clave: str) -> Decimal:
        """A percentage, from 0 to 100."""
        valor = self.decimal(clave)
        if valor > 100:
            self.fallar(clave, "debe ser un por ciento, de 0 a 100")
        return valor

    def entero(self, clave: str) -> int:
        """A whole number, zero or more."""
        valor = self.valor(clave, int, "un número entero")
        if valor is not None and valor < 0:
            self.fallar(clave, "debe ser un número positivo")
        return valor or 0

    def logico(self, clave: str) -> bool:
        """`true` or `false`."""
        return bool(self.valor(clave, bool, "true o false"))

    def momento(self, clave: str) -> datetime:
        """A local date and hour."""
        valor: datetime | None = self.valor(clave, datetime, "una fecha y hora, por ejemplo 2023-09-05T10:00:00")
        return valor or datetime.min

    def periodo(self, clave: str) -> Periodo:
        """A month, `AAAA-MM`."""
        try:
            return Periodo.from_texto(self.texto(clave))
        except NegocioError as error:
            self.fallar(clave, error.mensaje)
            return Periodo(1900, 1)

    def seccion(self, clave: str) -> Seccion:
        """A table inside this one; empty, and noted, when it is absent."""
        if clave not in self.hijas:
            datos = self.valor(clave, dict, "una sección entre corchetes") or {}
            self.hijas[clave] = Seccion(self.archivo, self.lineas, (*self.camino, clave), datos, self.fallas)
        return self.hijas[clave]

    def secciones(self, clave: str) -> tuple[Seccion, ...]:
        """The tables `[[clave]]` inside this one, in order; none where there are none."""
        filas = (
            self.valor(clave, list, "una o varias secciones entre dobles corchetes") if clave in self.datos else ()
        ) or ()
        for n, datos in enumerate(filas, 1):
            if not isinstance(datos, dict):
                self.fallar(clave, "debe ser una o varias secciones entre dobles corchetes")
                return ()
            camino = (*self.camino, clave, str(n))
            self.hijas[f"{clave}.{n}"] = Seccion(self.archivo, self.lineas, camino, datos, self.fallas)
        return tuple(self.hijas[f"{clave}.{n}"] for n in range(1, len(filas) + 1))

    def sobrantes(self) -> None:
        """Note every key that nobody asked for: a misspelt setting must not be ignored in silence."""
        for clave in self.datos:
            if clave not in self.leidas:
                self.fallar(clave, "no se conoce: revise cómo se escribe")
        for hija in self.hijas.values():
            hija.sobrantes()


def leer_toml(ruta: Path, fallas: list[Falla]) -> Seccion:
    """The top of a TOML file; numbers with decimals are read exactly.

    Raises:
        EquipoError: `archivo_ilegible`.
        PerfilError: it is not UTF-8, or not TOML.
    """
    texto = leer_texto(ruta)
    try:
        datos = tomllib.loads(texto, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        lugar = re.search(r"line (\d+)", str(error))
        falla = Falla(ruta.name, int(lugar[1]) if lugar else len(texto.splitlines()), "archivo", "no se entiende")
        raise PerfilError((falla,)) from error
    return Seccion(ruta.name, tuple(texto.splitlines()), (), datos, fallas)


def renglon_de(lineas: tuple[str, ...], camino: tuple[str, ...]) -> int:
    """The row of a TOML file that holds a key, or else that of the section where it should be."""
    seccion: tuple[str, ...] = ()
    repetidas: dict[str, int] = {}
    mejor, largo = 1, 0
    for numero, linea in enumerate(lineas, 1):
        if encabezado := re.fullmatch(r"\s*\[([\w.]+)\]\s*(#.*)?", linea):
            seccion = tuple(encabezado[1].split("."))
            lugar = seccion
        elif una_mas := re.fullmatch(r"\s*\[\[([\w.]+)\]\]\s*(#.*)?", linea):
            repetidas[una_mas[1]] = repetidas.get(una_mas[1], 0) + 1
            lugar = seccion = (*una_mas[1].split("."), str(repetidas[una_mas[1]]))
        elif clave := re.match(r"\s*([\w.]+)\s*=", linea):
            lugar = (*seccion, *clave[1].split("."))
        else:
            continue
        if lugar == camino[: len(lugar)] and len(lugar) > largo:
            mejor, largo = numero, len(lugar)
    return mejor
