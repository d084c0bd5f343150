"""People of a caja and what their roles let them do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

ROLES = ("cajero", "supervisor", "tesoreria", "auditor", "administrador")

#: Failures of the PIN after which it waits, and after which only a supervisor unlocks it.
FALLOS_PARA_ESPERAR = 5
FALLOS_PARA_BLOQUEAR = 10


@dataclass(frozen=True, slots=True)
class Usuario:
    """Somebody who works with the caja, known by a short `clave`."""

    clave: str
    nombre: str
    roles: tuple[str, ...]

    def is_rol(self, rol: str) -> bool:
        """Whether that role is among this person's."""
        return rol in self.roles


@dataclass(frozen=True, slots=True)
class Intentos:
    """Failed PINs in a row, and until when the next one must wait. They survive a restart."""

    fallos: int = 0
    espera_hasta: datetime | None = None

    def fallar(self, ahora: datetime) -> Intentos:
        """After one more failure: from the fifth on it waits a minute, doubling each time."""
        fallos = self.fallos + 1
        if fallos < FALLOS_PARA_ESPERAR:
            return Intentos(fallos)
        return Intentos(fallos, ahora + timedelta(minutes=2 ** (fallos - FALLOS_PARA_ESPERAR)))

    @property
    def is_bloqueado(self) -> bool:
        """Whether only a supervisor can unlock it."""
        return self.fallos >= FALLOS_PARA_BLOQUEAR
