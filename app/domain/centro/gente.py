"""Whom a centre forgot when it was put back from a copy: cajas were told what its own diario does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.diario.asiento import Asiento

#: By how much the clock of a caja may differ from the centre's.
_MARGEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Dicho:
    """What the centre says of a person from a moment on."""

    momento: datetime
    nombre: str
    roles: tuple[str, ...]
    activo: bool

    def is_igual(self, otro: Dicho) -> bool:
        """Whether both say the same, whenever they do."""
        return (self.nombre, self.roles, self.activo) == (otro.nombre, otro.roles, otro.activo)


def dicho_de(asiento: Asiento) -> Dicho:
    """What an asiento `usuario` says; the centre's own, or that of a caja that was told."""
    d = asiento.datos()
    return Dicho(datetime.fromisoformat(d["momento"]), d["nombre"], tuple(d["roles"]), d["activo"] == 1)


def is_olvidado(oido: Dicho, escritos: Sequence[Dicho], restaurado: datetime) -> bool:
    """Whether a caja was told what the centre had not said by then, and does not say now.

    Args:
        oido: when and what the caja was told.
        escritos: what the centre's diario holds of the same person, in order.
        restaurado: when the centre was put back: whatever is told after it comes from its diario.
    """
    if oido.momento > restaurado + _MARGEN or (escritos and escritos[-1].is_igual(oido)):
        return False
    antes = sum(e.momento < oido.momento - _MARGEN for e in escritos)
    posibles = [e for e in escritos[max(0, antes - 1) :] if e.momento <= oido.momento + _MARGEN]
    return not any(e.is_igual(oido) for e in posibles)
