"""Cells to values: each function takes a cell's text, trimmed and not empty, and returns what is stored or raises
`Invalido`.

These run tens of times for each row of files with millions of them: what repeats (dates, months, amounts) is kept by
`lru_cache`, and a cell in its usual form is never looked at twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from app.domain.dinero import Dinero
from app.errors import NegocioError
from app.importacion.rechazo import Invalido

Lectura = Callable[[str], Any]

_IMPORTE = re.compile(r"(\d{1,9})(?:\.(\d\d))?", re.ASCII).fullmatch
_METROS = re.compile(r"(\d{1,6})(?:\.(\d{1,3})0*)?", re.ASCII).fullmatch
_ENTERO = re.compile(r"\d{1,9}", re.ASCII).fullmatch
_PORCENTAJE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%?", re.ASCII).fullmatch
_CUENTA = re.compile(r"[0-9A-Za-z./-]{1,20}", re.ASCII).fullmatch
_PERIODO = re.compile(r"(\d{4})-(\d\d)(?:-01)?", re.ASCII).fullmatch
_DIA_PRIMERO = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII).fullmatch
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_FORMULA = frozenset("=+-@")

#: Above it a volume or a reading is a mistake.
M3_MAXIMO = 999_999


def texto(largo: int, permitidos: str = "") -> Lectura:
    """Free text of at most `largo` characters, not beginning as a formula does, save by the signs in `permitidos`."""
    prohibidos = _FORMULA.difference(permitidos)

    def campo(valor: str) -> str:
        if valor[0] in prohibidos:
            raise Invalido(f"Empieza con «{valor[0]}», como una fórmula. Escriba el texto sin ese signo.")
        if len(valor) > largo:
            raise Invalido(f"Tiene {len(valor)} caracteres y caben {largo}.")
        return valor

    return campo


def numero_de_cuenta(valor: str) -> str:
    """1 to 20 letters, digits, hyphens, points or slashes."""
    if _CUENTA(valor):
        return valor
    raise Invalido(
        f"«{valor[:25]}» no es un número de cuenta: de 1 a 20 letras sin acento, números, guiones, puntos o «/»."
    )


@lru_cache(maxsize=32_768)
def importe(valor: str) -> int:
    """Centavos of an amount that is not negative; same readings as `Dinero.from_texto`."""
    if partes := _IMPORTE(valor):
        return int(partes[1]) * 100 + int(partes[2] or "0")
    try:
        centavos = Dinero.from_texto(valor).centavos
    except NegocioError as error:
        raise Invalido(error.mensaje) from error
    if centavos < 0:
        raise Invalido(f"«{valor}» es negativo. Escriba importes de cero en adelante.")
    return centavos


@lru_cache(maxsize=32_768)
def litros(valor: str) -> int:
    """Whole litres of cubic metres with at most three decimals."""
    if partes := _METROS(valor):
        return int(partes[1]) * 1000 + int((partes[2] or "").ljust(3, "0"))
    if valor.startswith("-"):
        raise Invalido(f"«{valor[:20]}» es negativo.")
    raise Invalido(f"«{valor[:20]}» no son metros cúbicos: de 0 a {M3_MAXIMO}, con tres decimales a lo más.")


def entero(minimo: int, maximo: int) -> Lectura:
    """A whole number within limits, both included."""

    @lru_cache(maxsize=1024)
    def campo(valor: str) -> int:
        if _ENTERO(valor) and minimo <= int(valor) <= maximo:
            return int(valor)
        raise Invalido(f"«{valor[:20]}» no es un número entero de {minimo} a {maximo}.")

    return campo


@lru_cache(maxsize=1024)
def porcentaje(valor: str) -> str:
    """More than 0 and at most 100, as plain decimal text: `50`, `12.5`."""
    partes = _PORCENTAJE(valor)
    if partes and 0 < Decimal(partes[1]) <= 100:
        return f"{Decimal(partes[1]).normalize():f}"
    raise Invalido(f"«{valor[:20]}» no es un porcentaje mayor que 0 y hasta 100.")


@lru_cache(maxsize=1024)
def periodo(valor: str) -> str:
    """`AAAA-MM`; also `AAAA-MM-01`, which is what a spreadsheet makes of it."""
    partes = _PERIODO(valor)
    if partes and 1900 <= int(partes[1]) <= 2999 and 1 <= int(partes[2]) <= 12:
        return f"{partes[1]}-{partes[2]}"
    raise Invalido(f"«{valor[:20]}» no es un mes. Escríbalo AAAA-MM, por ejemplo 2023-08.")


@lru_cache(maxsize=4096)
def fecha(valor: str) -> str:
    """ISO form of `AAAA-MM-DD` or `DD/MM/AAAA`, years 1900 to 2999."""
    dia = None
    try:
        if _ISO(valor):
            dia = date.fromisoformat(valor)
        elif partes := _DIA_PRIMERO(valor):
            dia = date(int(partes[3]), int(partes[2]), int(partes[1]))
    except ValueError as error:
        raise Invalido(f"«{valor}» no es un día que exista.") from error
    if dia is None or not 1900 <= dia.year <= 2999:
        raise Invalido(f"«{valor[:20]}» no es una fecha. Escríbala AAAA-MM-DD, por ejemplo 2023-08-31, o DD/MM/AAAA.")
    return dia.isoformat()


def opcion(permitidas: Iterable[str]) -> Lectura:
    """One of a few words, however they are capitalised or accented."""
    conocidas: Mapping[str, str] = {palabra: palabra for palabra in permitidas}

    def campo(valor: str) -> str:
        palabra = conocidas.get(valor) or conocidas.get(_clave(valor))
        if palabra is None:
            raise Invalido(f"«{valor[:30]}» no se conoce. Puede decir: {', '.join(conocidas)}.")
        return palabra

    return campo


def opciones(permitidas: Iterable[str]) -> Lectura:
    """Some of a few words joined by `|`, returned in the order in which they are known."""
    orden = tuple(permitidas)
    una = opcion(orden)

    @lru_cache(maxsize=1024)
    def campo(valor: str) -> str:
        dichas = {una(parte.strip()) for parte in valor.split("|")}
        return "|".join(palabra for palabra in orden if palabra in dichas)

    return campo


def limpiar(celdas: Iterable[str], columnas: Iterable[str]) -> tuple[str, ...]:
    """Cells without spaces around them; odd spaces become plain ones and invisible signs are dropped.

    Raises:
        Invalido: a control character, naming its column.
    """
    limpias = []
    for columna, celda in zip(columnas, celdas, strict=True):
        if celda.isprintable():
            limpias.append(celda.strip())
            continue
        for letra in celda:
            if unicodedata.category(letra) == "Cc":
                raise Invalido(f"Tiene un carácter de control (código {ord(letra)}). Bórrelo.", columna)
        limpias.append("".join(_visible(letra) for letra in celda).strip())
    return tuple(limpias)


def _visible(letra: str) -> str:
    clase = unicodedata.category(letra)
    return " " if clase in ("Zs", "Zl", "Zp") else "" if clase == "Cf" else letra


def _clave(valor: str) -> str:
    plano = unicodedata.normalize("NFD", valor).encode("ascii", "ignore").decode()
    return "_".join(plano.lower().split())
