"""The excess of a double payment becomes credit: what the centre decided, done by the caja that took the payment.

Credit is spent only at the caja that made it. So the centre does not write it: it says how much of a payment is to
stand as credit, and that caja appends the asiento that makes it so. Said again, it is done once; said otherwise,
because a payment was cancelled since, only the difference is done; what was spent cannot be taken back, and is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.domain.dinero import CERO, Dinero


@dataclass(frozen=True, slots=True)
class Acreditacion:
    """How much of a payment of a recibo is to stand as credit of its cuenta.

    Attributes:
        pago, folio: ref and folio of the payment, taken or taken up again at this caja; `periodo`, month of the
            recibo, empty for what was paid ahead with a payment that was taken up again and turned up.
        incidencia, clase: why, and `folios` the papers that it is about.
        importe: all that is to stand; CERO to take back what does.
        acreditado: what the centre has seen credited of it.
    """

    cuenta: str
    pago: str
    folio: str
    periodo: str
    incidencia: str
    clase: str
    folios: tuple[str, ...]
    importe: Dinero
    acreditado: Dinero = CERO


@dataclass(frozen=True, slots=True)
class Acreditado:
    """What the diario has credited so far because of one payment of a recibo.

    Attributes:
        orden: the last one that it answered.
        importe: Σ of all its asientos: what stands, and what should not and was spent before it could be taken back.
    """

    orden: Acreditacion
    importe: Dinero


@dataclass(frozen=True, slots=True)
class AjusteDeFavor:
    """What is to be done to a cuenta's credit.

    Attributes:
        antes: what had been credited of that payment.
        importe: more credit, or (below zero) less.
        falta: what cannot be taken back, because it was spent; zero or above.
    """

    orden: Acreditacion
    antes: Dinero
    importe: Dinero
    falta: Dinero


def ajustar(orden: Acreditacion, antes: Acreditado | None, hay: Dinero) -> AjusteDeFavor | None:
    """What makes the credit what the centre says; None when that was answered already.

    Args:
        antes: what this diario did of it before; None where it did nothing, and the centre's word counts.
        hay: credit of the cuenta now; what goes back is never more.
    """
    if antes is not None and antes.orden.importe == orden.importe:
        return None
    ya = orden.acreditado if antes is None else antes.importe
    cambio = orden.importe - ya
    importe = max(cambio, -hay)
    return AjusteDeFavor(orden, ya, importe, importe - cambio)


def retirar(antes: Acreditado, importe: Dinero) -> AjusteDeFavor:
    """What takes part of it back, together with the payment that made it."""
    queda = antes.importe - importe
    return AjusteDeFavor(replace(antes.orden, importe=queda), antes.importe, -importe, CERO)


def datos_de_acreditacion(ajuste: AjusteDeFavor, hay: Dinero, quien: str) -> dict[str, Any]:
    """Content of a `favor_acreditado` asiento (v1).

    Args:
        hay: credit of the cuenta before it.
    """
    orden = ajuste.orden
    return {
        "cuenta": orden.cuenta,
        "pago": orden.pago,
        "folio": orden.folio,
        "periodo": orden.periodo,
        "incidencia": orden.incidencia,
        "clase": orden.clase,
        "folios": list(orden.folios),
        "objetivo": orden.importe.centavos,
        "acreditado_antes": ajuste.antes.centavos,
        "importe": ajuste.importe.centavos,
        "falta": ajuste.falta.centavos,
        "favor_antes": hay.centavos,
        "favor_despues": (hay + ajuste.importe).centavos,
        "quien": quien,
    }


def acreditacion_de(datos: dict[str, Any]) -> Acreditacion:
    """The order that such an asiento answered."""
    textos = {c: datos[c] for c in ("cuenta", "pago", "folio", "periodo", "incidencia", "clase")}
    return Acreditacion(**textos, folios=tuple(datos["folios"]), importe=Dinero(datos["objetivo"]))
