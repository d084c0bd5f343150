"""The words of the command line, in Spanish, and how a mistake in them is told."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.domain.renglon import exigir_renglon
from app.errors import NegocioError, UsoError

#: Modules with orders; each has `agregar(ordenes)`.
MODULOS = (
    "cotizar", "tarifa", "fundar", "importar", "facturar", "consultar", "turno", "corte", "cobrar", "revertir", "cajon",
    "beneficio", "subsidio", "convenio", "constancia", "atraso", "reporte", "imprimir", "impresora", "respaldo",
    "auditar", "centro", "sincronizar", "recuperar",
)  # fmt: skip

_TRADUCCIONES = (
    (r"the following arguments are required: (.*)", r"falta \1"),
    (r"unrecognized arguments: (.*)", r"no se entiende \1"),
    (r"argument (.*?): expected one argument", r"\1 necesita un valor"),
    (r"argument (.*?): expected at least one argument", r"\1 necesita al menos un valor"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 no va junto con \2"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 no es una de \3"),
    (r"argument (.*?): invalid int value: (.*)", r"\1: \2 no es un número entero"),
    (r"one of the arguments (.*) is required", r"falta una de \1"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class Parser(ArgumentParser):
    """An ArgumentParser whose mistakes are `UsoError`s in Spanish."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(**kwargs)
        # Given before or after the order's own arguments: a sub-parser must not erase what came before.
        self.add_argument("--datos", type=Path, default=SUPPRESS, metavar="DIR", help="carpeta de la caja")
        self.add_argument("--json", action="store_true", default=SUPPRESS, help="responder un objeto JSON")

    def error(self, message: str) -> NoReturn:
        """Raise instead of ending the program.

        Raises:
            UsoError: always.
        """
        for patron, traduccion in _TRADUCCIONES:
            if re.fullmatch(patron, message, re.DOTALL):
                message = re.sub(patron, traduccion, message, flags=re.DOTALL)
                break
        raise UsoError("uso", f"{message}. Vea «{self.prog} --help».")


def construir() -> Parser:
    """The whole command line."""
    parser = Parser(prog="ventanilla", description="Caja de cobro de un organismo operador de agua.")
    ordenes = parser.add_subparsers(dest="orden", metavar="ORDEN", parser_class=Parser)
    for nombre in MODULOS:
        import_module(f"app.cli.{nombre}").agregar(ordenes)
    return parser


@contextmanager
def como_uso() -> Iterator[None]:
    """What the domain does not take of an argument is a mistake in the order, with the same words."""
    try:
        yield
    except NegocioError as error:
        raise UsoError(error.clave, error.mensaje) from error


def dinero(texto: str) -> Dinero:
    """An amount argument.

    Raises:
        UsoError: it is not an amount.
    """
    with como_uso():
        return Dinero.from_texto(texto)


def arqueo(texto: str) -> Arqueo:
    """The count of a drawer.

    Raises:
        UsoError: it is none; also for nothing at all, since a script's unset variable must not close the turno as if
            the drawer had been counted empty.
    """
    if not texto.strip():
        raise UsoError("arqueo_invalido", "Falta el arqueo: 500x2,100x3,0.50x4; si el cajón está vacío, 0.")
    with como_uso():
        return Arqueo.from_texto(texto)


def renglon(texto: str) -> str:
    """Words of a person, which will stand on a paper and in the diario for ever.

    Raises:
        UsoError: they may not.
    """
    with como_uso():
        return exigir_renglon(texto)


def fecha(texto: str) -> date:
    """A date argument, `AAAA-MM-DD`.

    Raises:
        UsoError: it is not a date.
    """
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise UsoError("fecha_invalida", f"«{texto[:20]}» no es una fecha. Escríbala AAAA-MM-DD.") from error


def periodo(texto: str) -> Periodo:
    """A month argument.

    Raises:
        UsoError: it is not a month.
    """
    with como_uso():
        return Periodo.from_texto(texto)


def periodos(texto: str) -> tuple[Periodo, ...]:
    """Months separated by commas."""
    return tuple(dict.fromkeys(periodo(parte) for parte in texto.split(",")))


def folio(texto: str) -> Folio:
    """The folio of a paper.

    Raises:
        UsoError: it is none.
    """
    with como_uso():
        return Folio.from_texto(texto)


def porcentaje(texto: str) -> Decimal:
    """A percentage, `12.5` or `12.5%`.

    Raises:
        UsoError: it is none.
    """
    try:
        valor = Decimal(texto.removesuffix("%"))
    except InvalidOperation as error:
        raise UsoError(
            "porcentaje_invalido", f"«{texto[:20]}» no es un porcentaje. Escriba, por ejemplo, 12.5"
        ) from error
    if not valor.is_finite():
        raise UsoError("porcentaje_invalido", f"«{texto[:20]}» no es un porcentaje.")
    return valor
