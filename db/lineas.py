"""What rows are made of: the asiento that they are of, and what a payment extinguished, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from app.domain.deuda.antiguedad import antiguedad
from app.domain.diario.asiento import Asiento
from app.domain.pago.pago import is_causado
from db.proyeccion import rows

Datos = Mapping[str, Any]
#: Rows for one table.
Filas = tuple[Table, list[dict[str, Any]]]


def llave_de(a: Asiento) -> dict[str, Any]:
    """Which asiento a row is of."""
    return {"organismo": a.organismo, "caja": a.caja, "epoca": a.epoca, "seq": a.seq}


def fila_de(a: Asiento, d: Datos, *campos: str) -> dict[str, Any]:
    """A row of an asiento with those fields of its content."""
    return llave_de(a) | tomar(d, *campos)


def folio_de(a: Asiento, d: Datos, clase: str = "") -> dict[str, Any]:
    """The folio of its paper, of a class, and its parts."""
    serie, numero = d["folio"]["serie"], d["folio"]["numero"]
    return {"folio": f"{clase}{a.caja}{serie}-{numero:06d}", "serie": serie, "numero": numero}


def lineas_de(a: Asiento, d: Datos, dia: str) -> list[Filas]:
    """What a payment, or what turns one round, extinguishes: conceptos, discounts, medios, credit.

    Args:
        dia: from which it counts.
    """
    llave, cuenta = llave_de(a), d["cuenta"]["numero"]
    linea = llave | {"cuenta": cuenta}
    descuentos = [
        linea
        # Of the day of the payment also when it goes back: what a program took off those days is then nothing.
        | {"n": n, "fecha": d.get("pagado", d["fecha"]), "periodo": x.get("periodo", "")}
        | tomar(x, "programa", "clave", "importe")
        | {"fundamento": x.get("fundamento", "")}
        for n, x in enumerate(d["descuentos"], 1)
    ]
    medios = [
        llave | {"n": n, "referencia": "", "banco": ""} | {c: v for c, v in x.items() if c != "tipo"}
        for n, x in enumerate(d["medios"], 1)
    ]
    cambio = d["favor_despues"] - d["favor_antes"]
    return [
        (rows.aplicacion, aplicado_de(a, d, cuenta, dia)),
        (rows.descuento, descuentos),
        (rows.medio, medios),
        (rows.favor, [linea | {"importe": cambio}] if cambio else []),
    ]


def aplicado_de(a: Asiento, d: Datos, cuenta: str, dia: str) -> list[dict[str, Any]]:
    """What a payment, or a condonación, extinguished, line by line."""
    vence = {recibo["periodo"]: recibo.get("vence", "") for recibo in d.get("recibos", ())}
    return [_linea(a, d, cuenta, dia, vence, n, x) for n, x in enumerate(d["aplicado"], 1)]


def _linea(a: Asiento, d: Datos, cuenta: str, dia: str, vence: Mapping[str, str], n: int, x: Datos) -> dict[str, Any]:
    periodo, causado = x.get("periodo", ""), is_causado(x["clave"], x.get("fundamento", ""))
    propios = {
        "cuenta": cuenta,
        "fecha": dia,
        "n": n,
        "periodo": periodo,
        "causado": int(causado),
        # What turns a payment round later names the day of the payment: it is of the same age.
        "antiguedad": antiguedad(periodo, vence.get(periodo, ""), d.get("pagado", d["fecha"]), causado=causado),
    }
    return llave_de(a) | propios | tomar(x, "clave", "importe")


def tomar(d: Datos, *campos: str) -> dict[str, Any]:
    """Those fields."""
    return {c: d[c] for c in campos}
