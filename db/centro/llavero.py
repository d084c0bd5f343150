"""What a centre keeps outside its database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.ports import Credenciales, Firmante


@dataclass(frozen=True, slots=True)
class Llavero:
    """What the centre keeps outside the database.

    Attributes:
        centro_id: of the centre; empty before it is made.
        firmante: its Ed25519 key, and `publica` the half that everybody may know.
        secreto: password of the role of `servir`.
        pimienta: gives the pepper of an organismo's people, hexadecimal.
        credenciales: makes PIN verifiers with a pepper.
    """

    centro_id: str
    firmante: Firmante
    publica: str
    secreto: str
    pimienta: Callable[[str], str]
    credenciales: Callable[[str], Credenciales]
