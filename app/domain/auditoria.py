"""What must hold of the figures of a diario, checked from the asientos alone, one after the other.

An auditor believes nobody: these sums are worked out again from the recorded amounts, without the code that took
the payment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.asiento import Asiento

Datos = Mapping[str, Any]


@dataclass(slots=True)
class Auditoria:
    """Runs along a diario, keeping the little that later payments are compared with."""

    _folios: dict[str, int] = field(default_factory=dict)
    _favores: dict[str, int] = field(default_factory=dict)
    _efectivo: dict[str, list[int]] = field(default_factory=dict)

    def revisar(self, asiento: Asiento) -> Iterator[tuple[str, str]]:
        """(tipo, mensaje) of each thing that does not follow in this asiento."""
        if asiento.tipo == "pago" and asiento.v == 1:
            datos = asiento.datos()
            yield from self._folio(asiento.caja, datos)
            for mensaje in (*_sumas(datos), *self._favor(datos), *self._tender(datos)):
                yield "total", mensaje
        elif asiento.tipo == "turno_cerrado" and asiento.v == 1:
            for mensaje in _corte(asiento.datos()):
                yield "total", mensaje

    def _folio(self, caja: str, d: Datos) -> Iterator[tuple[str, str]]:
        serie, numero = d["folio"]["serie"], d["folio"]["numero"]
        esperado = self._folios.get(serie, 0) + 1
        if numero != esperado:
            yield "folio", f"se esperaba el folio {caja}{serie}-{esperado:06d} y está el {caja}{serie}-{numero:06d}"
        self._folios[serie] = numero

    def _favor(self, d: Datos) -> Iterator[str]:
        cuenta = d["cuenta"]["numero"]
        antes = self._favores.get(cuenta, 0)
        if d["favor_antes"] != antes:
            yield f"el saldo a favor de {cuenta} antes del pago no es el que dejó el anterior"
        usado = sum(m["importe"] for m in d["medios"] if m["medio"] == "saldo_a_favor")
        anticipo = sum(a["importe"] for a in d["aplicado"] if a["clave"] == "anticipo")
        if d["favor_despues"] != d["favor_antes"] - usado + anticipo or d["favor_despues"] < 0:
            yield f"el saldo a favor de {cuenta} después del pago no sale de lo usado y lo anticipado"
        self._favores[cuenta] = d["favor_despues"]

    def _tender(self, d: Datos) -> Iterator[str]:
        """Cash handed over less change is the cash of all the payments of the charge, seen at its last one with cash."""
        efectivo = self._efectivo.setdefault(d["cobro"], [0, 0])
        efectivo[0] += sum(m["importe"] for m in d["medios"] if m["medio"] == "efectivo")
        efectivo[1] += d["recibido"] - d["cambio"]
        if d["cambio"] < 0 or d["recibido"] < d["cambio"]:
            yield "el cambio no cabe en lo recibido"
        if d["recibido"] and efectivo[0] != efectivo[1]:
            yield "lo recibido menos el cambio no es el efectivo cobrado"


def _sumas(d: Datos) -> Iterator[str]:
    aplicado = sum(a["importe"] for a in d["aplicado"])
    descuentos = sum(x["importe"] for x in d["descuentos"])
    if aplicado + descuentos + d["redondeo"] != d["total"]:
        yield "lo aplicado menos los descuentos y el redondeo no da el total"
    if sum(m["importe"] for m in d["medios"]) != d["total"]:
        yield "los medios de pago no suman el total"
    if any(a["importe"] <= 0 for a in d["aplicado"]) or any(m["importe"] <= 0 for m in d["medios"]):
        yield "hay un importe que no es mayor que cero"
    if any(x["importe"] >= 0 for x in d["descuentos"]) or d["redondeo"] > 0:
        yield "hay un descuento que no descuenta"
    de_deuda = sum(a["importe"] for a in d["aplicado"] if "periodo" in a)
    if d["saldo_anterior"] - de_deuda != d["saldo_restante"] or d["saldo_restante"] < 0:
        yield "el saldo restante no es el anterior menos lo aplicado"
    for recibo in d["recibos"]:
        if not 0 <= recibo["despues"] < recibo["antes"] <= recibo["total"]:
            yield f"el recibo {recibo['periodo']} quedó con un saldo imposible"
    yield from _descuentos_en_su_concepto(d)


def _descuentos_en_su_concepto(d: Datos) -> Iterator[str]:
    pagado: dict[tuple[str, str], int] = {}
    for linea in (*d["aplicado"], *d["descuentos"]):
        llave = (linea.get("periodo", ""), linea["clave"])
        pagado[llave] = pagado.get(llave, 0) + linea["importe"]
    for (periodo, clave), importe in pagado.items():
        if importe < 0:
            yield f"se descontó de {clave} {periodo} más de lo que se aplicó"


def _corte(d: Datos) -> Iterator[str]:
    esperado = d["fondo"] + d["medios"].get("efectivo", 0) + d["entradas"] - d["retiros"]
    if esperado != d["esperado"]:
        yield "el efectivo esperado no es fondo más cobrado más entradas menos retiros"
    if sum(int(valor) * n for valor, n in d["piezas"].items()) != d["contado"]:
        yield "el arqueo no suma lo contado"
    if d["contado"] - d["esperado"] != d["diferencia"]:
        yield "la diferencia no es lo contado menos lo esperado"
    if sum(d["conceptos"].values()) + sum(d["programas"].values()) != sum(d["medios"].values()):
        yield "los conceptos menos los descuentos no son lo cobrado por medios"
