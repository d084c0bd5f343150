"""From payments taken up again from a ticket, and what takes that back, to their rows."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.diario.asiento import Asiento
from db.lineas import Datos, Filas, fila_de, lineas_de
from db.proyeccion import rows
from db.proyeccion import rows_recuperado as propias


def _recuperado(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "folio", "verificacion", "fecha", "cajero", "autorizo", "motivo", "total")
    return [(propias.recuperado, [fila | {"cuenta": d["cuenta"]["numero"]}]), *_lineas(a, d)]


def _anulado(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "recuperado", "folio", "verificacion", "pago", "motivo")
    queda = d.get("queda", 0)
    # The caja that gave the credit takes it back itself; what stays of it stands for what the payment left, which goes.
    dicho = {**d, "medios": [], "favor_antes": 0, "favor_despues": -queda}
    return [(propias.recuperado_fin, [fila | {"queda": queda}]), *_lineas(a, dicho)]


def _lineas(a: Asiento, d: Datos) -> list[Filas]:
    """Those of any payment but its medios: no drawer of this diario holds that money."""
    return [(tabla, filas) for tabla, filas in lineas_de(a, d, d["fecha"]) if tabla is not rows.medio]


PROYECTORES: dict[str, Callable[[Asiento, Datos], list[Filas]]] = {
    "pago_recuperado": _recuperado,
    "recuperado_anulado": _anulado,
}
