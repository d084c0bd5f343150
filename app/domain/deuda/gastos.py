"""Gastos de cobranza: what the organismo may add to a debt for having to collect it, where its law orders it.

Código Fiscal de la Federación, Art. 150, is the model of the local laws: an amount, or a percentage of the debt. A
profile without such a rule has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.dinero import Dinero, redondear
from app.domain.periodo import Periodo
from app.domain.tarifa.indice import Uma

#: What a rule's value is: pesos, per cent of the rezago, or times the UMA of the day.
FORMAS_GASTOS = ("importe", "por_ciento", "uma")


@dataclass(frozen=True, slots=True)
class ReglaGastos:
    """Collection costs from a month on, until the next rule.

    Attributes:
        forma: one of `FORMAS_GASTOS`; what `valor` is.
        meses: from which month past due of the oldest unpaid recibo they may be charged (1 = the first).
    """

    desde: Periodo
    forma: str
    valor: Decimal
    meses: int
    fundamento: str


def regla_de_gastos(reglas: Sequence[ReglaGastos], fecha: date) -> ReglaGastos | None:
    """The rule in force on a day; None where there is none."""
    mes = Periodo.from_fecha(fecha)
    return max((r for r in reglas if r.desde <= mes), key=lambda r: r.desde, default=None)


def cotizar_gastos(regla: ReglaGastos, rezago: Dinero, uma: Uma, fecha: date) -> tuple[Dinero, str]:
    """What they come to on a day, and how: (amount, detalle).

    Raises:
        NegocioError: `uma_faltante`.
    """
    if regla.forma == "importe":
        return redondear(regla.valor), ""
    if regla.forma == "por_ciento":
        return rezago.por(regla.valor / 100), f"{regla.valor.normalize():f} % de {rezago} de rezago"
    valor = uma.del_dia(fecha)
    return redondear(regla.valor * valor), f"{regla.valor.normalize():f} UMA de {valor}"
