"""Which till this is: its place in the organismo, its epoca and the serie of its folios."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caja:
    """Identity of a till.

    Attributes:
        numero: number of the caja inside the organismo, digits; first part of every folio.
        epoca: UUID of this life of the diario; a restore, clone or replacement opens another.
        serie: letters of the folios of this epoca.
        publica: Ed25519 public key, hexadecimal.
        demo: a demonstration caja has its own clock and its papers say so.
        reloj_inicio, reloj_creada: where a demonstration's clock began, and what the machine's said then (ISO);
            empty for a real caja.
    """

    organismo: str
    version: str
    numero: str
    centro: str
    epoca: str
    serie: str
    publica: str
    demo: bool
    reloj_inicio: str = ""
    reloj_creada: str = ""
