"""The voucher of cash that entered or left the drawer without a payment, signed by who gives and who takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio

#: What moves cash without a payment: change brought in, cash taken out, a hand-over to the vault.
CLASES_DE_MOVIMIENTO = ("entrada", "retiro", "entrega")
#: Class of the folios of vouchers.
CLASE_DE_VALE = "M"


@dataclass(frozen=True, slots=True)
class Vale:
    """A movimiento as its paper tells it.

    Attributes:
        importe: above zero; the class says which way.
        recibe: who takes the cash, or brings it; empty when nobody was named.
        referencia: number of its bag or slip.
        autorizo: clave of the supervisor behind it; empty for nobody.
        repetido: the order had been given before, and was not done again.
    """

    folio: Folio
    clase: str
    importe: Dinero
    motivo: str
    cajero: str
    momento: datetime
    caja: str
    turno: int
    recibe: str = ""
    referencia: str = ""
    autorizo: str = ""
    repetido: bool = False

    @classmethod
    def from_asiento(cls, asiento: Asiento) -> Vale:
        """Of a `movimiento` asiento with a folio."""
        d = asiento.datos()
        return cls(
            folio=Folio(asiento.caja, d["folio"]["serie"], d["folio"]["numero"], CLASE_DE_VALE),
            clase=d["clase"],
            importe=Dinero(d["importe"]),
            motivo=d["motivo"],
            cajero=d["cajero_nombre"],
            momento=datetime.fromisoformat(d["momento"]),
            caja=asiento.caja,
            turno=d["turno"],
            recibe=d.get("recibe", ""),
            referencia=d.get("referencia", ""),
            autorizo=d.get("autorizo", ""),
        )
