"""`cancelar`, `devolver`, `cheque devuelto`, `movimiento`, `cajon`, `usuario baja|pin`: the contract of each order."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Orden
from tests.cli.test_cobrar import con_un_recibo

MOTIVO = ("--motivo", "se equivocó")
AUTORIZA = ("--supervisor", "super")


def un_cobro(orden: Orden, *medios: object) -> dict[str, Any]:
    cobro = orden("cobrar", con_un_recibo(orden), *(medios or ("--efectivo", "5000")))
    assert cobro.codigo == 0, cobro.datos
    return cobro.datos


def test_cancelar_answers_its_folio_what_it_cancels_and_how_much(turno: Orden) -> None:
    cobro = un_cobro(turno)
    antes = turno("corte", "x").datos["esperado"]
    hecho = turno("cancelar", cobro["folio"], *MOTIVO, *AUTORIZA)
    assert hecho.codigo == 0
    assert (hecho.datos["folio"], hecho.datos["cancela"], hecho.datos["importe"]) == (
        "C1A-000001", cobro["folio"], cobro["total"],
    )  # fmt: skip
    corte = turno("corte", "x").datos
    assert (corte["cancelados"], corte["esperado"]) == ([cobro["folio"]], "500.00") != ([], antes)
    assert turno("cancelar", cobro["folio"], *MOTIVO, *AUTORIZA).error == "ya_cancelado"
    assert turno("estado", cobro["cuenta"]).datos["adeudo"] != "0.00"
    assert turno("verificar").datos["ok"]


def test_the_same_id_is_the_same_cancelacion(turno: Orden) -> None:
    orden = ("cancelar", un_cobro(turno)["folio"], *MOTIVO, *AUTORIZA, "--id", str(uuid.uuid4()))
    hecho = turno(*orden).datos
    assert turno(*orden).datos == hecho | {"repetido": True}


def test_cancelar_needs_a_supervisor_a_reason_and_a_folio(turno: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    folio = un_cobro(turno)["folio"]
    assert turno("cancelar", folio, *MOTIVO).error == "requiere_supervisor"
    assert turno("cancelar", folio, *AUTORIZA).codigo == 2
    assert turno("cancelar", "nada", *MOTIVO, *AUTORIZA).codigo == 2
    assert turno("cancelar", "1A-000099", *MOTIVO, *AUTORIZA).error == "folio_desconocido"
    assert turno("cancelar", folio, *MOTIVO, "--supervisor", "demo").error in ("pin_incorrecto", "requiere_supervisor")
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "000001")
    assert turno("cancelar", folio, *MOTIVO, *AUTORIZA).error == "pin_incorrecto"


def test_a_reprint_says_cancelado_and_the_voucher_is_a_paper_too(turno: Orden, tmp_path: Path) -> None:
    cobro = un_cobro(turno)
    turno("cancelar", cobro["folio"], *MOTIVO, *AUTORIZA)
    for folio, dice in ((cobro["folio"], "CANCELADO"), ("C1A-000001", "COMPROBANTE DE CANCELACIÓN")):
        papel = tmp_path / f"{folio}.txt"
        assert turno("imprimir", folio, "--a", papel).datos["copia"] == 1
        assert dice in papel.read_text(encoding="utf-8")
    assert turno("imprimir", "C1A-000009", "--a", tmp_path / "x.txt").error == "folio_desconocido"


def test_devolver_of_yesterday_in_part(turno: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    cobro = un_cobro(turno)
    assert turno("devolver", cobro["folio"], *MOTIVO, *AUTORIZA).error == "pago_de_este_turno"
    turno("turno", "cerrar", "--arqueo", "0")
    turno("turno", "abrir", "--cajero", "demo", "--fondo", "500")
    hecho = turno("devolver", cobro["folio"], "--monto", "50", *MOTIVO, *AUTORIZA).datos
    assert (hecho["cancela"], hecho["importe"], hecho["medios"][0]["medio"]) == (cobro["folio"], "50.00", "efectivo")
    hecho = turno("devolver", cobro["folio"], "--banco", "B", "--referencia", "R-1", *MOTIVO, *AUTORIZA).datos
    assert [m["medio"] for m in hecho["medios"]] == ["transferencia"]
    assert turno("corte", "x").datos["esperado"] == "450.00" and turno("verificar").datos["ok"]


def test_cheque_devuelto_with_its_charge(turno: Orden) -> None:
    cuenta = con_un_recibo(turno)
    total = turno("cobrar", cuenta, "--efectivo", "5000").datos["total"]
    turno("cancelar", "1A-000001", *MOTIVO, *AUTORIZA)
    folio = turno("cobrar", cuenta, "--cheque", total, "--banco", "B", "--numero", "77").datos["folio"]
    assert turno("cheque", "devuelto", folio, "--cargo", "20", *AUTORIZA).error == "dato_sin_cargo"
    hecho = turno("cheque", "devuelto", folio, "--cargo", "20", "--fundamento", "Art. 193", *AUTORIZA).datos
    assert (hecho["cancela"], hecho["importe"], hecho["cargos"][0]["importe"]) == (folio, total, "20.00")
    estado = turno("estado", cuenta).datos
    assert estado["gastos"] == "20.00" and turno("verificar").datos["ok"]


def test_movimiento_and_its_voucher(turno: Orden, tmp_path: Path) -> None:
    entrada = ("movimiento", "entrada", "100", "--motivo", "cambio", "--recibe", "Luis")
    hecho = turno(*entrada).datos
    vale = {"folio": "M1A-000001", "clase": "entrada", "importe": "100.00", "turno": 1}
    assert hecho == vale | {"id": hecho["id"], "repetido": False}
    assert turno(*entrada, "--id", hecho["id"]).datos == hecho | {"repetido": True}
    assert turno("movimiento", "entrega", "300", "--motivo", "a bóveda", *AUTORIZA).datos["folio"] == "M1A-000002"
    assert turno("movimiento", "retiro", "301", "--motivo", "x").error == "efectivo_insuficiente"
    assert turno("movimiento", "prestamo", "1", "--motivo", "x").codigo == 2
    assert turno("movimiento", "retiro", "1").codigo == 2
    corte = turno("corte", "x").datos
    assert (corte["entradas"], corte["retiros"], corte["esperado"]) == ("100.00", "300.00", "300.00")
    papel = tmp_path / "vale.txt"
    turno("imprimir", "M1A-000002", "--a", papel)
    assert "ENTREGA A BÓVEDA" in papel.read_text(encoding="utf-8")
    assert turno("imprimir", "M1A-000009", "--a", papel).error == "folio_desconocido"
    assert turno("verificar").datos["ok"]


def test_cajon_abrir_is_written_down(turno: Orden) -> None:
    assert turno("cajon", "abrir", "--motivo", "dar cambio").datos == {"resultado": "llave"}
    assert turno("cajon", "abrir", "--motivo", "revisión", *AUTORIZA).codigo == 0
    assert turno("cajon", "abrir").codigo == 2


def test_usuario_pin_and_baja(turno: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    assert turno("usuario", "pin", "demo").error == "falta_pin"
    monkeypatch.setenv("VENTANILLA_PIN_NUEVO", "482913")
    assert turno("usuario", "pin", "demo").datos == {"clave": "demo"}
    assert turno("cajon", "abrir", "--motivo", "x").error == "pin_incorrecto"
    monkeypatch.setenv("VENTANILLA_PIN", "482913")
    assert turno("cajon", "abrir", "--motivo", "x").codigo == 0
    monkeypatch.setenv("VENTANILLA_PIN_NUEVO", "246810")
    assert turno("usuario", "pin", "demo", *AUTORIZA).codigo == 0
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    assert turno("usuario", "baja", "super", *AUTORIZA).error == "autoriza_otro"
    assert turno("usuario", "baja", "demo", *AUTORIZA).datos == {"clave": "demo", "activo": False}
    assert turno("cajon", "abrir", "--motivo", "x").error == "pin_incorrecto"
    cerrado = turno("turno", "cerrar", "--arqueo", "500x1", *AUTORIZA, "--motivo", "se fue").datos
    assert (cerrado["cajero"], cerrado["diferencia"]) == ("demo", "0.00")
