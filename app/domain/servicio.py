"""Otros servicios: the organismo's price list of what is not the monthly bill (Ley de Ingresos de Cajeme 2023,
Art. 33 «Cuotas por otros servicios», 36-43, 48, 50). Prices are before IVA.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: What a price is said in: pesos, or days of UMA.
UNIDADES_DE_PRECIO = ("MXN", "UMA")


@dataclass(frozen=True, slots=True)
class Servicio:
    """A line of the price list.

    Attributes:
        precio: in `unidad_de_precio`; None where the amount is worked out by hand and given when charging.
        unidad: what one of it is (pieza, servicio, m3, hora …).
        causa_iva: whether it bears IVA.
        indexa: whether its price follows the INPC month by month.
    """

    clave: str
    concepto: str
    precio: Decimal | None
    unidad_de_precio: str
    unidad: str
    causa_iva: bool
    indexa: bool
    fundamento: str
