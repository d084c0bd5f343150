"""What somebody at the centre must look at; the same facts give the same incidencia, however often they are found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from app.domain.centro.incidencia import DEL_CENTRO, Hallazgo, Incidencia
from app.domain.diario.asiento import Asiento
from app.errors import NegocioError
from db.lecturas.incidencias import CAMPOS, fila_de, incidencia_de

_PROPIOS = CAMPOS[: CAMPOS.index("resolucion")]
#: What a part given back changes of one.
_CAMBIAN = ("centavos", "detalle", "folios", "importes")
#: Whose word counts: the centre's, or that of a caja that it is about, where it is not about the trust in a caja.
_VALE = f"""(z.caja = '0' OR (i.clase NOT IN ({", ".join(f"'{clase}'" for clase in DEL_CENTRO)})
 AND (z.caja = i.caja OR strpos(i.refs, '"' || z.caja || '/') > 0)))"""
#: Found again, one that is open says what is so now; what somebody settled stays as he saw it.
_ABRIR = text(
    f"""INSERT INTO incidencia AS i ({", ".join(_PROPIOS)}) VALUES ({", ".join(f":{c}" for c in _PROPIOS)})
 ON CONFLICT (organismo, id) DO UPDATE SET {", ".join(f"{c} = EXCLUDED.{c}" for c in _CAMBIAN)}
 WHERE ({", ".join(f"i.{c}" for c in _CAMBIAN)}) IS DISTINCT FROM ({", ".join(f"EXCLUDED.{c}" for c in _CAMBIAN)})
 AND NOT EXISTS (SELECT 1 FROM incidencia_fin z WHERE z.organismo = i.organismo AND z.incidencia = i.id AND {_VALE})"""
)
#: With how each ended; the first word that was said of one is the one that counts, those of the batch under way last.
CON_FIN = f"""SELECT {", ".join(f"i.{c}" for c in _PROPIOS)}, coalesce(f.resolucion, '') AS resolucion,
 coalesce(f.nota, '') AS nota, coalesce(f.quien, '') AS quien, coalesce(f.momento, '') AS resuelta
 FROM incidencia i LEFT JOIN LATERAL (SELECT z.* FROM incidencia_fin z LEFT JOIN diario d
 ON d.organismo = z.organismo AND d.caja = z.caja AND d.epoca = z.epoca AND d.seq = z.seq
 WHERE z.organismo = i.organismo AND z.incidencia = i.id AND {_VALE}
 ORDER BY d.n NULLS LAST, z.seq LIMIT 1) f ON true"""

#: Who closes one of which nothing is left over.
CENTRO = "centro"
#: Condition: nobody has said what was done about it.
ABIERTAS = "f.incidencia IS NULL"


def abrir_incidencias(conexion: Connection, organismo: str, hallazgos: Sequence[Hallazgo], ahora: datetime) -> None:
    """Note those that were not noted yet, and what changed of those that are open, in the caller's transaction."""
    if hallazgos:
        filas = [fila_de(_incidencia(organismo, h, ahora)) for h in hallazgos]
        conexion.execute(_ABRIR, [{c: fila[c] for c in _PROPIOS} for fila in filas])


def _incidencia(organismo: str, h: Hallazgo, ahora: datetime) -> Incidencia:
    momento = ahora.isoformat(timespec="seconds")
    en_duda = h.cuenta, h.importe, h.resumen, h.folios, h.importes, h.refs
    return Incidencia(organismo, h.id, h.clase, h.caja, *en_duda, momento)


def leer_incidencias(conexion: Connection, donde: str = "true", **valores: Any) -> tuple[Incidencia, ...]:
    """Those that a condition on `i` and `f` lets through, oldest first."""
    consulta = text(f"{CON_FIN} WHERE {donde} ORDER BY i.momento, i.id")
    return tuple(incidencia_de(fila) for fila in conexion.execute(consulta, valores))


def palabra_de(conexion: Connection, organismo: str, id: str) -> str:
    """How somebody whose word counts says that it ended; empty while nobody does, or where it closed by itself."""
    dichas = leer_incidencias(conexion, "i.organismo = :organismo AND i.id = :id", organismo=organismo, id=id)
    return next((i.resolucion for i in dichas if i.quien != CENTRO), "")


def sin_cotejar(asiento: Asiento) -> Hallazgo:
    """An asiento that is kept and filed, and could not be looked at beside the others."""
    detalle = f"El asiento {asiento.seq} ({asiento.tipo}) de la caja {asiento.caja} no se pudo comparar con los demás."
    return Hallazgo("sin_cotejar", asiento.caja, (asiento.ref,), detalle)


def elegir_abierta(conexion: Connection, id: str) -> Incidencia:
    """The open one whose id begins so, six characters at least.

    Raises:
        NegocioError: `incidencia_desconocida`, none or several do; `incidencia_resuelta`.
    """
    halladas = leer_incidencias(conexion, "starts_with(i.id, :id)", id=id) if len(id) >= 6 else ()
    if len({i.id for i in halladas}) != 1:
        raise NegocioError("incidencia_desconocida", f"No hay una incidencia {id[:64]}.")
    if halladas[0].resolucion:
        raise NegocioError("incidencia_resuelta", "Esa incidencia ya está resuelta.")
    return halladas[0]
