"""What a diario says was extinguished of a recibo, and what of it a program took off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.cuenta import CONCEPTOS, Cargo, Recibo
from app.domain.dinero import CERO, Dinero, suma


@dataclass(frozen=True, slots=True)
class Aplicado:
    """A fact of the diario: so much of a concepto was extinguished, there and then.

    Attributes:
        causado: it was worked out on that day, in no recibo (`Aplicacion.causado`).
        descontado: the part of it that a program took off.
    """

    caja: str
    epoca: str
    seq: int
    fecha: date
    periodo: str
    clave: str
    importe: Dinero
    causado: bool = False
    descontado: Dinero = CERO


def descontado_de(recibo: Recibo, hechos: Sequence[Aplicado]) -> tuple[Cargo, ...]:
    """What programs took off a recibo already, a line each time, so that billed again it is not given twice.

    An import that counts a payment by its money alone leaves its discount to be given; one that counts it whole, not.
    """
    incluidos = [h for h in hechos if recibo.incluye(h.caja, h.epoca, h.seq)]
    del_recibo = suma(h.importe for h in incluidos if h.clave in CONCEPTOS and not h.causado)
    contados = hechos if recibo.pagado >= del_recibo else [h for h in hechos if h not in incluidos]
    return tuple(Cargo(h.clave, h.descontado) for h in contados if h.descontado)
