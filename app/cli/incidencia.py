"""Incidencias as the command line tells them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.centro.incidencia import RESOLUCIONES, Incidencia


def en_datos(incidencia: Incidencia) -> dict[str, Any]:
    """All that there is to know of one, for programs."""
    iguales = ("organismo", "id", "clase", "caja", "cuenta", "importe", "momento", "estado", "que_hacer")
    fin = ("resolucion", "nota", "quien", "resuelta") if incidencia.resolucion else ()
    return {campo: getattr(incidencia, campo) for campo in (*iguales, *fin)} | {
        "detalle": incidencia.resumen,
        "folios": [
            {"folio": folio, "importe": importe}
            for folio, importe in zip(incidencia.folios, incidencia.importes, strict=True)
        ],
        "refs": list(incidencia.refs),
    }


def lista_de(incidencias: Iterable[Incidencia]) -> str:
    """One after the other, for people: what happened, and what to do or how it ended."""
    return "\n".join(f"{i.id[:10]}  {i.titulo}: {i.resumen}\n            {_fin(i)}" for i in incidencias)


def _fin(incidencia: Incidencia) -> str:
    if not incidencia.resolucion:
        return incidencia.que_hacer
    como = RESOLUCIONES.get(incidencia.resolucion, incidencia.resolucion)
    return f"Resuelta por {incidencia.quien}: {como}. {incidencia.nota}"
