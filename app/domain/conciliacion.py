"""What several cajas did to one recibo without knowing of each other, looked at by whoever knows of them all.

All payments stand: each was taken, and its customer has the ticket. They are walked in the order in which they arrived,
and what no longer fits in the recibo is money that the cuenta has in its favour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.dinero import CERO, Dinero


@dataclass(frozen=True, slots=True)
class Cobrado:
    """What one payment extinguished of a recibo; what turned it round is in it already.

    Attributes:
        ref: of its asiento, `caja/epoca/seq`; `folio` of its ticket.
        importe: of the recibo's conceptos, before discounts.
        dinero: the part of it that somebody paid, discounts taken off.
    """

    ref: str
    folio: str
    importe: Dinero
    dinero: Dinero


@dataclass(frozen=True, slots=True)
class Exceso:
    """A payment of what was paid already, or is owed no longer.

    Attributes:
        antes: the payment that left nothing, or less, to pay; None where it was the recibo that became less.
        importe: money that the cuenta has in its favour because of it.
    """

    antes: Cobrado | None
    despues: Cobrado
    importe: Dinero


def conciliar(debido: Dinero, cobrados: Sequence[Cobrado]) -> tuple[Exceso, ...]:
    """The payments of a recibo that came when there was nothing, or less, to pay.

    Args:
        debido: what was owed of it before any of them.
        cobrados: in the order in which they arrived.
    """
    excesos: list[Exceso] = []
    queda, antes = max(debido, CERO), None
    for cobrado in (c for c in cobrados if c.importe > CERO):
        exceso = max(cobrado.importe - queda, CERO)
        if exceso:
            # Discounts are nobody's money: of what does not fit, only the share that was paid goes back.
            pagado = max(cobrado.dinero, CERO).repartir([exceso.centavos, (cobrado.importe - exceso).centavos])
            excesos.append(Exceso(antes, cobrado, pagado[0]))
        queda, antes = max(queda - cobrado.importe, CERO), cobrado
    return tuple(excesos)
