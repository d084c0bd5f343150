"""Otros servicios: the organismo's price list of what is not the monthly bill, and who may have each line of it.

Ley de Ingresos de Cajeme 2023, Art. 33 «Cuotas por otros servicios», 36-43, 48, 50; Ley de Ingresos de Romita 2020,
Art. 14 fr. V-XVIII. Prices are before IVA.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.cuenta import Cuenta
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError

#: What a price is said in: pesos, or days of UMA.
UNIDADES_DE_PRECIO = ("MXN", "UMA")
#: What a line of the list is:
#: `normal` paid now; `aportacion` voluntary, third parties' money; `cargo_al_recibo` paid with the next recibo;
#: `mora` charged by itself, never sold; `importe_libre` worked out by hand, with the reference of its document.
CLASES = ("normal", "aportacion", "cargo_al_recibo", "mora", "importe_libre")
#: Who may have it: anybody, only a cuenta, only a cuenta that owes nothing, only somebody without a cuenta.
PARA = ("todos", "cuenta", "cuenta_sin_adeudo", "sin_cuenta")
#: Units that are counted, and so cannot be had in part.
ENTERAS = (
    "pieza", "servicio", "año", "contrato", "recibo", "constancia", "toma", "cuota", "descarga",
)  # fmt: skip
#: How the concepto of third parties' money begins: nothing else is needed to keep it apart.
APORTACION = "aportacion:"
_CANTIDAD = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Servicio:
    """A line of the price list.

    Attributes:
        precio: in `unidad_de_precio`; None for `importe_libre` alone, whose amount is given when charging.
        unidad: what one of it is (pieza, servicio, m3, hora …).
        causa_iva: whether it bears IVA.
        indexa: whether its price follows the INPC month by month.
        clase: one of `CLASES`.
        para: one of `PARA`.
        usos: the usos of the cuentas that it is for; empty for all.
        leyenda: what the law wants said to whoever buys it; empty for nothing.
    """

    clave: str
    concepto: str
    precio: Decimal | None
    unidad_de_precio: str
    unidad: str
    causa_iva: bool
    indexa: bool
    fundamento: str
    clase: str = "normal"
    para: str = "todos"
    usos: tuple[str, ...] = ()
    leyenda: str = ""

    @property
    def concepto_de_cobro(self) -> str:
        """The clave of its line in a payment: `servicio:A`, `aportacion:U1`."""
        return f"{APORTACION if self.clase == 'aportacion' else 'servicio:'}{self.clave}"

    def is_ofrecible(self, cuenta: Cuenta | None) -> bool:
        """Whether it is for that cuenta (None: for somebody without one), whatever it owes."""
        if self.clase == "mora":
            return False
        if cuenta is None:
            return self.para in ("todos", "sin_cuenta")
        return self.para != "sin_cuenta" and (not self.usos or cuenta.uso in self.usos)


def exigir_vendible(servicio: Servicio, cuenta: Cuenta | None, debe: Dinero) -> None:
    """Refuse what the law does not let this buyer have.

    Art. 33: «siempre y cuando no cuenten con ningún tipo de adeudo con el Organismo».

    Args:
        cuenta: None for somebody without one.
        debe: what the cuenta still owes once this payment is made.

    Raises:
        NegocioError: `servicio_automatico`, `servicio_con_cuenta`, `servicio_sin_cuenta`, `servicio_de_otro_uso`,
            `servicio_con_adeudo`.
    """
    nombre = f"«{servicio.concepto}»"
    if servicio.clase == "mora":
        raise NegocioError("servicio_automatico", f"{nombre} lo agrega el sistema solo, cuando toca: no se vende.")
    if cuenta is None and servicio.para in ("cuenta", "cuenta_sin_adeudo"):
        raise NegocioError("servicio_con_cuenta", f"{nombre} solo se cobra a una cuenta: diga cuál.")
    if cuenta is not None and servicio.para == "sin_cuenta":
        raise NegocioError("servicio_sin_cuenta", f"{nombre} es para quien no tiene cuenta: cóbrelo sin cuenta.")
    if not servicio.is_ofrecible(cuenta):
        raise NegocioError("servicio_de_otro_uso", f"{nombre} no es para el uso de la cuenta: busque el que le toca.")
    if servicio.para == "cuenta_sin_adeudo" and debe:
        raise NegocioError(
            "servicio_con_adeudo", f"{nombre} es para una cuenta que no deba nada, y debe {debe}: cobre antes eso."
        )


def leer_cantidad(texto: str) -> Decimal:
    """How many, as it is typed: `2`, `2.5`.

    Raises:
        NegocioError: `cantidad_invalida`; a comma is not guessed at.
    """
    if not _CANTIDAD.fullmatch(texto):
        raise NegocioError("cantidad_invalida", f"«{texto[:20]}» no es una cantidad. Escriba, por ejemplo, 1 o 2.5")
    return Decimal(texto)
