"""What a use case is handed: one frozen value, passed in, never a global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.caja import Caja
from app.domain.perfil import Perfil
from app.ports import Credenciales, Padron, Reloj, UnitOfWork
from app.subsidio.anexos import Anexos


@dataclass(frozen=True, slots=True)
class Contexto:
    """The open caja and its collaborators.

    Attributes:
        uow: opens a unit of work, one per user action.
        anexos: files beside the diario, by hash.
        espacio_libre: free bytes on the disk of the data folder.
    """

    caja: Caja
    perfil: Perfil
    reloj: Reloj
    padron: Padron
    credenciales: Credenciales
    uow: Callable[[], UnitOfWork]
    anexos: Anexos
    espacio_libre: Callable[[], int]
