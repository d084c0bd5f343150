"""The centre's server stopped as by a power cut in mid-round: five times here, 200 with --largo."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.armado_sede import SedeDeMaquina
from app.domain.diario.asiento import Asiento
from app.errors import EquipoError
from app.sistema.llaves import is_firma
from app.sistema.postgres import Servidor, detener, reanudar
from db.centro.conexion import abrir
from db.centro.permisos import Roles
from db.centro.recepcion import Receptor
from tests import postgres
from tests.factories import CajaDePrueba, una_caja
from tests.sede import PuestoDePrueba, consultar, diarios, enlazada, servir, una_sede


@pytest.fixture(scope="module")
def servidor() -> Iterator[Servidor]:
    """A server of its own that really waits for the disk."""
    with postgres.server("fsync=on", "synchronous_commit=on") as propio:
        yield propio


@pytest.fixture
def sede(servidor: Servidor, tmp_path: Path) -> Iterator[SedeDeMaquina]:
    with postgres.database(servidor.url) as url:
        yield una_sede(url, tmp_path / "centro")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja(tmp_path / "caja") as nueva:
        yield nueva


def asentar(caja: CajaDePrueba, cuantos: int = 1) -> int:
    with caja.uow() as uow:
        for _ in range(cuantos):
            hecho = uow.diario.asentar("papel", {"folio": "2A-000001", "copia": 1, "resultado": "impreso"})
        uow.commit()
    return hecho.seq


def cortar(servidor: Servidor) -> None:
    detener(servidor, "immediate")
    reanudar(servidor, ("fsync=on", "synchronous_commit=on"))


def test_stopped_at_any_moment_of_a_round(
    sede: SedeDeMaquina, caja: CajaDePrueba, servidor: Servidor, pytestconfig: pytest.Config
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    puesto = enlazada(sede, caja)
    puesto.sincronizar()
    for vez in range(200 if pytestconfig.getoption("--largo") else 5):
        ultimo = asentar(caja, 300)
        hilo = threading.Thread(target=lambda: _ronda(puesto))
        hilo.start()
        time.sleep(azar.uniform(0, 0.6))
        cortar(servidor)
        hilo.join()
        with caja.uow() as uow:
            confirmados = uow.sincronia.confirmados()
        assert confirmados <= len(diarios(sede)), (semilla, vez)
        assert puesto.sincronizar().pendientes == 0, (semilla, vez)
        assert [seq for seq, _ in diarios(sede)] == list(range(1, ultimo + 1)), (semilla, vez)
    assert consultar(sede, "SELECT seq FROM cuarentena") == [], semilla
    assert sede.centro().verificar() == (), semilla


def _ronda(puesto: PuestoDePrueba) -> None:
    try:
        puesto.sincronizar()
    except EquipoError:
        return


def test_an_acknowledgement_before_the_commit_would_lose(
    sede: SedeDeMaquina, caja: CajaDePrueba, servidor: Servidor
) -> None:
    """The control: told too early, the caja would hold as acknowledged what nobody has; told by us, it does not."""
    puesto = enlazada(sede, caja)
    puesto.sincronizar()
    antes, ultimo = len(diarios(sede)), asentar(caja, 3)
    puesto.trabajar = lambda: None
    puesto.sincronizar()
    precoz: list[int] = []

    def avisar_y_morir(conexion: Connection, asientos: Sequence[Asiento]) -> Sequence[object]:
        precoz.append(asientos[-1].seq)
        cortar(servidor)
        return ()

    secreto = sede.casa.secreto()
    engine = abrir(sede.url, Roles(sede.casa.centro_id).servir, secreto)
    receptor = Receptor(engine, sede.casa.llave(), is_firma, sede.reloj(), avisar_y_morir)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="connection"):
        receptor._tomar("cajeme", "2", caja.ctx.caja.epoca)
    assert precoz == [ultimo] and len(diarios(sede)) == antes
    with caja.uow() as uow:
        assert uow.sincronia.confirmados() == antes
    puesto.trabajar = lambda: servir(sede)
    assert puesto.sincronizar().pendientes == 0
    assert len(diarios(sede)) == ultimo
