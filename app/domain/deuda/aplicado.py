"""What a diario has extinguished of a debt, fact by fact, and what of it a program took off.

What turns a payment round is one fact more, below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.domain.cuenta import CONCEPTOS, Cargo, Recibo
from app.domain.dinero import CERO, Dinero, suma

_Llave = TypeVar("_Llave", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Aplicado:
    """A fact of the diario: so much of a concepto was extinguished, there and then.

    Attributes:
        importe: below zero for what turns a payment round.
        causado: it was worked out on that day, in no recibo (`Aplicacion.causado`).
        descontado: the part of it that a program took off; below zero where that goes back.
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


def sumar(hechos: Iterable[Aplicado], por: Callable[[Aplicado], _Llave]) -> dict[_Llave, Dinero]:
    """How much of each kind, in the order in which each first came."""
    sumas: dict[_Llave, Dinero] = {}
    for hecho in hechos:
        llave = por(hecho)
        sumas[llave] = sumas.get(llave, CERO) + hecho.importe
    return sumas


def primer_dia(hechos: Iterable[Aplicado], hoy: date) -> date:
    """The first day on which something was paid that was not turned round; today where there is none."""
    return min((dia for dia, importe in sumar(hechos, lambda h: h.fecha).items() if importe), default=hoy)


def descontado_de(recibo: Recibo, hechos: Sequence[Aplicado]) -> tuple[Cargo, ...]:
    """What programs took off a recibo already, by concepto, so that billed again it is not given twice.

    An import that counts a payment by its money alone leaves its discount to be given; one that counts it whole, not.
    What a payment turned round took back is to be given again.
    """
    incluidos = [h for h in hechos if recibo.incluye(h.caja, h.epoca, h.seq)]
    del_recibo = suma(h.importe for h in incluidos if h.clave in CONCEPTOS and not h.causado)
    contados = hechos if recibo.pagado >= del_recibo else [h for h in hechos if h not in incluidos]
    sumas: dict[str, Dinero] = {}
    for hecho in contados:
        sumas[hecho.clave] = sumas.get(hecho.clave, CERO) + hecho.descontado
    return tuple(Cargo(clave, importe) for clave, importe in sumas.items() if importe > CERO)
