"""From the asientos of the enrolment and of the centre to their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table

from app.domain.diario.asiento import Asiento
from db.proyeccion import rows_centro as rows
from db.proyeccion.rows import favor

Datos = Mapping[str, Any]
Filas = list[tuple[Table, list[dict[str, Any]]]]


def _fila(a: Asiento, d: Datos, *campos: str) -> dict[str, Any]:
    llave = {"organismo": a.organismo, "caja": a.caja, "epoca": a.epoca, "seq": a.seq}
    return llave | {c: d[c] for c in campos}


def _enlace(a: Asiento, d: Datos) -> Filas:
    return [(rows.enlace, [_fila(a, d, "registro", "centro", "centro_publica")])]


def _incidencia_fin(a: Asiento, d: Datos) -> Filas:
    return [(rows.incidencia_fin, [_fila(a, d, "incidencia", "clase", "resolucion", "nota", "quien", "momento")])]


def _favor_acreditado(a: Asiento, d: Datos) -> Filas:
    hecho = _fila(a, d, "cuenta", "pago", "periodo", "incidencia", "importe", "objetivo", "falta")
    cambio = [_fila(a, d, "cuenta", "importe")] if d["importe"] else []
    return [(rows.favor_acreditado, [hecho]), (favor, cambio)]


PROYECTORES: dict[str, Callable[[Asiento, Datos], Filas]] = {
    "caja_enlazada": _enlace,
    "incidencia_resuelta": _incidencia_fin,
    "favor_acreditado": _favor_acreditado,
}
