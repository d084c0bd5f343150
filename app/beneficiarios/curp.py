"""Clave Única de Registro de Población: the identity by which one person holds one benefit, on one property."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.mx import curp

from app.errors import NegocioError


def exigir_curp(texto: str) -> str:
    """The CURP in capitals, without spaces or hyphens.

    Raises:
        NegocioError: `curp_invalida`, its letters, its date of birth or its check digit cannot be.
    """
    try:
        return curp.validate(texto)
    except ValidationError as error:
        raise NegocioError(
            "curp_invalida", "Esa CURP no puede ser: revise letra por letra; el último dígito es de control."
        ) from error


def compactar(texto: str) -> str:
    """A CURP as somebody wrote it in a file, in the form in which two of them are compared."""
    return curp.compact(texto)


def velar(clave: str) -> str:
    """What somebody who need not know it sees of a CURP."""
    return clave[:4] + "*" * (len(clave) - 4)
