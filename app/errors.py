"""The families of expected errors; anything else is a bug.

Each carries a `clave` (stable, ASCII) and a `mensaje` (Spanish, shown as it is) and maps to one exit code.
"""

from __future__ import annotations

from app.domain.errores import NegocioError

__all__ = ["EquipoError", "IntegridadError", "NegocioError", "UsoError"]


class EquipoError(Exception):
    """Printer, disk, lock or network; `mensaje` says what to do. Exit code 3."""

    def __init__(self, clave: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.clave = clave
        self.mensaje = mensaje


class UsoError(NegocioError):
    """The order itself is malformed (an amount that is not a number, options that exclude each other). Exit code 2."""


class IntegridadError(NegocioError):
    """What is stored is not what was written. Exit code 4."""
