"""The first load of a caja, and a change of a thousand rows, beside bare COPY and inserts of the same rows.

The bare side is given the rows as they end up, words folded and numbers compacted: it only moves them.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psycopg

from app.armado_sede import SedeDeMaquina
from app.demostracion.nombres import domicilio, medidor, persona
from db.columnas import CLASES
from db.lotes import Lotes
from db.padron.esquema import BUSQUEDA_SQL, INDICES_SQL, TABLAS_SQL
from db.padron.plegado import documento
from db.padron.texto import palabras
from tests import postgres
from tests.factories import una_caja
from tests.sede import PuestoDePrueba, enlazada, una_sede

Resultado = tuple[str, float, float, int]
_BLOQUE = 5_000
_CAMBIADAS = 1_000
_TABLAS = {"cuenta": "cuentas", "recibo": "recibos"}
_FIJAS = {"lectura_anterior": None, "lectura_actual": None}


def bench_bajada(n: int) -> Resultado:
    """The first round of a new caja with a centre of n cuentas and two recibos of each, until it can be searched."""
    with _centro(n) as (sede, puesto):
        comienzo = perf_counter()
        recibidos = puesto.sincronizar().recibidos
        nuestro = perf_counter() - comienzo
        assert recibidos == 3 * n and puesto.caja.padron.conteos()["recibos"] == 2 * n
        base = _copiar(sede, puesto.caja.carpeta)
        return f"primera carga de {n} cuentas", nuestro, base, 1


def bench_cambio(n: int, veces: int = 5) -> Resultado:
    """A round that brings a thousand changed recibos to a caja of n cuentas."""
    with _centro(n) as (sede, puesto):
        puesto.sincronizar()
        nuestros, bases = [], []
        for vez in range(veces):
            _fundir(sede, _recibos(range(_CAMBIADAS), 200 + vez))
            comienzo = perf_counter()
            recibidos = puesto.sincronizar().recibidos
            nuestros.append(perf_counter() - comienzo)
            assert recibidos == _CAMBIADAS
            bases.append(_copiar_cambio(sede, puesto.caja.carpeta))
        return f"{_CAMBIADAS} recibos que cambian, de {n} cuentas", min(nuestros), min(bases), veces


@contextmanager
def _centro(n: int) -> Iterator[tuple[SedeDeMaquina, PuestoDePrueba]]:
    """A centre of n cuentas, with a caja that is enrolled and has nothing yet."""
    with TemporaryDirectory() as carpeta, postgres.server() as servidor:
        sede = una_sede(servidor.url, Path(carpeta) / "centro")
        _fundir(sede, _cuentas(n))
        _fundir(sede, _recibos(range(n), 100))
        with una_caja(Path(carpeta) / "caja") as caja:
            yield sede, enlazada(sede, caja)


def _fundir(sede: SedeDeMaquina, filas: Iterator[tuple[str, list[Any]]]) -> None:
    lotes = Lotes(sede.carpeta / "cajeme" / "lotes")
    escritor = lotes.nuevo("cajeme", [])
    juntas: list[list[Any]] = []
    for clase, fila in filas:
        juntas.append(fila)
        if len(juntas) == _BLOQUE:
            escritor.escribir(clase, juntas)
            juntas = []
    if juntas:
        escritor.escribir(clase, juntas)
    total = sum(escritor.filas.values())
    sha = escritor.cerrar(0, 0)
    sede.centro().fundir("cajeme", lotes, sha, {"sha": sha, "filas": total, "quien": "centro"})


def _cuentas(n: int) -> Iterator[tuple[str, list[Any]]]:
    rng = Random(n)
    for i in range(n):
        calle, colonia = domicilio(rng)
        dados = {
            "numero": _numero(i), "titular": persona(rng), "domicilio": calle, "colonia": colonia,
            "uso": "domestico", "area": "urbana", "regimen": "medido", "medidor": medidor(rng),
            "medidor_estado": "funciona", "servicios": "agua|alcantarillado|saneamiento", "estado": "activa",
            "ruta": f"R{i % 90}", "volumen_presuntivo": None, "unidades": None, "alumnos": None, "turnos": None,
        }  # fmt: skip
        yield "cuentas", [dados.get(campo, "") for campo in CLASES["cuentas"]]


def _recibos(cuales: range, agua: int) -> Iterator[tuple[str, list[Any]]]:
    """Two of each cuenta; of a change, one."""
    meses = (7, 8) if agua == 100 else (8,)
    for i in cuales:
        for mes in meses:
            importe = agua * 100 + i % 5_000
            dados = {
                "cuenta": _numero(i), "periodo": f"2023-{mes:02d}", "emitido": f"2023-{mes:02d}-05",
                "vence": f"2023-{mes:02d}-25", "litros": 20_000, "agua": importe, "total": importe,
                "pagado": importe if mes == 7 else 0, "referencia": "", "programa": "", **_FIJAS,
            }  # fmt: skip
            yield "recibos", [dados.get(campo, 0) for campo in CLASES["recibos"]]


def _numero(i: int) -> str:
    return f"{i // 1000 + 1:04d}-{i % 1000:03d}"


def _copiar(sede: SedeDeMaquina, carpeta: Path) -> float:
    """Every row out of PostgreSQL by COPY, and the rows as they ended up into SQLite, tables and indices the same."""
    total = sum(_sacar(sede, tabla, "") for tabla in _TABLAS)
    with closing(sqlite3.connect(carpeta / "padron.db")) as origen, _nueva(carpeta / "base.db") as base:
        base.execute("BEGIN IMMEDIATE")
        comienzo = perf_counter()
        for sql in (*TABLAS_SQL, *INDICES_SQL, *BUSQUEDA_SQL):
            base.execute(sql)
        total += perf_counter() - comienzo
        for tabla in ("lote_aplicado", "cuenta", "recibo", "palabra"):
            leidas = origen.execute(f"SELECT * FROM {tabla}")
            while filas := leidas.fetchmany(_BLOQUE):
                textos = [(fila[0], _documento(fila)) for fila in filas] if tabla == "cuenta" else []
                comienzo = perf_counter()
                base.executemany(f"INSERT INTO {tabla} VALUES ({','.join('?' * len(filas[0]))})", filas)
                base.executemany("INSERT INTO busqueda (rowid, texto) VALUES (?, ?)", textos)
                total += perf_counter() - comienzo
        comienzo = perf_counter()
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return total + perf_counter() - comienzo


def _copiar_cambio(sede: SedeDeMaquina, carpeta: Path) -> float:
    total = _sacar(sede, "recibo", "WHERE ver = (SELECT max(ver) FROM ventanilla.padron_recibo)")
    with _nueva(carpeta / "base.db") as base:
        for sql in TABLAS_SQL + INDICES_SQL if not base.execute("SELECT 1 FROM sqlite_schema").fetchone() else ():
            base.execute(sql)
        with closing(sqlite3.connect(carpeta / "padron.db")) as origen:
            ultimo = "SELECT * FROM recibo WHERE lote = (SELECT max(n) FROM lote_aplicado)"
            filas = origen.execute(ultimo).fetchall()
        assert len(filas) == _CAMBIADAS
        comienzo = perf_counter()
        base.execute("BEGIN IMMEDIATE")
        base.executemany(f"INSERT OR REPLACE INTO recibo VALUES ({','.join('?' * len(filas[0]))})", filas)
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return total + perf_counter() - comienzo


def _sacar(sede: SedeDeMaquina, tabla: str, cuales: str) -> float:
    columnas = CLASES[_TABLAS[tabla]]
    with psycopg.connect(sede.url) as conexion, conexion.cursor() as cursor:
        comienzo = perf_counter()
        orden = f"COPY (SELECT {', '.join(columnas)} FROM ventanilla.padron_{tabla} {cuales}) TO STDOUT"
        with cursor.copy(orden.encode()) as copia:
            for _ in copia.rows():
                pass
        return perf_counter() - comienzo


@contextmanager
def _nueva(ruta: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(ruta, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.execute("PRAGMA cache_size = -65536")
        yield base


def _documento(fila: tuple[Any, ...]) -> str:
    return documento(palabras(fila[2]), (fila[3], fila[4], fila[1], fila[9]), (fila[23], fila[24]))


def memoria_de_bajar(n: int) -> int:
    """Peak memory of this process in MB after a first load; only true of a process that did nothing before."""
    with _centro(n) as (_, puesto):
        antes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        puesto.sincronizar()
        print(f"antes de bajar: {antes} MB")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(f"memoria: {memoria_de_bajar(int(sys.argv[1]))} MB", flush=True)
    for bench in (bench_bajada, bench_cambio):
        titulo, nuestra, base_s, veces = bench(int(sys.argv[1]))
        print(f"{titulo}: {nuestra:.3f} s, base {base_s:.3f} s, razón {nuestra / base_s:.2f}, n {veces}", flush=True)
