"""An older copy of `caja.db` put back: the head kept outside tells, and nothing is charged on it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.errors import IntegridadError
from db.almacen import abrir
from tests.factories import PINES, importar, un_pago, un_recibo, una_caja, una_cuenta


@pytest.fixture
def carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A caja whose `caja.db` is an older copy: one of its two payments is missing."""
    monkeypatch.setenv("VENTANILLA_PIN", PINES["demo"])
    monkeypatch.setenv("VENTANILLA_AHORA", "2023-09-05T12:00:00")
    with una_caja(tmp_path / "caja") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100")])
        un_pago(caja, monto="10.00")
        with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
            base.execute("VACUUM INTO ?", (str(tmp_path / "respaldo.db"),))
        un_pago(caja, monto="20.00")
    shutil.copy(tmp_path / "respaldo.db", tmp_path / "caja" / "caja.db")
    yield tmp_path / "caja"


def correr(carpeta: Path, capsys: pytest.CaptureFixture[str], *palabras: str) -> tuple[int, Any]:
    codigo = main([*palabras, "--datos", str(carpeta), "--json"])
    return codigo, json.loads(capsys.readouterr().out)


def test_restored_older_file_refuses_to_charge(carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
    antes = correr(carpeta, capsys, "verificar")[1]["asientos"]
    codigo, dicho = correr(carpeta, capsys, "cobrar", "100", "--monto", "1.00", "--efectivo", "1.00")
    assert codigo == 4
    assert dicho["error"]["clave"] == "cabeza_ausente"
    assert "copia anterior" in dicho["error"]["mensaje"]
    # Nothing of any kind is appended to it: it would be another history.
    codigo, dicho = correr(carpeta, capsys, "turno", "abrir", "--cajero", "demo", "--fondo", "0")
    assert dicho["error"]["clave"] in ("turno_abierto", "cabeza_ausente")
    codigo, informe = correr(carpeta, capsys, "verificar")
    assert codigo == 4 and informe["asientos"] == antes


def test_restored_older_file_can_be_looked_at_and_verificar_names_the_gap(
    carpeta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codigo, corte = correr(carpeta, capsys, "corte", "x")
    assert (codigo, corte["pagos"]) == (0, 1)
    codigo, informe = correr(carpeta, capsys, "verificar")
    assert codigo == 4
    assert (informe["errores"][0]["seq"], informe["errores"][0]["tipo"]) == (informe["asientos"] + 1, "cabeza")


def test_a_supervisor_has_it_go_on_with_another_serie(
    carpeta: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", PINES["super"])
    codigo, dicho = correr(carpeta, capsys, "recuperar", "caja", "--supervisor", "super")
    assert (codigo, dicho["error"]["clave"]) == (1, "sin_enlace")
    orden = ("recuperar", "caja", "--supervisor", "super", "--sin-centro", "--ultimo-folio", "2A-000002")
    codigo, dicho = correr(carpeta, capsys, *orden)
    assert (codigo, dicho["serie"]) == (0, "B") and dicho["perdidos"] >= 1
    codigo, pago = correr(carpeta, capsys, "cobrar", "100", "--monto", "1.00", "--efectivo", "1.00")
    assert (codigo, pago["folio"]) == (0, "2B-000001")
    assert correr(carpeta, capsys, "verificar")[1]["ok"]
    assert correr(carpeta, capsys, *orden)[1]["error"]["clave"] == "sin_alto"


def test_clone_that_went_its_own_way_is_refused(carpeta: Path) -> None:
    """The same seq with another hash: two files took payments apart, and one was put in the place of the other."""
    cabeza = carpeta / "cabeza.json"
    leida = json.loads(cabeza.read_text())
    leida["seq"] -= 1
    cabeza.write_text(json.dumps(leida))
    with pytest.raises(IntegridadError) as negado:
        abrir(carpeta, escribir=True)
    assert negado.value.clave == "cabeza_ausente"
