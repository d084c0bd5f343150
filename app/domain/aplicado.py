"""What a diario has extinguished of a debt, fact by fact; what turns a payment round is one more, below zero."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.domain.dinero import CERO, Dinero

_Llave = TypeVar("_Llave", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Aplicado:
    """A fact of the diario: so much of a concepto was extinguished, there and then.

    Attributes:
        importe: below zero for what turns a payment round.
        causado: it was worked out on that day, in no recibo (`Aplicacion.causado`).
    """

    caja: str
    epoca: str
    seq: int
    fecha: date
    periodo: str
    clave: str
    importe: Dinero
    causado: bool = False


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
