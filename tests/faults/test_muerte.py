"""kill -9 while charging: every confirmed payment is there, no folio missing or doubled, nobody has to repair anything.

50 times here, 500 with --largo; the seed is printed when it fails.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.sistema.candado import Candado
from tests.factories import PINES, importar, un_recibo, un_turno, una_caja, una_cuenta
from tests.faults.cajero import abrir, cobrar_sin_parar, matar_cobrando, prometer_antes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal, in a fork of this process")

RAIZ = Path(__file__).resolve().parents[2]


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """A caja with a cuenta, its turno open, closed by whoever made it."""
    with una_caja(tmp_path / "caja") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="900000.00")])
        un_turno(caja)
    return tmp_path / "caja"


def folios(carpeta: Path) -> list[str]:
    """What the file holds, as the next start finds it."""
    with closing(sqlite3.connect(carpeta / "caja.db")) as base:
        return [folio for (folio,) in base.execute("SELECT folio FROM pago ORDER BY numero")]


def test_no_confirmed_payment_is_lost(carpeta: Path, pytestconfig: pytest.Config) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    veces = 500 if pytestconfig.getoption("--largo") else 50
    prometidos: list[str] = []
    for vez in range(veces):
        prometidos += matar_cobrando(cobrar_sin_parar, carpeta, azar)
        Candado(carpeta, espera_s=0).soltar()
        abrir(carpeta).cerrar()
        hechos = folios(carpeta)
        assert hechos == [f"2A-{n:06d}" for n in range(1, len(hechos) + 1)], (semilla, vez)
        assert set(prometidos) <= set(hechos), (semilla, vez)
        # At most the one charge under way was committed and not yet told.
        assert len(hechos) - len(prometidos) <= vez + 1, (semilla, vez)
        if vez % 25 == 24:
            with abrir(carpeta) as caja:
                assert caja.verificar().errores == (), (semilla, vez)
    assert len(set(prometidos)) == len(prometidos) >= veces


def test_cashier_who_promises_too_early_is_caught(carpeta: Path) -> None:
    """The control: if this did not lose anything, the test above would prove nothing."""
    azar = random.Random(semilla := random.randrange(10**9))
    perdidos = 0
    for _ in range(10):
        prometidos = matar_cobrando(prometer_antes, carpeta, azar)
        perdidos += len(set(prometidos) - set(folios(carpeta)))
    assert perdidos, semilla


def orden(carpeta: Path, *palabras: str) -> subprocess.Popen[str]:
    """The real program."""
    linea = [sys.executable, "-m", "app", *palabras, "--datos", str(carpeta), "--json"]
    entorno = os.environ | {"VENTANILLA_PIN": PINES["demo"], "VENTANILLA_AHORA": "2023-09-05T12:00:00"}
    tubos = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(linea, cwd=RAIZ, env=entorno, text=True, **tubos)  # type: ignore[call-overload, no-any-return]


def correr(carpeta: Path, *palabras: str) -> Any:
    proceso = orden(carpeta, *palabras)
    datos, error = proceso.communicate(timeout=60)
    assert proceso.returncode == 0, (datos, error)
    return json.loads(datos)


def test_real_program_killed_at_any_moment_charges_exactly_once(carpeta: Path, pytestconfig: pytest.Config) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    pago = ("cobrar", "100", "--monto", "1.00", "--efectivo", "1.00", "--id")
    comienzo = time.monotonic()
    correr(carpeta, *pago, str(uuid.uuid4()))
    dura = time.monotonic() - comienzo
    veces = 100 if pytestconfig.getoption("--largo") else 4
    for vez in range(veces):
        cobro = str(uuid.uuid4())
        proceso = orden(carpeta, *pago, cobro)
        time.sleep(azar.uniform(0, dura))
        proceso.send_signal(signal.SIGKILL)
        dicho = proceso.communicate()[0]
        hecho = correr(carpeta, *pago, cobro)
        assert hecho["folio"] == f"2A-{vez + 2:06d}", semilla
        if dicho:
            assert hecho["repetido"] and json.loads(dicho)["hash"] == hecho["hash"], semilla
    assert correr(carpeta, "verificar")["ok"], semilla
    assert len(folios(carpeta)) == veces + 1, semilla
