"""A payment that died with its PC before it was sent, taken up again from the customer's ticket.

The ticket proves it: its folio and ten characters of the hash of its asiento, which nobody can make up afterwards so
that they match. If the asiento turns up after all, it is told by both, and takes the place of this one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.beneficio.programa import Descuento
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import aplicacion_de, descuento_de
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.pago.pago import MEDIOS, Aplicacion, Folio
from app.domain.periodo import Periodo

#: How its paper is called: the lost folio after this letter. It takes no folio of its own.
CLASE_DE_RECUPERADO = "R"
#: How far after the last folio that is known a lost one may be: what a busy window gives in a month without a network.
MAS_ALLA = 5_000
_VERIFICACION = re.compile(r"[0-9a-f]{10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TicketPerdido:
    """What a customer's ticket says of a payment that no file has.

    Attributes:
        verificacion: the ten characters that it prints under its code.
        fecha: of the payment.
        importe: what was paid on the cuenta, above zero.
        recibos: months that it says were paid; empty for the oldest ones first.
        medio: how it was paid, one of `app.domain.pago.pago.MEDIOS`.
        prueba: how it was read: `qr`, `tecleada`, or `archivo`, the asiento itself on the disk of another PC.
    """

    folio: Folio
    verificacion: str
    cuenta: str
    fecha: date
    importe: Dinero
    recibos: tuple[Periodo, ...] = ()
    medio: str = "efectivo"
    prueba: str = "tecleada"

    def exigir(self, caja: str, hoy: date) -> None:
        """Refuse what cannot be the ticket of a payment of that caja.

        Raises:
            NegocioError: `folio_de_otra_caja`, `verificacion_invalida`, `fecha_futura`, `importe_no_positivo` or
                `medio_desconocido`.
        """
        if (self.folio.caja, self.folio.clase) != (caja, ""):
            raise NegocioError(
                "folio_de_otra_caja",
                f"{self.folio} no es el folio de un pago de esta caja: se repone en la caja que lo cobró.",
            )
        if not _VERIFICACION.fullmatch(self.verificacion):
            raise NegocioError(
                "verificacion_invalida",
                "La verificación son los 10 caracteres (números y letras de la a a la f) que están bajo el código del "
                "ticket.",
            )
        if self.fecha > hoy:
            raise NegocioError("fecha_futura", "La fecha del ticket es posterior a hoy. Revísela.")
        if self.importe <= Dinero(0):
            raise NegocioError("importe_no_positivo", "El importe del ticket debe ser mayor que cero.")
        if self.medio not in MEDIOS:
            raise NegocioError("medio_desconocido", f"Los medios de pago son: {', '.join(MEDIOS)}.")

    def exigir_dado(self, serie: str, ultimo: int) -> None:
        """Refuse a folio that this caja cannot have lost: given to another payment, or not given yet.

        What the disk of another PC proves is not refused: two PCs went on as one caja, and gave the same folios.

        Args:
            serie: of the folios that the caja gives now.
            ultimo: number of the last payment of the ticket's serie that the caja has; 0 for none.

        Raises:
            NegocioError: `folio_de_otro_pago` or `folio_no_dado`.
        """
        if self.prueba == "archivo":
            return
        if self.folio.numero <= ultimo:
            raise de_otro_pago(self.folio)
        es_posterior = (len(self.folio.serie), self.folio.serie) > (len(serie), serie)
        if es_posterior or self.folio.numero > ultimo + MAS_ALLA:
            raise NegocioError(
                "folio_no_dado",
                f"Esta caja no ha podido dar el folio {self.folio}: su serie es la {serie}, y de la "
                f"{self.folio.serie} el último que se conoce es el {ultimo}. Revise el ticket.",
            )


def de_otro_pago(folio: Folio) -> NegocioError:
    """That folio is known, with another hash than that of the ticket."""
    return NegocioError(
        "folio_de_otro_pago",
        f"El folio {folio} es de otro pago: la verificación no es la del ticket, revísela. Si dos PC cobraron como "
        "esta caja, sus pagos se reponen desde el disco de la otra («recuperar disco»).",
    )


def leer_verificacion(texto: str) -> str:
    """The characters as they are compared: a person types them in capitals, or with spaces in between."""
    return "".join(texto.split()).lower()


@dataclass(frozen=True, slots=True)
class PagoRecuperado:
    """A payment taken up again, as its asiento says.

    Attributes:
        folio: of the lost payment; this one takes no folio.
        fecha: of the lost payment; `momento` is of the taking up.
        aplicado, descuentos: as in a payment.
        total: what the customer had paid.
        cajero: who saw the ticket; `autorizo` the supervisor.
        seq, hash: of its asiento.
    """

    folio: Folio
    verificacion: str
    prueba: str
    cuenta: str
    titular: str
    fecha: date
    momento: datetime
    aplicado: tuple[Aplicacion, ...]
    descuentos: tuple[Descuento, ...]
    total: Dinero
    saldo_anterior: Dinero
    saldo_restante: Dinero
    saldo_a_favor: Dinero
    motivo: str
    cajero: str
    cajero_nombre: str
    autorizo: str
    seq: int
    hash: str


def recuperado_de(asiento: Asiento) -> PagoRecuperado:
    """Of a `pago_recuperado`."""
    d = asiento.datos()
    return PagoRecuperado(
        folio=Folio.from_texto(d["folio"]),
        verificacion=d["verificacion"],
        prueba=d["prueba"],
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"]["titular"],
        fecha=date.fromisoformat(d["fecha"]),
        momento=datetime.fromisoformat(d["momento"]),
        aplicado=tuple(aplicacion_de(x) for x in d["aplicado"]),
        descuentos=tuple(descuento_de(x) for x in d["descuentos"]),
        total=Dinero(d["total"]),
        saldo_anterior=Dinero(d["saldo_anterior"]),
        saldo_restante=Dinero(d["saldo_restante"]),
        saldo_a_favor=Dinero(d["favor_despues"]),
        motivo=d["motivo"],
        cajero=d["cajero"],
        cajero_nombre=d["cajero_nombre"],
        autorizo=d["autorizo"],
        seq=asiento.seq,
        hash=asiento.hash.hex(),
    )


def datos_de_anulacion(recuperado: Asiento, pago: str, motivo: str, dejado: Dinero = CERO) -> dict[str, Any]:
    """Content of the `recuperado_anulado` that takes back what a `pago_recuperado` credited.

    Args:
        pago: ref of the payment that turned up, or of the earlier `pago_recuperado` of the same ticket.
        motivo: `aparecio` or `repetido`.
        dejado: credit of the cuenta that `pago` left, in a life of the caja that its file may not hold.
    """
    d = recuperado.datos()
    favor = d["favor_antes"] - d["favor_despues"]
    return {
        "recuperado": recuperado.ref,
        "folio": d["folio"],
        "verificacion": d["verificacion"],
        "pago": pago,
        "cuenta": d["cuenta"],
        "fecha": d["fecha"],
        "recibos": d.get("recibos", []),
        "aplicado": [_contraria(x) for x in d["aplicado"]],
        "descuentos": [_contraria(x) for x in d["descuentos"]],
        "favor": favor,
        "queda": max(min(-favor, dejado.centavos), 0),
        "total": -d["total"],
        "motivo": motivo,
        "quien": "centro",
    }


def _contraria(linea: Mapping[str, Any]) -> dict[str, Any]:
    return {**linea, "importe": -linea["importe"]}
