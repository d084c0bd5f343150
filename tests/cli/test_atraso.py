"""`gastos` and `condonar`: a supervisor's word by command line, and what `estado` tells afterwards."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from tests.cli.conftest import Orden

OFICIO = ("--resolucion", "DG-15", "--autoridad", "Dirección General", "--motivo", "a petición")
SUPER = ("--supervisor", "super")


@pytest.fixture
def con_rezago(turno: Orden, tmp_path: Path) -> Orden:
    """An open turno, and a cuenta that owes June: 100.00, its recargos of 5.00, and mora."""
    cuentas, recibos = tmp_path / "cuentas.csv", tmp_path / "recibos.csv"
    cuentas.write_text(
        "cuenta,titular,domicilio,uso,area\nZ-1,Ana Prueba Ruiz,Calle 1,domestico,urbana\n", encoding="utf-8"
    )
    recibos.write_text(
        "cuenta,periodo,vence,m3,agua,recargos,total\nZ-1,2023-06,2023-07-20,12,100.00,5.00,105.00\n", encoding="utf-8"
    )
    assert turno("importar", "--cuentas", cuentas, "--recibos", recibos, *SUPER).codigo == 0
    return turno


def _suma(datos: dict[str, Any]) -> int:
    """Σ saldo + recargos + mora + gastos, in centavos."""
    recibos = [r["saldo"] for r in datos["recibos"]]
    return sum(int(x.replace(".", "")) for x in (*recibos, datos["recargos"], datos["mora"], datos["gastos"]))


def test_collection_costs_are_charged_shown_paid_and_proved(con_rezago: Orden) -> None:
    gastos = ("gastos", "cargar", "Z-1", "80", "--motivo", "requerimiento 3", *SUPER)
    assert con_rezago(*gastos).error == "gastos_sin_regla"
    una_vez = ("--fundamento", "CFF, Art. 150", "--id", str(uuid.uuid4()))
    hecho = con_rezago(*gastos, *una_vez).datos
    assert con_rezago(*gastos, *una_vez).datos == hecho | {"repetido": True}
    assert (hecho["periodo"], hecho["importe"]) == ("2023-06", "80.00")
    estado = con_rezago("estado", "Z-1").datos
    assert (estado["gastos"], estado["mora"], estado["recargos"]) == ("80.00", "205.39", "0.00")
    assert (estado["adeudo"], _suma(estado)) == ("390.39", 390_39)
    assert estado["cargos"][0] | {"ref": "", "detalle": ""} == {
        "ref": "", "periodo": "2023-06", "clave": "gastos", "importe": "80.00", "detalle": "",
        "fundamento": "CFF, Art. 150", "motivo": "requerimiento 3",
    }  # fmt: skip
    assert estado["avisos"] == ["Este organismo no tiene tasa de recargos cargada: no se calculan."]
    assert con_rezago("buscar", "Z-1").datos["resultados"][0]["adeudo"] == "390.39"
    pago = con_rezago("cobrar", "Z-1", "--efectivo", "400").datos
    assert [a["clave"] for a in pago["aplicado"]] == ["mora", "iva_mora", "gastos", "recargos", "agua"]
    assert pago["aplicado"][2]["fundamento"] == "CFF, Art. 150"
    assert con_rezago("verificar").datos["ok"]


def test_a_charge_is_taken_back_by_its_ref(con_rezago: Orden) -> None:
    ref = con_rezago(
        "gastos", "cargar", "Z-1", "80", "--motivo", "req.", "--fundamento", "CFF, Art. 150", *SUPER
    ).datos["ref"]
    hecho = con_rezago("gastos", "anular", "Z-1", ref, "--motivo", "error", *SUPER).datos
    assert hecho["importe"] == "-80.00" and con_rezago("estado", "Z-1").datos["cargos"] == []
    assert con_rezago("gastos", "anular", "Z-1", ref, "--motivo", "error", *SUPER).error == "cargo_desconocido"


def test_an_oficio_lowers_the_debt_without_money(con_rezago: Orden) -> None:
    condonar = ("condonar", "Z-1", "--monto", "205.39", "--conceptos", "mora", *OFICIO, *SUPER)
    hecho = con_rezago(*condonar, "--id", (orden := str(uuid.uuid4()))).datos
    assert con_rezago(*condonar, "--id", orden).datos == hecho | {"repetido": True} and hecho["id"] == orden
    assert hecho["aplicado"] == [
        {"periodo": "2023-06", "clave": "mora", "importe": "177.06"},
        {"periodo": "2023-06", "clave": "iva_mora", "importe": "28.33"},
    ]
    assert (hecho["importe"], hecho["saldo_restante"], hecho["resolucion"]) == ("205.39", "105.00", "DG-15")
    estado = con_rezago("estado", "Z-1").datos
    assert (estado["adeudo"], estado["mora"]) == ("105.00", "0.00")
    assert estado["condonaciones"][0]["autoridad"] == "Dirección General"
    assert con_rezago("corte", "x").datos["conceptos"] == {}
    assert con_rezago("verificar").datos["ok"]


def test_only_a_supervisor_who_is_not_charging(con_rezago: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    condonar = ("condonar", "Z-1", "--monto", "5", *OFICIO)
    assert con_rezago(*condonar).error == "requiere_supervisor"
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "246810")
    assert con_rezago(*condonar, "--supervisor", "demo").error == "requiere_supervisor"
    assert con_rezago("condonar", "Z-1", "--monto", "5", *SUPER).codigo == 2
    assert con_rezago("estado", "Z-1").datos["adeudo"] == "310.39"


def test_people_read_it_too(con_rezago: Orden, capsys: pytest.CaptureFixture[str]) -> None:
    con_rezago("gastos", "cargar", "Z-1", "80", "--motivo", "req. 3", "--fundamento", "CFF, Art. 150", *SUPER)
    con_rezago("condonar", "Z-1", "--monto", "5", "--conceptos", "recargos", *OFICIO, *SUPER)
    assert main(["estado", "Z-1"]) == 0
    texto = capsys.readouterr().out
    for dice in (
        "Gastos de cobranza: 80.00",
        "gastos 80.00 en el recibo de 2023-06, req. 3",
        "Condonado el 2023-09-05: 5.00, oficio DG-15 de Dirección General, a petición",
        "Este organismo no tiene tasa de recargos cargada",
        "Adeudo de hoy: 385.39 (con rezago)",
    ):
        assert dice in texto
