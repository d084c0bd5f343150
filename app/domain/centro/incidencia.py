"""Something that somebody at the centre must look at: what happened, what to do about it, and how it ended.

No payment waits for it and none is refused because of it: facts stand, and a person settles what they mean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from app.domain.dinero import CERO, Dinero

ABIERTA, RESUELTA = "abierta", "resuelta"
#: What somebody may say that was done about one, and how people call it.
RESOLUCIONES = {
    "a_favor": "queda a favor de la cuenta",
    "devuelto": "se devolvió",
    "sin_efecto": "no tiene efecto",
    "corregido": "se corrigió",
}
#: A payment that was taken up again from its ticket is there after all.
PAGO_APARECIDO = "pago_aparecido"
#: One was taken up again, and nobody has its payment.
PAGO_RECUPERADO = "pago_recuperado"
_SISTEMAS = "Avise a sistemas: no cobre en esa caja hasta que se sepa qué pasó."
#: Class -> what people call it, and what is to be done about it.
_CLASES = {
    "doble_pago": (
        "Recibo pagado dos veces",
        "Avise al usuario. El excedente se abona solo a su cuenta, en la caja que recibió el último pago; si lo quiere "
        "en efectivo, devuelva ahí ese pago. Resuélvala diciendo qué se hizo.",
    ),
    "pago_de_mas": (
        "Recibo pagado de más",
        "Compare con la facturación. Si el usuario pagó de más, resuélvala «a favor» y se abona a su cuenta; si el "
        "mismo pago ya venía en los recibos, resuélvala «sin efecto».",
    ),
    "condonado_y_pagado": (
        "Recibo condonado y pagado",
        "Avise al usuario: lo que pagó de lo condonado se abona solo a su cuenta, en la caja que lo cobró.",
    ),
    "favor_gastado": (
        "Abono que ya se gastó",
        "El pago que lo dejaba se canceló, o se había repuesto de más, y el saldo a favor ya se había usado. Cobre la "
        "diferencia al usuario.",
    ),
    "abono_repetido": (
        "Abono que hicieron dos PC de una caja",
        "La PC que se descompuso ya lo había abonado. Vea en el centro si allá se usó: si fue así, cobre al usuario lo "
        "que hay de más; si no, resuélvala sin efecto: en la PC nueva está una sola vez.",
    ),
    "refacturado": (
        "Recibo refacturado mientras se pagaba",
        "Lo que se cobró es de un recibo anterior. Avise al usuario de la diferencia.",
    ),
    "cambio_de_titular": (
        "Cuenta que cambió de titular",
        "El papel salió a nombre del titular anterior. Avise al nuevo y, si hace falta, entregue otro.",
    ),
    "beneficio_retirado": (
        "Descuento de un beneficio retirado",
        "Se descontó con un beneficio que otra caja ya había retirado. Cobre el descuento con un cargo, o déjelo con "
        "una nota.",
    ),
    "beneficios_encimados": (
        "Dos beneficios en una cuenta",
        "Solo puede quedar uno: retire el que no corresponda.",
    ),
    "beneficiario_repetido": (
        "Una persona con beneficio en dos cuentas",
        "El beneficio es de una sola cuenta: retire el que no corresponda.",
    ),
    "dos_convenios": (
        "Dos convenios en una cuenta",
        "Acuerde con el usuario cuál queda y termine el otro.",
    ),
    PAGO_RECUPERADO: (
        "Pago repuesto con su ticket",
        "Se abonó sin dinero en la caja, con la palabra de un supervisor. Coteje la copia del ticket, el comprobante "
        "firmado y lo que entregó aquel corte, y resuélvala. Si el pago aparece, se cierra sola.",
    ),
    PAGO_APARECIDO: (
        "Apareció un pago que se había repuesto",
        "El pago cuenta una sola vez y no hay que cobrar ni devolver nada. Compare su importe con el del ticket.",
    ),
    "folio_repetido": (
        "Dos pagos con el mismo folio",
        "Dos computadoras cobraron como una caja, o el ticket no es de este organismo. Compare los dos papeles.",
    ),
    "bifurcacion": ("Dos historias de una caja", _SISTEMAS),
    "alterado": ("Asiento que su caja no firmó", _SISTEMAS),
    "sin_registro": ("Asiento de una caja sin registro", "Enlace la caja de nuevo, o déjela de baja."),
    "sin_archivar": (
        "Asiento que no se pudo archivar",
        "Está guardado y nada se perdió. Avise a sistemas: la caja y el centro no son de la misma versión.",
    ),
    "sin_cotejar": (
        "Asiento que no se pudo comparar",
        "Está guardado y archivado; no se sabe si choca con lo de otra caja. Avise a sistemas: la caja y el centro no "
        "son de la misma versión.",
    ),
    "persona_olvidada": (
        "Persona que la copia del centro no tiene así",
        "Si estaba de baja, ya se dio otra vez. Si no, repita «centro usuario» con su PIN, que no viene en los "
        "diarios, o dele de baja.",
    ),
    "reloj": ("Reloj que no va bien", "Ponga a tiempo el reloj de esa computadora."),
}
_OTRA = ("Incidencia", "Pregunte a quien administra el centro.")
#: What is about the trust in a caja or its supervisor, or the centre's own books: no caja settles it.
DEL_CENTRO = (
    "bifurcacion", "alterado", "sin_registro", "sin_archivar", "sin_cotejar", "persona_olvidada", "reloj",
    PAGO_RECUPERADO,
)  # fmt: skip
#: Those whose excess goes to the cuenta by itself; any other, only when somebody resolves it so.
_SE_ABONAN = ("doble_pago", "condonado_y_pagado")


@dataclass(frozen=True, slots=True)
class Incidencia:
    """Something found, open until somebody resolves it with a reason.

    Attributes:
        id: SHA-256 of what it is about: the same facts give the same one.
        caja: whose asiento raised it; `cuenta` is empty where none is concerned.
        importe: money in question.
        resumen: what happened, in Spanish, for people.
        folios, importes: of the papers concerned, in the same order; those without an amount are CERO.
        refs: asientos that it is about, `caja/epoca/seq`.
        momento: when it was found (ISO).
        resolucion, nota, quien, resuelta: how it ended, why, who said so and when (ISO); empty while it is open.
    """

    organismo: str
    id: str
    clase: str
    caja: str
    cuenta: str
    importe: Dinero
    resumen: str
    folios: tuple[str, ...]
    importes: tuple[Dinero, ...]
    refs: tuple[str, ...]
    momento: str
    resolucion: str = ""
    nota: str = ""
    quien: str = ""
    resuelta: str = ""

    @property
    def estado(self) -> str:
        """`abierta` or `resuelta`."""
        return RESUELTA if self.resolucion else ABIERTA

    @property
    def titulo(self) -> str:
        """What people call its class."""
        return _CLASES.get(self.clase, _OTRA)[0]

    @property
    def que_hacer(self) -> str:
        """What whoever sees it should do; also of a class that a newer centre made."""
        return _CLASES.get(self.clase, _OTRA)[1]


def datos_de_resolucion(incidencia: Incidencia, resolucion: str, nota: str, quien: str) -> dict[str, Any]:
    """Content of the asiento that closes it: what was done, and about which papers."""
    return {
        "incidencia": incidencia.id,
        "clase": incidencia.clase,
        "resolucion": resolucion,
        "refs": list(incidencia.refs),
        "nota": nota.strip(),
        "quien": quien,
    }


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What is found, before anybody notes it.

    Attributes:
        objeto: what tells it from others about the same asientos, such as the month of a recibo; may be empty.
    """

    clase: str
    caja: str
    refs: tuple[str, ...]
    resumen: str
    cuenta: str = ""
    importe: Dinero = CERO
    folios: tuple[str, ...] = ()
    importes: tuple[Dinero, ...] = ()
    objeto: str = ""

    @property
    def id(self) -> str:
        """SHA-256 of its class, refs and `objeto`."""
        partes = [self.clase, *sorted(self.refs), *([self.objeto] if self.objeto else [])]
        return hashlib.sha256("\n".join(partes).encode()).hexdigest()


def abono_de(clase: str, importe: Dinero, resolucion: str) -> Dinero:
    """How much of what is in question the cuenta is to have as credit.

    Args:
        resolucion: what a person said that was done; empty while nobody has.

    A recibo that became less is no credit by itself: the same payment may be in its import and in the diario.
    """
    decidido = resolucion == "a_favor" or (not resolucion and clase in _SE_ABONAN)
    return importe if decidido else CERO
