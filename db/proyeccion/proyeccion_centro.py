"""From the asientos of the enrolment and of the centre to their rows."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.diario.asiento import Asiento
from db.lineas import Datos, Filas, fila_de
from db.proyeccion import rows_centro as rows
from db.proyeccion.rows import favor


def _enlace(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.enlace, [fila_de(a, d, "registro", "centro", "centro_publica")])]


def _incidencia_fin(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.incidencia_fin, [fila_de(a, d, "incidencia", "clase", "resolucion", "nota", "quien", "momento")])]


def _favor_acreditado(a: Asiento, d: Datos) -> list[Filas]:
    hecho = fila_de(a, d, "cuenta", "pago", "periodo", "incidencia", "importe", "objetivo", "falta")
    cambio = [fila_de(a, d, "cuenta", "importe")] if d["importe"] else []
    return [(rows.favor_acreditado, [hecho]), (favor, cambio)]


PROYECTORES: dict[str, Callable[[Asiento, Datos], list[Filas]]] = {
    "caja_enlazada": _enlace,
    "incidencia_resuelta": _incidencia_fin,
    "favor_acreditado": _favor_acreditado,
}
