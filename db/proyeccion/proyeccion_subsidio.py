"""From the asientos of a recibo de subsidio to their rows."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.diario.asiento import Asiento
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO
from db.lineas import Datos, Filas, fila_de, folio_de
from db.proyeccion import rows_subsidio as rows

_HASHES = ("trazo", "trazo_cajero", "pdf")


def _subsidio(a: Asiento, d: Datos) -> list[Filas]:
    folio = folio_de(a, d, CLASE_DE_SUBSIDIO)
    campos = ("pago", "fecha", "beneficiario", "programa", "fundamento", "cajero", "turno", "importe")
    return [(rows.subsidio, [fila_de(a, d, *campos) | folio | {"cuenta": d["cuenta"]["numero"]}])]


def _firma(a: Asiento, d: Datos) -> list[Filas]:
    hashes = {c: d.get(c, "") for c in _HASHES}
    campos = ("folio", "firmante", "calidad", "modo", "documento", "cajero")
    return [(rows.subsidio_firma, [fila_de(a, d, *campos) | hashes])]


def _archivo(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.subsidio_archivo, [fila_de(a, d, "folio", "archivo", "clase", "bytes", "quien")])]


def _reverso(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.subsidio_reverso, [fila_de(a, d, "folio", "contrapago", "importe")])]


#: All in their first version.
PROYECTORES: dict[str, Callable[[Asiento, Datos], list[Filas]]] = {
    "recibo_subsidio": _subsidio,
    "subsidio_firmado": _firma,
    "subsidio_archivado": _archivo,
    "subsidio_revertido": _reverso,
}
