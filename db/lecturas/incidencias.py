"""Incidencias as rows, the same at the centre and in the file of a caja: what is a list is JSON."""

from __future__ import annotations

import json
from typing import Any

from app.domain.centro.incidencia import Incidencia
from app.domain.dinero import Dinero

#: Columns of one, in order; amounts are centavos.
CAMPOS = (
    "organismo", "id", "clase", "caja", "cuenta", "centavos", "detalle", "folios", "importes", "refs", "momento",
    "resolucion", "nota", "quien", "resuelta",
)  # fmt: skip


def incidencia_de(fila: Any) -> Incidencia:
    """The incidencia of a row with those columns."""
    organismo, id, clase, caja, cuenta, centavos, detalle, folios, importes, refs, momento, *fin = fila
    return Incidencia(
        organismo=organismo,
        id=id,
        clase=clase,
        caja=caja,
        cuenta=cuenta,
        importe=Dinero(centavos),
        resumen=detalle,
        folios=tuple(json.loads(folios)),
        importes=tuple(map(Dinero, json.loads(importes))),
        refs=tuple(json.loads(refs)),
        momento=momento,
        **dict(zip(("resolucion", "nota", "quien", "resuelta"), fin, strict=True)),
    )


def fila_de(incidencia: Incidencia) -> dict[str, object]:
    """Its row."""
    iguales = ("organismo", "id", "clase", "caja", "cuenta", "momento", "resolucion", "nota", "quien", "resuelta")
    return {campo: getattr(incidencia, campo) for campo in iguales} | {
        "centavos": incidencia.importe.centavos,
        "detalle": incidencia.resumen,
        "folios": json.dumps(incidencia.folios),
        "importes": json.dumps([i.centavos for i in incidencia.importes]),
        "refs": json.dumps(incidencia.refs),
    }
