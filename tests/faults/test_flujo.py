"""Pulling while many write: with the counter row no row is skipped; with a sequence in its place, some are."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.armado_sede import SedeDeMaquina
from db.bajada import Bajada
from db.centro.conexion import abrir
from db.centro.diario import subir_flujo
from db.centro.permisos import Roles
from db.lotes import Lotes
from tests.sede import consultar, una_sede

ESCRITORES, VECES, FILAS = 8, 25, 50
_INSERTAR = text(
    "INSERT INTO padron_beneficio (organismo, cuenta, programa, desde, hasta, beneficiario, curp, documento,"
    " porcentaje, autorizacion, ver) SELECT 'cajeme', cast(:quien AS text) || '-' || n, 'insen', '2023-01-01', '', '',"
    f" '', '', '', '', 0 FROM generate_series(1, {FILAS}) n"
)
_SELLAR = text("UPDATE padron_beneficio SET ver = :ver WHERE cuenta LIKE cast(:quien AS text) || '-%' AND ver = 0")

#: Gives the version with which a transaction stamps its rows, and when it is asked for: before or after its work.
Version = Callable[[Connection], int]


@pytest.fixture
def sede(pg_database: str, tmp_path: Path) -> SedeDeMaquina:
    sede = una_sede(pg_database, tmp_path / "centro")
    consultar(sede, "CREATE SEQUENCE ingenua")
    return sede


def escribir(sede: SedeDeMaquina, quien: int, azar: random.Random, version: Version, *, temprano: bool) -> None:
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    for vez in range(VECES):
        with engine.begin() as conexion:
            ver = version(conexion) if temprano else 0
            conexion.execute(_INSERTAR, {"quien": f"{quien}-{vez}"})
            # Work that takes its time between the first write and the commit.
            time.sleep(azar.uniform(0, 0.01))
            conexion.execute(_SELLAR, {"ver": ver or version(conexion), "quien": f"{quien}-{vez}"})
    engine.dispose()


def correr(sede: SedeDeMaquina, version: Version, semilla: int, tirar: Callable[[], int], *, temprano: bool) -> int:
    """Many write while one pulls; how many rows it got."""
    hilos = [
        threading.Thread(
            target=escribir, args=(sede, n, random.Random(semilla + n), version), kwargs={"temprano": temprano}
        )
        for n in range(ESCRITORES)
    ]
    for hilo in hilos:
        hilo.start()
    total = 0
    while any(hilo.is_alive() for hilo in hilos):
        total += tirar()
    return total + tirar()


def con_contador(conexion: Connection) -> int:
    return subir_flujo(conexion, "cajeme", "padron")


def con_secuencia(conexion: Connection) -> int:
    return int(conexion.exec_driver_sql("SELECT nextval('ingenua')").scalar_one())


@pytest.fixture
def lector(sede: SedeDeMaquina) -> Iterator[Connection]:
    """Somebody who reads what the cajas' views show."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    with engine.connect() as conexion:
        for vista, tabla in (("el_flujo", "flujo"), ("el_cuenta", "padron_cuenta"), ("el_recibo", "padron_recibo"),
                             ("el_beneficio", "padron_beneficio")):  # fmt: skip
            conexion.exec_driver_sql(f"CREATE TEMP VIEW {vista} AS SELECT * FROM ventanilla.{tabla}")
        conexion.exec_driver_sql("CREATE TEMP VIEW mi_cursor AS SELECT '' AS epoca, 0 AS seq, 0 AS inicio LIMIT 0")
        conexion.commit()
        yield conexion
    engine.dispose()


def test_no_row_is_skipped_by_the_counter(sede: SedeDeMaquina, lector: Connection, tmp_path: Path) -> None:
    lotes, cookie = Lotes(tmp_path / "lotes"), ""

    def tirar() -> int:
        nonlocal cookie
        with lector.begin():
            lector.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            lote = Bajada(lector, "2", cookie, tope=700).bajar(lotes, "cajeme")
        cookie = lote.cookie
        return lote.filas if lote.is_completo else lote.filas + tirar()

    semilla = random.randrange(10**9)
    assert correr(sede, con_contador, semilla, tirar, temprano=False) == ESCRITORES * VECES * FILAS, semilla


def test_a_load_of_many_pages_says_how_far_it_is(lector: Connection, sede: SedeDeMaquina, tmp_path: Path) -> None:
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno)
    with engine.begin() as conexion:
        for quien in ("1", "2"):
            conexion.execute(_INSERTAR, {"quien": quien})
            conexion.execute(_SELLAR, {"ver": con_contador(conexion), "quien": quien})
    lotes, cookie, avances, is_completo = Lotes(tmp_path / "lotes"), "", [], False
    while not is_completo:
        with lector.begin():
            lote = Bajada(lector, "2", cookie, tope=30).bajar(lotes, "cajeme")
        cookie, is_completo = lote.cookie, lote.is_completo
        avances.append((lote.van, lote.de))
    assert avances == [(30, 100), (60, 100), (90, 100), (100, 100)]


def test_a_sequence_skips_rows(sede: SedeDeMaquina, lector: Connection) -> None:
    """The control: if this lost nothing, the test above would prove nothing."""
    visto = 0

    def tirar() -> int:
        nonlocal visto
        with lector.begin():
            consulta = text("SELECT ver FROM el_beneficio WHERE ver > :v ORDER BY ver")
            filas = lector.execute(consulta, {"v": visto}).scalars().all()
        visto = max([visto, *filas])
        return len(filas)

    semilla = random.randrange(10**9)
    assert correr(sede, con_secuencia, semilla, tirar, temprano=True) < ESCRITORES * VECES * FILAS, semilla
