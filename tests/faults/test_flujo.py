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
from app.centro.ronda import LoteBajado
from db.bajada import Bajada
from db.centro.conexion import abrir
from db.centro.corrientes import para_todas
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

_OTORGAR = text(
    "INSERT INTO beneficio (organismo, caja, epoca, seq, cuenta, programa, beneficiario, documento, desde, hasta, curp,"
    " porcentaje, autorizacion, quien, otorgado) SELECT 'cajeme', :quien, :vez, n, 'c', 'insen', 'b', 'd', '',"
    f" '', '', '', '', 'super', '2023-01-01' FROM generate_series(1, {FILAS}) n"
)
_ASENTAR = text(
    "INSERT INTO diario (organismo, caja, epoca, seq, n, tipo, v, contenido, prev_hash, hash, firma) SELECT 'cajeme',"
    f" :quien, :vez, s, :n + s, 'beneficio_otorgado', 1, '', '', '', '' FROM generate_series(1, {FILAS}) s"
)

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
    """Somebody who reads what comes down."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    with engine.connect() as conexion:
        yield conexion
    engine.dispose()


class Tirador:
    """Pulls pages of so many rows at most."""

    def __init__(self, lector: Connection, carpeta: Path, tope: int) -> None:
        self._lector = lector
        self._lotes = Lotes(carpeta)
        self._tope = tope
        self._cookie = ""

    def pagina(self) -> LoteBajado:
        with self._lector.begin():
            self._lector.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            lote = Bajada(self._lector, para_todas("cajeme"), self._cookie, self._tope).bajar(self._lotes, "cajeme")
        self._cookie = lote.cookie
        return lote

    def tirar(self) -> int:
        """All that is new; how many rows."""
        lote = self.pagina()
        return lote.filas if lote.is_completo else lote.filas + self.tirar()


def test_no_row_is_skipped_by_the_counter(sede: SedeDeMaquina, lector: Connection, tmp_path: Path) -> None:
    semilla, tirador = random.randrange(10**9), Tirador(lector, tmp_path / "lotes", 700)
    assert correr(sede, con_contador, semilla, tirador.tirar, temprano=False) == ESCRITORES * VECES * FILAS, semilla


def otorgar(sede: SedeDeMaquina, quien: int, azar: random.Random) -> None:
    """As `servir` files what cajas granted: the projection first, the counter and the diario last."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    for vez in range(VECES):
        with engine.begin() as conexion:
            lugar = {"quien": f"c{quien}", "vez": f"e{vez}"}
            conexion.execute(_OTORGAR, lugar)
            time.sleep(azar.uniform(0, 0.01))
            n = subir_flujo(conexion, "cajeme", "diario", FILAS) - FILAS
            conexion.execute(_ASENTAR, lugar | {"n": n})
    engine.dispose()


def test_no_grant_of_a_caja_is_skipped(sede: SedeDeMaquina, lector: Connection, tmp_path: Path) -> None:
    semilla, tirador, total = random.randrange(10**9), Tirador(lector, tmp_path / "lotes", 700), 0
    hilos = [threading.Thread(target=otorgar, args=(sede, n, random.Random(semilla + n))) for n in range(ESCRITORES)]
    for hilo in hilos:
        hilo.start()
    while any(hilo.is_alive() for hilo in hilos):
        total += tirador.tirar()
    assert total + tirador.tirar() == ESCRITORES * VECES * FILAS, semilla


def test_a_load_of_many_pages_says_how_far_it_is(lector: Connection, sede: SedeDeMaquina, tmp_path: Path) -> None:
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno)
    with engine.begin() as conexion:
        for quien in ("1", "2"):
            conexion.execute(_INSERTAR, {"quien": quien})
            conexion.execute(_SELLAR, {"ver": con_contador(conexion), "quien": quien})
    tirador = Tirador(lector, tmp_path / "lotes", 30)
    paginas = [tirador.pagina() for _ in range(4)]
    assert [(p.van, p.de) for p in paginas] == [(30, 100), (60, 100), (90, 100), (100, 100)]
    assert [p.is_completo for p in paginas] == [False, False, False, True]


def test_a_sequence_skips_rows(sede: SedeDeMaquina, lector: Connection) -> None:
    """The control: if this lost nothing, the test above would prove nothing."""
    visto = 0

    def tirar() -> int:
        nonlocal visto
        with lector.begin():
            consulta = text("SELECT ver FROM padron_beneficio WHERE ver > :v ORDER BY ver")
            filas = lector.execute(consulta, {"v": visto}).scalars().all()
        visto = max([visto, *filas])
        return len(filas)

    semilla = random.randrange(10**9)
    assert correr(sede, con_secuencia, semilla, tirar, temprano=True) < ESCRITORES * VECES * FILAS, semilla
