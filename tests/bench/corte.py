"""Closing a turno beside the bare SQL sums of the same payments and one bare commit: the ratio counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.domain.corte.corte import Arqueo
from app.turno.caja import cerrar_turno
from db.engine import PRAGMAS
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)

Resultado = tuple[str, float, float, int]

_VECES = 5
_DEL_TURNO = "JOIN pago p USING (organismo, caja, epoca, seq) WHERE p.turno = ?"
_SUMAS = (
    f"SELECT medio, sum(importe) FROM medio {_DEL_TURNO} GROUP BY medio",
    f"SELECT clave, sum(importe) FROM aplicacion {_DEL_TURNO} GROUP BY clave",
    f"SELECT programa, sum(importe) FROM descuento {_DEL_TURNO} GROUP BY programa",
    "SELECT uso, count(*), sum(total), sum(redondeo), min(numero), max(numero) FROM pago WHERE turno = ? GROUP BY uso",
)


def bench_corte(n: int) -> Resultado:
    """From the confirmed count to the committed Z of n payments; and the sums alone, with a transaction that commits.

    Each time on a copy of the same file, opened as the next start opens it.
    """
    with TemporaryDirectory() as carpeta, _un_turno_de(n, Path(carpeta)) as caja:
        nuestros, bases = [], []
        for _ in range(_VECES):
            bases.append(_base(caja))
            comienzo = perf_counter()
            cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("1000x10,500x4"), "medición")
            nuestros.append(perf_counter() - comienzo)
            _volver_a_abrir(caja)
        return f"corte Z de {n} pagos", median(nuestros), median(bases), n


def _base(caja: CajaDePrueba) -> float:
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        for nombre, valor in PRAGMAS.items():
            base.execute(f"PRAGMA {nombre} = {valor}")
        ((turno,),) = base.execute("SELECT max(numero) FROM turno").fetchall()
        comienzo = perf_counter()
        base.execute("BEGIN IMMEDIATE")
        for orden in _SUMAS:
            base.execute(orden, (turno,)).fetchall()
        base.execute("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES ('medicion', ?)", (str(comienzo),))
        base.execute("COMMIT")
        return perf_counter() - comienzo


def _volver_a_abrir(caja: CajaDePrueba) -> None:
    """Take the corte out of the file behind the program's back, so that the same turno is closed again."""
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        for (nombre,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {nombre}")
        base.execute("BEGIN")
        base.execute("DELETE FROM corte")
        base.execute("DELETE FROM cola_impresion WHERE clase = 'corte'")
        base.execute("DELETE FROM diario WHERE tipo = 'turno_cerrado'")
        base.execute("COMMIT")


#: Payments that are charged one by one; the rest of a large turno are copies of them.
_COBRADOS = 10_000
_COPIADAS = ("diario", "pago", "aplicacion", "descuento", "medio", "favor")


def _copiar_pagos(caja: CajaDePrueba, cobrados: int, veces: int) -> None:
    """The same payments again and again, in later places and with later folios; no corte looks at their chain."""
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        base.execute("BEGIN")
        for tabla in _COPIADAS:
            columnas = [fila[1] for fila in base.execute(f"PRAGMA table_info({tabla})")]
            es_pago = "tipo = 'pago'" if tabla == "diario" else "seq IN (SELECT seq FROM pago)"
            valores = ", ".join(_valor(tabla, columna) for columna in columnas)
            base.execute(f"CREATE TEMP TABLE origen AS SELECT * FROM {tabla} WHERE {es_pago}")
            for k in range(1, veces):
                orden = f"INSERT INTO {tabla} SELECT {valores} FROM origen"
                base.execute(orden, {"mas": k * cobrados, "vez": f"-{k}"} if ":vez" in orden else {"mas": k * cobrados})
            base.execute("DROP TABLE origen")
        base.execute("COMMIT")


def _valor(tabla: str, columna: str) -> str:
    """What a copy has in a column: another place, another number, another charge."""
    if columna in ("seq", "numero") or (columna == "n" and tabla == "diario"):
        return f"{columna} + :mas"
    if tabla == "pago" and columna == "folio":
        return "caja || serie || '-' || printf('%06d', numero + :mas)"
    return f"{columna} || :vez" if columna == "cobro" else columna


def _un_turno_de(n: int, carpeta: Path) -> CajaDePrueba:
    """A caja whose open turno holds n payments; a tenth of them with a benefit."""
    if n > _COBRADOS:
        cobrados = 3_000
        caja = _un_turno_de(cobrados, carpeta)
        _copiar_pagos(caja, cobrados, n // cobrados)
        return caja
    numeros = [f"{i:06d}" for i in range(n)]
    # 20 m³ at the tariff of the month do not matter here: what was billed is what is charged.
    recibos = [un_recibo(x, agua="231.45", alcantarillado="120.35", saneamiento="90.27") for x in numeros]
    caja = una_caja(carpeta / "caja")
    importar(caja, [una_cuenta(x) for x in numeros], recibos, [un_beneficio(x) for x in numeros[::10]])
    un_turno(caja)
    for numero in numeros:
        un_cobro(caja, numero)
    return caja
