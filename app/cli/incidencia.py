"""Incidencias as the command line tells them."""

from __future__ import annotations

from typing import Any

from app.domain.incidencia import Incidencia


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
