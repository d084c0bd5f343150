"""From the asientos of a recibo de subsidio to their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table

from app.domain.diario.asiento import Asiento
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO
from db.proyeccion import rows_subsidio as rows

Datos = Mapping[str, Any]
_HASHES = ("trazo", "trazo_cajero", "pdf")


def _fila(a: Asiento, d: Datos, *campos: str) -> dict[str, Any]:
    llave = {"organismo": a.organismo, "caja": a.caja, "epoca": a.epoca, "seq": a.seq}
    return llave | {c: d[c] for c in campos}


def _subsidio(a: Asiento, d: Datos) -> list[tuple[Table, list[dict[str, Any]]]]:
    serie, numero = d["folio"]["serie"], d["folio"]["numero"]
    folio = {"folio": f"{CLASE_DE_SUBSIDIO}{a.caja}{serie}-{numero:06d}", "serie": serie, "numero": numero}
    campos = ("pago", "fecha", "beneficiario", "programa", "fundamento", "cajero", "turno", "importe")
    return [(rows.subsidio, [_fila(a, d, *campos) | folio | {"cuenta": d["cuenta"]["numero"]}])]


def _firma(a: Asiento, d: Datos) -> list[tuple[Table, list[dict[str, Any]]]]:
    hashes = {c: d.get(c, "") for c in _HASHES}
    campos = ("folio", "firmante", "calidad", "modo", "documento", "cajero")
    return [(rows.subsidio_firma, [_fila(a, d, *campos) | hashes])]


def _archivo(a: Asiento, d: Datos) -> list[tuple[Table, list[dict[str, Any]]]]:
    return [(rows.subsidio_archivo, [_fila(a, d, "folio", "archivo", "clase", "bytes", "quien")])]


def _reverso(a: Asiento, d: Datos) -> list[tuple[Table, list[dict[str, Any]]]]:
    return [(rows.subsidio_reverso, [_fila(a, d, "folio", "contrapago", "importe")])]


#: All in their first version.
PROYECTORES: dict[str, Callable[[Asiento, Datos], list[tuple[Table, list[dict[str, Any]]]]]] = {
    "recibo_subsidio": _subsidio,
    "subsidio_firmado": _firma,
    "subsidio_archivado": _archivo,
    "subsidio_revertido": _reverso,
}
