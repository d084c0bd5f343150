"""What somebody at the centre must look at; the same facts give the same incidencia, however often they are found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.incidencias import DEL_CENTRO

_ABRIR = text(
    "INSERT INTO incidencia (organismo, id, caja, clase, cuenta, centavos, refs, detalle, momento)"
    " VALUES (:organismo, :id, :caja, :clase, :cuenta, :centavos, :refs, :detalle, clock_timestamp()::text)"
    " ON CONFLICT DO NOTHING"
)
#: Whether somebody settled the incidencia `i`: the centre, or a caja that it is about and that may.
RESUELTA = f"""EXISTS (SELECT 1 FROM incidencia_fin f WHERE f.organismo = i.organismo AND f.incidencia = i.id
 AND (f.caja = '0' OR (i.clase NOT IN ({", ".join(f"'{clase}'" for clase in DEL_CENTRO)})
 AND (f.caja = i.caja OR strpos(i.refs, '"' || f.caja || '/') > 0))))"""


@dataclass(frozen=True, slots=True)
class Incidencia:
    """Something found.

    Attributes:
        refs: asientos that it is about.
        detalle: Spanish, for people; with folios where there are.
        cuenta, centavos: whose money is in question and how much; empty and 0 where none is.
    """

    organismo: str
    clase: str
    caja: str
    refs: tuple[str, ...]
    detalle: str
    cuenta: str = ""
    centavos: int = 0

    @property
    def id(self) -> str:
        """SHA-256 of its class and refs."""
        return hashlib.sha256("\n".join([self.clase, *sorted(self.refs)]).encode()).hexdigest()


def abrir_incidencias(conexion: Connection, incidencias: Sequence[Incidencia]) -> None:
    """Note those that were not noted yet, in the caller's transaction."""
    if incidencias:
        conexion.execute(_ABRIR, [_fila(i) for i in incidencias])


def _fila(incidencia: Incidencia) -> dict[str, object]:
    campos = {c: getattr(incidencia, c) for c in ("organismo", "id", "caja", "clase", "cuenta", "centavos", "detalle")}
    return campos | {"refs": json.dumps(list(incidencia.refs), ensure_ascii=False)}
