"""The one kind of error the domain raises: a refusal that a cashier can read."""

from __future__ import annotations


class NegocioError(Exception):
    """A refusal for a reason of the trade.

    Attributes:
        clave: stable ASCII identifier, part of the command-line contract.
        mensaje: Spanish text shown to the cashier as it is.
    """

    def __init__(self, clave: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.clave = clave
        self.mensaje = mensaje
