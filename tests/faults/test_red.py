"""The network cut at any byte of a round, in either direction: nothing lost, nothing doubled, nothing stuck.

200 places here, every byte with --largo; the place is printed when it fails.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.errors import EquipoError
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


def test_a_centre_that_goes_silent_holds_nobody_up(
    puesto: PuestoDePrueba, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.remoto._PACIENCIA_S", 1)
    asentar(puesto.caja)
    proxy.armar(None)
    puesto.sincronizar()
    total = proxy.pasados
    for parte in (2, 3):
        asentar(puesto.caja)
        proxy.armar(total * parte // 4, callar=True)
        comienzo = time.monotonic()
        with pytest.raises(EquipoError) as error:
            puesto.sincronizar()
        assert error.value.clave == "centro_inaccesible"
        assert time.monotonic() - comienzo < 30
        # The caja's file is free meanwhile and after.
        asentar(puesto.caja)
    proxy.armar(None)
    assert puesto.sincronizar().pendientes == 0
