"""Recargos: what paying late costs, by a rate a month on what is left of the recibo.

Código Fiscal de la Federación, Art. 21, which the local laws follow: recargos are caused «por cada mes o fracción que
transcurra» from the day after the vencimiento, on what is not paid, at the rate of each month; they are simple, so
accessories cause none. The rate is the law's of each ejercicio (Loreto, Reglamento, Art. 161): a dated datum of the
profile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, groupby, takewhile

from app.domain.dinero import CERO, Dinero, redondear
from app.domain.periodo import Periodo, sumar_meses


@dataclass(frozen=True, slots=True)
class TasaRecargo:
    """The rate of recargos from a month on, until the next one: per cent a month, from 0 to 100."""

    desde: Periodo
    tasa: Decimal
    fundamento: str


@dataclass(frozen=True, slots=True)
class Recargo:
    """All that a recibo's lateness has cost until a day, whoever charged it: rounded once, never negative.

    Attributes:
        detalle: how it comes about, as a sum a person could do; empty for nothing.
        fundamento: what orders the last rate used.
    """

    importe: Dinero = CERO
    detalle: str = ""
    fundamento: str = ""


def tasa_de(tasas: Sequence[TasaRecargo], periodo: Periodo) -> TasaRecargo | None:
    """The rate in force in a month: the latest that has begun; None before the first."""
    return max((t for t in tasas if t.desde <= periodo), key=lambda t: t.desde, default=None)


def causar(tasas: Sequence[TasaRecargo], vence: date, fecha: date, principal_en: Callable[[date], Dinero]) -> Recargo:
    """What a recibo due on `vence` has caused until `fecha`, that day included.

    The n-th month of lateness begins the day after `vence` plus n − 1 months, and counts whole from that day. It costs
    what was unpaid when it began, at the rate of the calendar month in which it begins: a payment lowers what the
    months after it cost. On the day of the vencimiento itself there is none.

    Args:
        principal_en: what was left to pay, accessories aside, at the end of a day.
    """
    meses: list[tuple[TasaRecargo, Dinero]] = []
    for hasta in takewhile(lambda dia: dia < fecha, (sumar_meses(vence, n) for n in count())):
        tasa, base = tasa_de(tasas, Periodo.from_fecha(hasta + timedelta(days=1))), principal_en(hasta)
        if tasa is not None and tasa.tasa and base:
            meses.append((tasa, base))
    if not meses:
        return Recargo()
    exacto = sum((base.centavos * tasa.tasa for tasa, base in meses), Decimal(0))
    partes = [_parte(tasa, base, len(list(grupo))) for (tasa, base), grupo in groupby(meses)]
    return Recargo(redondear(exacto / 10_000), " + ".join(partes), meses[-1][0].fundamento)


def _parte(tasa: TasaRecargo, base: Dinero, meses: int) -> str:
    cuantos = "1 mes" if meses == 1 else f"{meses} meses"
    return f"{cuantos} × {tasa.tasa.normalize():f} % de {base}"
