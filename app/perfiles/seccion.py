"""Reading `perfil.toml` so that every mistake is named with its row and key, not only the first one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.perfiles.lectura import Falla, PerfilError, leer_texto


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

    def tiene(self, clave: str) -> bool:
        """Whether a key that may be absent is there."""
        return clave in self.datos

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

    def enteros(self, clave: str) -> tuple[int, ...]:
        """A list of whole numbers, zero or more."""
        valores = self.valor(clave, list, "una lista entre corchetes") or []
        if not all(type(v) is int and v >= 0 for v in valores):
            self.fallar(clave, "debe ser una lista de números enteros")
            return ()
        return tuple(valores)

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
        """The tables of a list of them, each written `[[clave]]`."""
        valores = self.valor(clave, list, "una lista de secciones entre dobles corchetes") or []
        hechas = []
        for numero, datos in enumerate(valores):
            if not isinstance(datos, dict):
                self.fallar(clave, "debe ser una lista de secciones entre dobles corchetes")
                return ()
            camino = (*self.camino, f"{clave}[{numero + 1}]")
            hija = Seccion(self.archivo, self.lineas, camino, datos, self.fallas)
            self.hijas[f"{clave}[{numero + 1}]"] = hija
            hechas.append(hija)
        return tuple(hechas)

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
    mejor, largo = 1, 0
    vistas: dict[str, int] = {}
    for numero, linea in enumerate(lineas, 1):
        if lista := re.fullmatch(r"\s*\[\[([\w.]+)\]\]\s*(#.*)?", linea):
            vistas[lista[1]] = vistas.get(lista[1], 0) + 1
            seccion = tuple(f"{lista[1]}[{vistas[lista[1]]}]".split("."))
            lugar = seccion
        elif encabezado := re.fullmatch(r"\s*\[([\w.]+)\]\s*(#.*)?", linea):
            seccion = tuple(encabezado[1].split("."))
            lugar = seccion
        elif clave := re.match(r"\s*([\w.]+)\s*=", linea):
            lugar = (*seccion, *clave[1].split("."))
        else:
            continue
        if lugar == camino[: len(lugar)] and len(lugar) > largo:
            mejor, largo = numero, len(lugar)
    return mejor
