"""What must hold of the credit of each cuenta: what was paid ahead or twice, less what was paid with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Datos = Mapping[str, Any]


@dataclass(slots=True)
class AuditoriaDeFavores:
    """Runs along a diario, keeping the credit of each cuenta, and what each payment has left of it."""

    _favores: dict[str, int] = field(default_factory=dict)
    _acreditado: dict[tuple[str, str], int] = field(default_factory=dict)
    _pagado: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)

    def pagar(self, ref: str, d: Datos) -> None:
        """Remember what a payment paid of each recibo, recargos included."""
        meses: dict[str, int] = {}
        for linea in (*d["aplicado"], *d["descuentos"]):
            if mes := linea.get("periodo"):
                meses[mes] = meses.get(mes, 0) + linea["importe"]
        self._pagado[ref] = d["cuenta"]["numero"], meses

    def reponer(self, ref: str, d: Datos) -> None:
        """Remember what a payment taken up again left of credit: it goes back if its own turns up."""
        dado = d["favor_despues"] - d["favor_antes"]
        self._pagado[ref] = d["cuenta"]["numero"], {"": dado}
        self._acreditado[(ref, "")] = dado

    def mover(self, d: Datos) -> Iterator[str]:
        """What is wrong with the credit before and after a payment, or what turns one round."""
        cuenta = d["cuenta"]["numero"]
        if d["favor_antes"] != self._favores.get(cuenta, 0):
            yield f"el saldo a favor de {cuenta} antes del pago no es el que dejó el anterior"
        usado = sum(m["importe"] for m in d["medios"] if m["medio"] == "saldo_a_favor")
        anticipo = sum(a["importe"] for a in d["aplicado"] if a["clave"] == "anticipo")
        if d["favor_despues"] != d["favor_antes"] - usado + anticipo or d["favor_despues"] < 0:
            yield f"el saldo a favor de {cuenta} después del pago no sale de lo usado y lo anticipado"
        self._favores[cuenta] = d["favor_despues"]

    def acreditar(self, caja: str, d: Datos) -> Iterator[str]:
        """What is wrong with the credit of what was paid twice at that caja.

        A new PC does not hold what another one credited under its number: of a payment seen for the first time, what
        it says of before is believed. What was given back of it since, the centre says; it was never more than all.
        """
        cuenta, llave = d["cuenta"], (d["pago"], d["periodo"])
        if d["favor_antes"] != self._favores.get(cuenta, 0):
            yield f"el saldo a favor de {cuenta} antes del abono no es el que había"
        if d["favor_despues"] != d["favor_antes"] + d["importe"] or d["favor_despues"] < 0:
            yield f"el saldo a favor de {cuenta} después del abono no sale de lo abonado"
        antes = self._acreditado.get(llave, d["acreditado_antes"])
        hecho = d["acreditado_antes"] + d["importe"]
        if d["acreditado_antes"] != antes or hecho != d["objetivo"] + d["falta"] or min(d["objetivo"], d["falta"]) < 0:
            yield f"lo abonado por el pago {d['folio']} no es lo que debe quedar"
        de_quien, meses = self._pagado.get(d["pago"], (cuenta, {}))
        de_mas = d["pago"] in self._pagado and d["objetivo"] > meses.get(d["periodo"], 0)
        if de_quien != cuenta or de_mas or not d["pago"].startswith(f"{caja}/"):
            yield f"se abonó por el pago {d['folio']} más de lo que pagó, o es de otra cuenta o de otra caja"
        self._favores[cuenta] = d["favor_despues"]
        self._acreditado[llave] = hecho
