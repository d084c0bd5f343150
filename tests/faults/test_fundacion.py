"""kill -9 while a caja is being made: the same order makes it, or it was made; nobody has to delete anything."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from app import config
from app.__main__ import main
from app.sistema.llaves import Llave
from db import almacen as almacenes
from tests.factories import una_caja


def hacer(carpeta: Path) -> int:
    return main(["demo", "--cuentas", "3", "--datos", str(carpeta), "--json"])


def test_key_of_a_caja_that_was_not_finished_is_in_nobodys_way(tmp_path: Path) -> None:
    """Killed after the key and before the first asiento."""
    carpeta = tmp_path / "caja"
    almacenes.crear(carpeta).dispose()
    Llave.nueva().guardar(carpeta / "clave.pem")
    assert hacer(carpeta) == 0
    assert main(["verificar", "--datos", str(carpeta)]) == 0


def test_demonstration_has_its_hour_with_its_zone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One moment without zone beside one with it, given by VENTANILLA_AHORA, could not be compared."""
    assert hacer(tmp_path / "caja") == 0
    assert json.loads(capsys.readouterr().out)["ahora"].endswith("-07:00")


def test_killed_between_its_first_commit_and_its_first_head_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carpeta = tmp_path / "caja"
    assert hacer(carpeta) == 0
    (carpeta / "cabeza.json").unlink()
    assert main(["verificar", "--datos", str(carpeta)]) == 0
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    assert main(["turno", "abrir", "--cajero", "demo", "--fondo", "500", "--datos", str(carpeta)]) == 0
    assert main(["verificar", "--datos", str(carpeta)]) == 0
    (carpeta / "cabeza.json").unlink()
    assert main(["verificar", "--datos", str(carpeta)]) == 4, "what was confirmed since is missed"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal, in a fork of this process")
def test_killed_while_it_is_made_it_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    carpeta = tmp_path / "caja"
    comienzo = time.monotonic()
    assert hacer(carpeta) == 0
    dura = time.monotonic() - comienzo
    for _ in range(200 if pytestconfig.getoption("--largo") else 6):
        shutil.rmtree(carpeta)
        matar_haciendo(carpeta, azar.uniform(0, dura))
        capsys.readouterr()
        codigo = hacer(carpeta)
        dicho = json.loads(capsys.readouterr().out)
        assert codigo == 0 or dicho["error"]["clave"] == "carpeta_ocupada", (semilla, dicho)
        assert main(["verificar", "--datos", str(carpeta)]) == 0, semilla


def matar_haciendo(carpeta: Path, segundos: float) -> None:
    hijo = os.fork()
    if hijo == 0:
        try:
            hacer(carpeta)
        finally:
            os._exit(0)
    time.sleep(segundos)
    os.kill(hijo, signal.SIGKILL)
    os.waitpid(hijo, 0)


def test_key_of_a_real_caja_is_never_replaced(tmp_path: Path) -> None:
    with una_caja(tmp_path / "caja", demo=False) as caja:
        ruta = config.ruta_de_llave(caja.carpeta, caja.ctx.caja)
        antes = ruta.read_bytes()
    orden = ["caja", "iniciar", "--organismo", "cajeme", "--centro", "C", "--caja", "2", "--supervisor", "ana"]
    with pytest.MonkeyPatch.context() as entorno:
        entorno.setenv("VENTANILLA_PIN_SUPERVISOR", "314159")
        assert main([*orden, "--nombre", "Ana", "--datos", str(tmp_path / "caja")]) == 1
    assert ruta.read_bytes() == antes
