"""Orders that may be given again after a failure: each has a UUID, and is done once."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser

from app.errors import UsoError

#: Said of an order that had been given before.
YA_HECHO = "Ya estaba hecho: no se hizo otra vez."


def agregar_id(orden: ArgumentParser) -> None:
    """Add `--id`."""
    orden.add_argument("--id", default="", metavar="UUID", help="repetirlo no lo hace otra vez")


def leer_id(texto: str) -> str:
    """The UUID of an order, a new one where none is given.

    Raises:
        UsoError: it is not one.
    """
    if not texto:
        return str(uuid.uuid4())
    try:
        return str(uuid.UUID(texto))
    except ValueError as error:
        raise UsoError("id_invalido", f"«{texto[:40]}» no es un UUID.") from error
