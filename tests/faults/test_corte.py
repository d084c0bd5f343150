"""kill -9 while turnos are closed: every Z that was told is there, one for each turno, numbered without gaps.

30 times here, 300 with --largo; the seed is printed when it fails.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.corte.corte import Arqueo
from app.sistema.candado import Candado
from app.turno.caja import cerrar_turno
from app.turno.respaldos import respaldar_tras_el_corte
from db.respaldo import Copias
from tests.factories import DEMO, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.faults.cajero import Promesa, abrir, matar_cobrando

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal, in a fork of this process")


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """A caja with a cuenta that owes much, closed by whoever made it."""
    with una_caja(tmp_path / "caja") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="900000.00")])
    return tmp_path / "caja"


def cerrar_sin_parar(carpeta: Path, prometer: Promesa) -> None:
    """One turno after the other: a payment, a Z that is told, and its copy."""
    Candado(carpeta)
    caja = abrir(carpeta)
    while True:
        un_pago(caja, "100", monto="1.00")
        prometer(f"Z-{cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto('500x1'), '').numero}")
        respaldar_tras_el_corte(caja.ctx, Copias(carpeta, "2"))


def test_power_cut_in_the_middle_of_a_z_gives_one_z(carpeta: Path, pytestconfig: pytest.Config) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    prometidos: list[str] = []
    for vez in range(300 if pytestconfig.getoption("--largo") else 30):
        prometidos += matar_cobrando(cerrar_sin_parar, carpeta, azar)
        with closing(sqlite3.connect(carpeta / "caja.db")) as base:
            hechos = base.execute("SELECT numero, turno FROM corte ORDER BY numero").fetchall()
        assert [numero for numero, _ in hechos] == list(range(1, len(hechos) + 1)), (semilla, vez)
        assert [turno for _, turno in hechos] == list(range(1, len(hechos) + 1)), (semilla, vez)
        assert set(prometidos) <= {f"Z-{numero}" for numero, _ in hechos}, (semilla, vez)
    with abrir(carpeta) as caja:
        assert caja.verificar().errores == (), semilla
        assert respaldar_tras_el_corte(caja.ctx, Copias(carpeta, "2"))[0] is not None
    assert {ruta.suffix for ruta in (carpeta / "respaldos").iterdir()} == {".db", ".sha256"}, semilla
