"""`demo` of each organismo: where the law brings no prices, it says why the cuentas have no recibos."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import main
from tests.organismos import CASOS


@pytest.mark.parametrize(
    ("organismo", "con_recibos"), [("cajeme", True), ("romita", True), ("loreto", False), ("ocampo", False)]
)
def test_a_demonstration_says_whether_it_has_recibos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], organismo: str, con_recibos: bool
) -> None:
    orden = ["--datos", str(tmp_path / "caja"), "--json"]
    assert main(["demo", "--organismo", organismo, "--cuentas", "8", *orden]) == 0
    avisos = json.loads(capsys.readouterr().out).get("avisos", [])
    assert bool(avisos) is not con_recibos
    assert all(a.startswith("Sus cuentas no tienen recibos. Falta la tarifa vigente de") for a in avisos)
    assert main(["estado", "0000001-8", *orden]) == 0
    assert bool(json.loads(capsys.readouterr().out)["recibos"]) is con_recibos


@pytest.mark.parametrize("organismo", ["loreto", "ocampo"])
def test_prices_loaded_before_it_bill_its_recibos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], organismo: str
) -> None:
    orden = ["--datos", str(tmp_path / "caja"), "--json"]
    precios = ["tarifa", "importar", str(CASOS / f"{organismo}-precios-de-prueba.csv"), "--organismo", organismo]
    assert main([*precios, "--version", "p", "--desde", "2023-01", "--fuente", "precios de prueba", *orden]) == 0
    capsys.readouterr()
    assert main(["demo", "--organismo", organismo, "--cuentas", "80", *orden]) == 0
    assert "avisos" not in json.loads(capsys.readouterr().out)
    assert main(["estado", "0000001-8", *orden]) == 0
    assert len(json.loads(capsys.readouterr().out)["recibos"]) == 6
    assert main(["verificar", *orden]) == 0
