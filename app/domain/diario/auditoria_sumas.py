"""What must add up inside one asiento of money, whatever came before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Datos = Mapping[str, Any]


def sumas_de_pago(d: Datos) -> Iterator[str]:
    """What does not add up in a payment."""
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


def sumas_de_corte(d: Datos) -> Iterator[str]:
    """What does not add up in a corte by itself."""
    esperado = d["fondo"] + d["medios"].get("efectivo", 0) + d["entradas"] - d["retiros"]
    if esperado != d["esperado"]:
        yield "el efectivo esperado no es fondo más cobrado más entradas menos retiros"
    if sum(int(valor) * n for valor, n in d["piezas"].items()) != d["contado"]:
        yield "el arqueo no suma lo contado"
    if d["contado"] - d["esperado"] != d["diferencia"]:
        yield "la diferencia no es lo contado menos lo esperado"
    if sum(d["conceptos"].values()) + sum(d["programas"].values()) != sum(d["medios"].values()):
        yield "los conceptos menos los descuentos no son lo cobrado por medios"


def sumas_de_condonacion(d: Datos) -> Iterator[str]:
    """It says how much of what, by whose word, and brings the debt down by that."""
    if sum(a["importe"] for a in d["aplicado"]) != d["importe"]:
        yield "lo condonado por concepto no suma el importe"
    if not d["aplicado"] or any(a["importe"] <= 0 or not a.get("periodo") for a in d["aplicado"]):
        yield "hay algo condonado que no es deuda de un recibo, o no es mayor que cero"
    if d["saldo_anterior"] - d["importe"] != d["saldo_restante"] or d["saldo_restante"] < 0:
        yield "el saldo restante no es el anterior menos lo condonado"
    if not (d["resolucion"] and d["autoridad"] and d["motivo"]):
        yield "se condonó sin oficio, sin autoridad o sin motivo"
