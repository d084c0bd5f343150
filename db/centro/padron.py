"""The padrón of an organismo at the centre: lotes are merged into it under one bump, and payments lower what is owed.

`aplicado` of a recibo is what the diarios of all cajas have extinguished of it and its import does not know of yet; it
follows from them, and is worked out again whenever one of them touches the recibo.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from app.domain.cuenta import CONCEPTOS, Marca
from app.errors import IntegridadError, NegocioError
from app.facturacion import padron_cambio
from db.centro.diario import subir_flujo
from db.columnas import CLASES as COLUMNAS
from db.lotes import LectorLote

#: Kind of row in a lote -> table, its columns, those that name a row.
CLASES = {
    "cuentas": ("padron_cuenta", COLUMNAS["cuentas"], ("numero",)),
    "recibos": ("padron_recibo", COLUMNAS["recibos"], ("cuenta", "periodo")),
    "beneficios": ("padron_beneficio", COLUMNAS["beneficios"], ("cuenta", "programa", "desde")),
}
_DAR_DE_BAJA = {
    clase: f"UPDATE {tabla} SET baja = 1, ver = %(ver)s WHERE organismo = %(organismo)s AND baja = 0 AND "
    + " AND ".join(f"{campo} = %({campo})s" for campo in llave)
    for clase, (tabla, _, llave) in CLASES.items()
}

_LOTE = text(
    "INSERT INTO padron_lote (organismo, n, sha, hasta, filas)"
    " SELECT :organismo, coalesce(max(n), 0) + 1, :sha, :hasta, :filas FROM padron_lote WHERE organismo = :organismo"
    " RETURNING n"
)
#: Rows `a` of what the diarios have extinguished of a recibo `r` and the import that it came with does not include.
HECHOS = f"""a.organismo = r.organismo AND a.cuenta = r.cuenta AND a.periodo = r.periodo AND a.causado = 0
 AND a.clave IN ({", ".join(f"'{c}'" for c in CONCEPTOS)})
 AND NOT EXISTS (SELECT 1 FROM padron_lote l, jsonb_array_elements(l.hasta::jsonb) h WHERE l.organismo = r.organismo
 AND l.n = r.lote AND h->>0 = a.caja AND h->>1 = a.epoca AND a.seq <= (h->>2)::bigint)"""
_APLICADO = f"coalesce((SELECT sum(a.importe) FROM aplicacion a WHERE {HECHOS}), 0)"
_TOCADOS = text(
    "SELECT DISTINCT a.cuenta, a.periodo FROM aplicacion a JOIN (SELECT unnest(cast(:epocas AS text[])) AS epoca,"
    " unnest(cast(:cajas AS text[])) AS caja, unnest(cast(:seqs AS bigint[])) AS seq) s"
    " ON a.caja = s.caja AND a.epoca = s.epoca AND a.seq = s.seq WHERE a.organismo = :organismo AND a.periodo <> ''"
)
_HASTA = text(
    "SELECT d.caja, d.epoca, max(d.seq) AS seq FROM diario d JOIN (SELECT d.caja, d.n FROM diario d"
    " JOIN (SELECT organismo, caja, epoca, seq, folio FROM pago UNION ALL"
    " SELECT organismo, caja, epoca, seq, folio FROM contrapago) p ON p.organismo = d.organismo AND p.caja = d.caja"
    " AND p.epoca = d.epoca AND p.seq = d.seq WHERE p.organismo = :organismo AND p.folio = :folio) u ON u.caja = d.caja"
    " WHERE d.organismo = :organismo AND d.n <= u.n GROUP BY d.caja, d.epoca ORDER BY max(d.n)"
)
_APLICAR = text(
    f"UPDATE padron_recibo r SET aplicado = {_APLICADO}, ver = :ver WHERE r.organismo = :organismo"
    " AND (r.cuenta, r.periodo) IN (SELECT unnest(cast(:cuentas AS text[])), unnest(cast(:periodos AS text[])))"
)
_DISTINTOS = text(
    f"SELECT r.cuenta, r.periodo FROM padron_recibo r WHERE r.organismo = :organismo AND r.aplicado <> {_APLICADO}"
    " ORDER BY 1, 2 LIMIT 20"
)


def fundir(conexion: Connection, organismo: str, lector: LectorLote, vistos: Sequence[str] | None = None) -> int:
    """Merge a lote into the padrón, in the caller's transaction; the stream's new version.

    Rows are brought to one side first: the counter that everybody waits for is only raised when all of them are here.

    Args:
        vistos: the lotes that the padrón must be the fold of; None where it does not matter.

    Raises:
        IntegridadError: `lote_danado`, or `lote_ajeno`, of another organismo.
        NegocioError: `padron_cambio`.
    """
    if lector.cabecera.organismo != organismo:
        raise IntegridadError("lote_ajeno", f"El lote es de {lector.cabecera.organismo}, no de {organismo}.")
    for tabla, columnas, _ in CLASES.values():
        conexion.exec_driver_sql(
            f"CREATE TEMP TABLE llegada_{tabla} ON COMMIT DROP AS SELECT {', '.join(columnas)} FROM {tabla} LIMIT 0"
        )
    bajas: list[Sequence[Any]] = []
    for bloque in lector.bloques():
        if bloque.clase in CLASES:
            _copiar(conexion, bloque.clase, bloque.filas)
        elif bloque.clase == "bajas":
            bajas += bloque.filas
    hasta, filas = json.dumps([list(m) for m in lector.cabecera.hasta]), sum(lector.cabecera.filas.values())
    ver = subir_flujo(conexion, organismo, "padron")
    parametros = {"organismo": organismo, "sha": lector.sha, "hasta": hasta, "filas": filas}
    lote = conexion.execute(_LOTE, parametros).scalar_one()
    # The counter is held by now: nobody else merges before this is committed.
    if vistos is not None and leer_lotes(conexion, organismo) != [*vistos, lector.sha]:
        raise padron_cambio()
    for clase in CLASES:
        conexion.exec_driver_sql(_mezcla(clase), {"organismo": organismo, "ver": ver, "lote": lote})
        _dar_de_baja(conexion, clase, [b[1:] for b in bajas if b[0] == clase], {"organismo": organismo, "ver": ver})
    conexion.exec_driver_sql(
        f"UPDATE padron_recibo r SET aplicado = {_APLICADO} WHERE r.organismo = %(organismo)s AND r.ver = %(ver)s",
        {"organismo": organismo, "ver": ver},
    )
    return ver


def _dar_de_baja(conexion: Connection, clase: str, llaves: Sequence[Sequence[str]], propias: Mapping[str, Any]) -> None:
    """Mark rows as no more; nothing is deleted."""
    campos = CLASES[clase][2]
    if llaves:
        filas = [{**propias, **dict(zip(campos, llave, strict=False))} for llave in llaves]
        conexion.exec_driver_sql(_DAR_DE_BAJA[clase], filas)


def _copiar(conexion: Connection, clase: str, filas: Sequence[Sequence[Any]]) -> None:
    tabla, columnas, _ = CLASES[clase]
    driver = conexion.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY llegada_{tabla} ({', '.join(columnas)}) FROM STDIN") as copia:
        for fila in filas:
            copia.write_row(fila)


def _mezcla(clase: str) -> str:
    tabla, columnas, llave = CLASES[clase]
    propias = {"organismo": "%(organismo)s", "ver": "%(ver)s", "baja": "0"}
    if clase == "recibos":
        propias |= {"aplicado": "0", "lote": "%(lote)s"}
    cambian = [f"{c} = EXCLUDED.{c}" for c in (*columnas, *propias) if c not in llave and c != "organismo"]
    return (
        f"INSERT INTO {tabla} ({', '.join((*columnas, *propias))})"
        f" SELECT {', '.join((*columnas, *propias.values()))} FROM llegada_{tabla}"
        f" ON CONFLICT (organismo, {', '.join(llave)}) DO UPDATE SET {', '.join(cambian)}"
    )


def aplicar_pagos(
    conexion: Connection, organismo: str, lugares: Iterable[tuple[str, str, int]]
) -> tuple[tuple[str, str], ...]:
    """Bring the recibos up to date that asientos just filed have touched; which: (cuenta, periodo).

    Args:
        lugares: (caja, epoca, seq) of the asientos.
    """
    cajas, epocas, seqs = zip(*lugares, strict=True)
    lugar = {"organismo": organismo, "cajas": list(cajas), "epocas": list(epocas), "seqs": list(seqs)}
    tocados = tuple((f.cuenta, f.periodo) for f in conexion.execute(_TOCADOS, lugar))
    if tocados:
        ver = subir_flujo(conexion, organismo, "padron")
        cuentas, periodos = zip(*tocados, strict=True)
        conexion.execute(
            _APLICAR, {"organismo": organismo, "ver": ver, "cuentas": list(cuentas), "periodos": list(periodos)}
        )
    return tocados


def recibos_distintos(conexion: Connection, organismo: str) -> list[tuple[str, str]]:
    """Recibos whose `aplicado` is not what follows from the diarios; a few at most."""
    return [(f.cuenta, f.periodo) for f in conexion.execute(_DISTINTOS, {"organismo": organismo})]


def leer_lotes(conexion: Connection, organismo: str) -> list[str]:
    """What was merged into the padrón, in order."""
    consulta = text("SELECT sha FROM padron_lote WHERE organismo = :organismo ORDER BY n")
    return list(conexion.execute(consulta, {"organismo": organismo}).scalars())


def leer_marcas(conexion: Connection, organismo: str, folios: Sequence[str]) -> tuple[Marca, ...] | None:
    """The payments of every caja up to one folio each, earlier epocas of it included; None while nobody was paid."""
    if not folios:
        alguno = text("SELECT 1 FROM pago WHERE organismo = :organismo LIMIT 1")
        return None if conexion.execute(alguno, {"organismo": organismo}).scalar() is None else ()
    marcas: list[Marca] = []
    for folio in folios:
        hasta = conexion.execute(_HASTA, {"organismo": organismo, "folio": folio}).all()
        if not hasta:
            raise NegocioError("folio_desconocido", f"El centro no tiene ningún pago con el folio {folio[:30]}.")
        marcas += [Marca(f.caja, f.epoca, f.seq) for f in hasta]
    return tuple(marcas)
