"""What people write in the forms of F5, as values: days, m³, percentages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from app.errors import NegocioError


def leer_dia(texto: str) -> date | None:
    """A day written `31/12/2025`; None for nothing.

    Raises:
        NegocioError: `fecha_invalida`.
    """
    if not texto.strip():
        return None
    try:
        dia, mes, ejercicio = (int(parte) for parte in texto.strip().split("/"))
        return date(ejercicio, mes, dia)
    except ValueError as error:
        raise NegocioError("fecha_invalida", f"«{texto[:20]}» no es una fecha: escríbala 31/12/2025.") from error


def leer_m3(texto: str) -> int | None:
    """Whole m³; None for nothing.

    Raises:
        NegocioError: `m3_invalidos`.
    """
    if not texto.strip():
        return None
    if not texto.strip().isascii() or not texto.strip().isdigit():
        raise NegocioError("m3_invalidos", f"«{texto[:20]}» no son m³ enteros.")
    return int(texto)


def leer_porcentaje(texto: str) -> Decimal | None:
    """A percentage, with its sign or without; None for nothing.

    Raises:
        NegocioError: `porcentaje_invalido`.
    """
    if not texto.strip():
        return None
    try:
        valor = Decimal(texto.strip().removesuffix("%").strip())
    except InvalidOperation as error:
        raise NegocioError("porcentaje_invalido", f"«{texto[:20]}» no es un porcentaje.") from error
    if not valor.is_finite():
        raise NegocioError("porcentaje_invalido", f"«{texto[:20]}» no es un porcentaje.")
    return valor
