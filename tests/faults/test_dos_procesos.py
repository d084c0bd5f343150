"""A second process on the same caja is sent away; the lock goes with the process that held it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.errors import EquipoError, NegocioError
from app.sistema.candado import Candado
from tests.factories import una_caja

_DUENO = "import sys; from pathlib import Path; from app.sistema.candado import Candado; c = Candado(Path(sys.argv[1])); print('mía', flush=True); sys.stdin.read()"  # noqa: E501


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    with una_caja(tmp_path / "caja") as caja:
        return caja.carpeta


def test_order_on_a_taken_caja_is_refused_and_reading_is_not(
    carpeta: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    orden = ["turno", "abrir", "--cajero", "demo", "--fondo", "0", "--datos", str(carpeta), "--json"]
    with subprocess.Popen(
        [sys.executable, "-c", _DUENO, str(carpeta)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as dueno:
        assert dueno.stdout is not None and dueno.stdout.readline() == "mía\n"
        assert main(orden) == 1
        assert json.loads(capsys.readouterr().out)["error"]["clave"] == "caja_en_uso"
        assert main(["verificar", "--datos", str(carpeta)]) == 0
        dueno.kill()
    assert main(orden) == 0


def test_lock_waits_a_moment_for_an_order_that_is_ending(tmp_path: Path) -> None:
    primero = Candado(tmp_path)
    with pytest.raises(NegocioError, match="abierta en otra ventana"):
        Candado(tmp_path, espera_s=0.05)
    primero.soltar()
    Candado(tmp_path, espera_s=0).soltar()


def test_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / ".candado").mkdir()
    with pytest.raises(EquipoError) as negado:
        Candado(tmp_path)
    assert negado.value.clave == "disco_solo_lectura"
