"""What several cajas did to one recibo without knowing of each other, looked at by whoever knows of them all.

All payments stand: each was taken, and its customer has the ticket. They are walked in the order in which they arrived,
and what no longer fits in the recibo is money that the cuenta has in its favour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.centro.incidencia import Hallazgo
from app.domain.dinero import CERO, Dinero


@dataclass(frozen=True, slots=True)
class Cobrado:
    """What one payment extinguished of a recibo; what turned it round is in it already.

    Attributes:
        ref: of its asiento, `caja/epoca/seq`; `folio` of its ticket, or the number of the order that forgave it.
        importe: of the recibo's conceptos, before discounts.
        dinero: the part of it that somebody paid, discounts taken off; nothing of what was forgiven.
        aparte: paid with it for recargos and the like that were worked out on what was owed, in no recibo.
        is_condonado: it was forgiven, and nobody paid.
        abonado: what its caja was told last to let stand as credit because of it.
    """

    ref: str
    folio: str
    importe: Dinero
    dinero: Dinero
    aparte: Dinero = CERO
    is_condonado: bool = False
    abonado: Dinero = CERO

    @property
    def caja(self) -> str:
        """Where it was taken."""
        return self.ref.partition("/")[0]


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

    What was made credit before stays so as long as anything is left over, also where a centre that was put back from a
    copy gets the payments in another order: each excess is credited once, and at one caja.
    """
    positivos = [c for c in cobrados if c.importe > CERO]
    excesos = _recorrer(debido, positivos)
    sobran = {e.despues.ref: e.importe for e in excesos}
    faltos = {c.ref for c in positivos if sobran.get(c.ref, CERO) < c.abonado}
    if faltos:
        excesos = _recorrer(debido, sorted(positivos, key=lambda c: c.ref in faltos))
    return tuple(excesos)


def _recorrer(debido: Dinero, cobrados: Sequence[Cobrado]) -> list[Exceso]:
    excesos: list[Exceso] = []
    queda, antes = max(debido, CERO), None
    for cobrado in cobrados:
        exceso = max(cobrado.importe - queda, CERO)
        if exceso:
            # Discounts are nobody's money, and recargos on what was not owed were not owed: of what does not fit, only
            # the share that was paid goes back, with its share of what was charged because of it.
            partes = [exceso.centavos, (cobrado.importe - exceso).centavos]
            pagado = sum(
                (max(dinero, CERO).repartir(partes)[0] for dinero in (cobrado.dinero, cobrado.aparte)), start=CERO
            )
            excesos.append(Exceso(antes, cobrado, pagado))
        queda, antes = max(queda - cobrado.importe, CERO), cobrado
    return excesos


def hallazgo_de(cuenta: str, periodo: str, exceso: Exceso) -> Hallazgo:
    """What is told of an excess: both papers, with what was paid with each, and what is left over."""
    despues, antes = exceso.despues, exceso.antes
    cobrados = [despues] if antes is None else [antes, despues]
    clase, como = "pago_de_mas", f"se pagó de más con el folio {despues.folio} ({despues.dinero})"
    if antes is not None:
        clase = "doble_pago"
        como = f"se pagó con los folios {antes.folio} ({antes.dinero}) y {despues.folio} ({despues.dinero})"
    if any(c.is_condonado for c in cobrados):
        clase = "condonado_y_pagado"
        como = " y ".join(_como(c) for c in cobrados)
    return Hallazgo(
        clase=clase,
        caja=despues.caja,
        refs=tuple(c.ref for c in cobrados),
        resumen=f"El recibo {periodo} de la cuenta {cuenta} {como}: quedan {exceso.importe} a favor.",
        cuenta=cuenta,
        importe=exceso.importe,
        folios=tuple(c.folio for c in cobrados),
        importes=tuple(c.dinero for c in cobrados),
        objeto=periodo,
    )


def _como(cobrado: Cobrado) -> str:
    if cobrado.is_condonado:
        return f"se condonó con el oficio {cobrado.folio}"
    return f"se pagó con el folio {cobrado.folio} ({cobrado.dinero})"
