"""The network cut at any byte of a round, in either direction: nothing lost, nothing doubled, nothing stuck.

200 places here, every byte with --largo; the place is printed when it fails.
"""

from __future__ import annotations

import random
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.errors import EquipoError
from db.centro.permisos import Roles
from tests.factories import CajaDePrueba, una_caja
from tests.proxy import Proxy, delante
from tests.sede import PuestoDePrueba, consultar, diarios, enlazada, una_sede


@pytest.fixture
def sede(pg_database: str, tmp_path: Path) -> SedeDeMaquina:
    return una_sede(pg_database, tmp_path / "centro")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja(tmp_path / "caja") as nueva:
        yield nueva


@pytest.fixture
def puesto(sede: SedeDeMaquina, caja: CajaDePrueba) -> PuestoDePrueba:
    puesto = enlazada(sede, caja)
    puesto.sincronizar()
    return puesto


@pytest.fixture
def proxy(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> Iterator[Proxy]:
    """In the way of the caja, not of the service."""
    servidor, _, base = sede.url.rpartition("@")[2].partition("/")
    with delante(int(servidor.rpartition(":")[2])) as proxy:
        puesto.cambiar(url=f"postgresql://127.0.0.1:{proxy.puerto}/{base}")
        yield proxy


def asentar(caja: CajaDePrueba) -> int:
    """Something to send; its seq."""
    with caja.uow() as uow:
        hecho = uow.diario.asentar("papel", {"folio": "2A-000001", "copia": 1, "resultado": "impreso"})
        uow.commit()
    return hecho.seq


def test_cut_at_any_byte_of_a_round(
    puesto: PuestoDePrueba, proxy: Proxy, sede: SedeDeMaquina, pytestconfig: pytest.Config
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    asentar(puesto.caja)
    proxy.armar(None)
    puesto.sincronizar()
    total = proxy.pasados
    lugares = range(total) if pytestconfig.getoption("--largo") else sorted(azar.sample(range(total), 200))
    cortadas = 0
    for lugar in lugares:
        ultimo = asentar(puesto.caja)
        proxy.armar(lugar)
        try:
            puesto.sincronizar()
        except EquipoError as error:
            assert error.clave == "centro_inaccesible", (semilla, lugar, error)
            cortadas += 1
        with puesto.caja.uow() as uow:
            confirmados = uow.sincronia.confirmados()
        ((seq,),) = consultar(sede, "SELECT seq FROM caja_cursor WHERE caja = '2'")
        # Never more acknowledged than the centre has.
        assert confirmados <= seq <= ultimo, (semilla, lugar)
        if lugar % 10 == 0:
            proxy.armar(None)
            assert puesto.sincronizar().pendientes == 0, (semilla, lugar)
    proxy.armar(None)
    assert puesto.sincronizar().pendientes == 0, semilla
    assert [seq for seq, _ in diarios(sede)] == list(range(1, ultimo + 1)), semilla
    assert consultar(sede, "SELECT * FROM entrada UNION ALL SELECT * FROM entrada") == []
    assert consultar(sede, "SELECT seq FROM cuarentena") == [] and cortadas > 100, (semilla, cortadas)


def test_a_centre_that_goes_silent_holds_nobody_up(puesto: PuestoDePrueba, proxy: Proxy) -> None:
    puesto.enlaces.paciencia_s = 1
    asentar(puesto.caja)
    proxy.armar(None)
    puesto.sincronizar()
    total = proxy.pasados
    for parte in (2, 3):
        asentar(puesto.caja)
        proxy.armar(total * parte // 5, callar=True)
        comienzo = time.monotonic()
        with pytest.raises(EquipoError) as error:
            puesto.sincronizar()
        assert error.value.clave == "centro_inaccesible"
        assert time.monotonic() - comienzo < 10
        # The caja's file is free meanwhile and after.
        asentar(puesto.caja)
    proxy.armar(None)
    assert puesto.sincronizar().pendientes == 0


def test_while_a_round_waits_for_the_network_the_file_is_anybodys(puesto: PuestoDePrueba, proxy: Proxy) -> None:
    """At each wait for the network of a round, another connection of another thread writes at once."""
    puesto.enlaces.paciencia_s = 1
    asentar(puesto.caja)
    proxy.armar(None)
    puesto.sincronizar()
    total, esperas = proxy.pasados, []
    for parte in (1, 3, 5):
        asentar(puesto.caja)
        proxy.armar(total * parte // 6, callar=True)
        fin = threading.Event()
        hilo = threading.Thread(target=lambda fin=fin: _ronda(puesto, fin))
        hilo.start()
        while not fin.wait(0.05):
            comienzo = time.monotonic()
            _escribir(puesto.caja)
            esperas.append(time.monotonic() - comienzo)
        hilo.join()
    # SQLite's own patience would let somebody wait for a lock without a word; here nobody held one for long.
    assert len(esperas) > 10 and max(esperas) < 0.9, max(esperas)


def _ronda(puesto: PuestoDePrueba, fin: threading.Event) -> None:
    with suppress(EquipoError):
        puesto.sincronizar()
    fin.set()


def _escribir(caja: CajaDePrueba) -> None:
    """What a payment needs: the write lock of the file, and its commit."""
    with closing(sqlite3.connect(caja.carpeta / "caja.db", timeout=5, isolation_level=None)) as otra:
        otra.execute("BEGIN IMMEDIATE")
        otra.execute("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES ('prueba', 'x')")
        otra.execute("COMMIT")


def test_a_server_that_accepts_and_never_answers_is_left(puesto: PuestoDePrueba) -> None:
    with socket.create_server(("127.0.0.1", 0)) as sordo:
        puesto.cambiar(url=f"postgresql://127.0.0.1:{sordo.getsockname()[1]}/x?connect_timeout=2")
        comienzo = time.monotonic()
        with pytest.raises(EquipoError) as error:
            puesto.sincronizar()
    assert error.value.clave == "centro_inaccesible" and "se enviará después" in error.value.mensaje
    assert time.monotonic() - comienzo < 15


def test_a_role_that_lost_its_grants_is_told_and_goes_on_once_it_has_them(
    puesto: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    asentar(puesto.caja)
    cajas = Roles(sede.casa.centro_id).cajas
    consultar(sede, f"REVOKE SELECT ON mi_cursor FROM {cajas}")
    with pytest.raises(EquipoError) as error:
        puesto.sincronizar()
    assert error.value.clave == "centro_sin_permiso" and "administra" in error.value.mensaje
    sede.iniciar(())
    assert puesto.sincronizar().pendientes == 0
