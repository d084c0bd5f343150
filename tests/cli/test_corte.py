"""The corte and what follows it, as scripts and acceptance checks see them: keys, codes, refusals."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import perfiles
from tests.cli.conftest import Orden
from tests.factories import PINES

CLAVES = {
    "turno", "fondo", "medios", "conceptos", "programas", "subsidios", "cancelados", "folio_inicial", "folio_final",
    "esperado", "contado", "recontado", "diferencia",
}  # fmt: skip


@pytest.fixture
def cobrado(turno: Orden, propias: object) -> Orden:
    """A turno with 159.56 in cash."""
    assert turno(*propias()).codigo == 0  # type: ignore[operator]
    assert turno("cobrar", "900-1", "--efectivo", "200", "--sin-beneficio").codigo == 0
    return turno


@pytest.fixture
def cerrado(cobrado: Orden) -> Orden:
    """Its corte Z."""
    assert cobrado("turno", "cerrar", "--arqueo", "500x1,100x1,50x1", "--motivo", "moneda").codigo == 0
    return cobrado


def test_every_corte_has_the_keys_of_the_contract(cobrado: Orden) -> None:
    equis = cobrado("corte", "x")
    assert equis.codigo == 0 and equis.datos.keys() >= CLAVES
    zeta = cobrado("turno", "cerrar", "--arqueo", "500x1,100x1,50x1,5x1,2x2,0.50x1")
    assert zeta.codigo == 0 and zeta.datos.keys() >= CLAVES
    assert (zeta.datos["esperado"], zeta.datos["contado"], zeta.datos["diferencia"]) == ("659.56", "659.50", "-0.06")
    assert zeta.datos["antiguedad"] == {"corriente": "159.56"} and zeta.datos["usos"] == {"domestico": "159.56"}
    ver = cobrado("corte", "ver", "1")
    propias_del_cierre = {"respaldo", "avisos"}
    assert ver.datos == {c: v for c, v in zeta.datos.items() if c not in propias_del_cierre}
    assert cobrado("turno", "cerrar", "--arqueo", "0", "--cajero", "demo").error == "sin_turno"


def test_the_close_leaves_a_copy_and_warns_of_its_disk(cobrado: Orden, datos: Path, tmp_path: Path) -> None:
    assert cobrado("diagnostico").datos["respaldo"] == {"ultimo": {}, "mismo_disco": True}
    zeta = cobrado("turno", "cerrar", "--arqueo", "500x1")
    assert (datos / "respaldos" / zeta.datos["respaldo"]).is_file()
    assert any("mismo disco" in aviso and "«respaldo carpeta DIR»" in aviso for aviso in zeta.datos["avisos"])
    diagnostico = cobrado("diagnostico").datos
    assert diagnostico["respaldo"]["ultimo"]["seq"] and "mismo disco" in diagnostico["avisos"][0]
    assert cobrado("respaldo", "hacer").datos["anexos"] == 0
    assert cobrado("respaldo", "carpeta", tmp_path / "no hay", "--supervisor", "super").error == "carpeta_invalida"
    (tmp_path / "disco").mkdir()
    assert cobrado("respaldo", "carpeta", tmp_path / "disco", "--supervisor", "super").codigo == 0
    assert (tmp_path / "disco" / cobrado("respaldo", "hacer").datos["archivo"]).is_file()
    assert cobrado("verificar").datos["ok"]


def test_a_copy_that_fails_does_not_undo_the_z(cobrado: Orden, tmp_path: Path) -> None:
    (tmp_path / "disco").mkdir()
    assert cobrado("respaldo", "carpeta", tmp_path / "disco", "--supervisor", "super").codigo == 0
    (tmp_path / "disco").rmdir()
    zeta = cobrado("turno", "cerrar", "--arqueo", "500x1")
    assert (zeta.codigo, zeta.datos["corte"], zeta.datos["respaldo"]) == (0, 1, "")
    assert "sin respaldo" in zeta.datos["avisos"][0]
    assert cobrado("respaldo", "hacer").codigo == 3


def test_cheques_and_vouchers_are_counted_one_by_one(cobrado: Orden) -> None:
    conteo = ("--arqueo", "500x1", "--cheque", "100", "--cheque", "50.50", "--voucher", "9")
    zeta = cobrado("turno", "cerrar", *conteo).datos
    assert zeta["valores"] == [
        {"medio": "cheque", "sistema": "0.00", "contado": "150.50"},
        {"medio": "tarjeta", "sistema": "0.00", "contado": "9.00"},
    ]


@pytest.mark.parametrize("mal", ["", "500", "3x1", "500x-1", "500x1,500x1", "500x999999"])
def test_what_is_no_count_is_wrong_usage(cobrado: Orden, mal: str) -> None:
    respuesta = cobrado("turno", "cerrar", "--arqueo", mal)
    assert (respuesta.codigo, respuesta.error) == (2, "arqueo_invalido")


def test_from_the_recount_to_the_treasurer(cerrado: Orden, tmp_path: Path) -> None:
    recuento = ("corte", "recontar", "1", "--arqueo", "500x1,100x1,50x1,5x2", "--motivo", "otra vez")
    datos = cerrado(*recuento, "--supervisor", "super").datos
    assert (datos["contado"], datos["recontado"], datos["diferencia"]) == ("650.00", "660.00", "-9.56")
    assert datos["diferencia_recontada"] == "0.44"
    assert datos["piezas"][-1] == {"valor": "5.00", "cajero": 0, "supervisor": 2}
    entrega = cerrado("corte", "entregar", "1", "--referencia", "bolsa 7", "--a", tmp_path / "ficha.pdf").datos
    assert entrega["estado"] == "entregado" and (tmp_path / "ficha.pdf").read_bytes().startswith(b"%PDF")
    assert entrega["pasos"][-1]["importe"] == "660.00"
    assert cerrado("corte", "aceptar", "1", "--supervisor", "super").error == "requiere_tesoreria"
    assert cerrado("corte", "aceptar", "1").error == "requiere_tesoreria"


def test_a_slip_that_cannot_be_written_undoes_no_hand_over(cerrado: Orden, tmp_path: Path) -> None:
    assert cerrado("corte", "entregar", "1", "--a", tmp_path / "ficha.doc").error == "formato_desconocido"
    assert cerrado("corte", "ver", "1").datos["estado"] == "cerrado"
    entrega = cerrado("corte", "entregar", "1", "--a", tmp_path / "no" / "ficha.pdf")
    assert (entrega.codigo, entrega.datos["estado"]) == (0, "entregado") and "archivo" not in entrega.datos
    assert "quedó hecha, pero su ficha no se escribió" in entrega.datos["avisos_de_papel"][0]


def test_treasury_sends_back_and_takes(cerrado: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cerrado("corte", "entregar", "1", "--arqueo", "100x1,50x1").datos["pasos"][-1]["importe"] == "150.00"
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", PINES["teso"])
    assert (
        cerrado("corte", "rechazar", "1", "--motivo", "sin ficha", "--supervisor", "teso").datos["estado"]
        == "rechazado"
    )
    assert cerrado("corte", "aceptar", "1", "--supervisor", "teso").error == "corte_rechazado"
    assert cerrado("corte", "entregar", "1").datos["estado"] == "entregado"
    assert cerrado("corte", "aceptar", "1", "--importe", "600", "--supervisor", "teso").error == "falta_nota"
    hallado = ("--importe", "600", "--nota", "faltaron 50")
    aceptado = cerrado("corte", "aceptar", "1", *hallado, "--supervisor", "teso")
    assert aceptado.datos["estado"] == "aceptado" and aceptado.datos["pasos"][-1]["nota"] == "faltaron 50"
    assert cerrado("corte", "recontar", "9", "--arqueo", "0", "--motivo", "x", "--supervisor", "teso").error == (
        "corte_desconocido"
    )
    assert cerrado("verificar").datos["ok"]


def test_a_corte_is_printed_again_by_its_name(cerrado: Orden, tmp_path: Path) -> None:
    respuesta = cerrado("imprimir", "z-1", "--a", tmp_path / "z.txt")
    assert respuesta.datos["copia"] == 1 and "COPIA 1" in (tmp_path / "z.txt").read_text(encoding="utf-8")
    # However it is asked for, there is one original.
    assert cerrado("corte", "ver", "1", "--a", tmp_path / "ver.txt").codigo == 0
    assert "COPIA 2" in (tmp_path / "ver.txt").read_text(encoding="utf-8")
    assert cerrado("corte", "ver", "1", "--a", tmp_path / "no" / "z.txt").error == "archivo_no_escribible"
    assert cerrado("imprimir", "Z-9", "--a", tmp_path / "no.txt").error == "folio_desconocido"
    assert cerrado("imprimir", "Z-x", "--a", tmp_path / "no.txt").codigo == 2


@pytest.mark.parametrize("extension", ["csv", "xlsx", "pdf", "txt"])
def test_concentrado_of_some_days(cerrado: Orden, tmp_path: Path, extension: str) -> None:
    ruta = tmp_path / f"c.{extension}"
    junto = cerrado("corte", "concentrado", "--desde", "2023-09-01", "--hasta", "2023-09-30", "--a", ruta)
    assert (junto.codigo, junto.datos["medios"], junto.datos["archivo"]) == (0, {"efectivo": "159.56"}, str(ruta))
    assert [c["corte"] for c in junto.datos["cortes"]] == [1] and ruta.stat().st_size
    assert cerrado("corte", "concentrado", "--desde", "2023-10-01").error == "sin_cortes"
    assert cerrado("corte", "concentrado", "--desde", "ayer").codigo == 2


def test_poliza_asks_for_its_accounts_and_then_adds_up(
    cerrado: Orden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dia = ("--desde", "2023-09-05")
    falta = cerrado("corte", "poliza", *dia)
    assert (falta.codigo, falta.error) == (1, "falta_cuenta_contable")
    assert "[contabilidad.medios] efectivo" in falta.mensaje
    assert cerrado("corte", "poliza", *dia, "--a", tmp_path / "p.pdf").codigo == 2
    recursos = tmp_path / "resources"
    shutil.copytree(perfiles.RECURSOS, recursos)
    perfil = recursos / "organismos" / "cajeme" / "2023" / "perfil.toml"
    lineas = perfil.read_text(encoding="utf-8").replace('efectivo = ""', 'efectivo = "1-1-1"')
    lineas = lineas.replace('\nagua = ""', '\nagua = "4-1"').replace('faltante = ""', 'faltante = "5-9"')
    perfil.write_text(lineas, encoding="utf-8")
    monkeypatch.setattr(perfiles.cargar, "__defaults__", (recursos, ()))
    hecha = cerrado("corte", "poliza", *dia, "--a", tmp_path / "p.csv")
    assert hecha.codigo == 0, hecha.mensaje
    assert hecha.datos["cargos"] == hecha.datos["abonos"] == "159.56"
    filas = list(csv.reader((tmp_path / "p.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert filas[0] == ["Cuenta", "Concepto", "Cargo", "Abono"]
    assert ["4-1", "conceptos.agua", "0.00", "159.56"] in filas


# --- a blind count ---


@pytest.fixture
def ciego(cobrado: Orden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Orden]:
    """The same turno where the count is blind and 50.00 need a reason."""
    recursos = tmp_path / "resources"
    shutil.copytree(perfiles.RECURSOS, recursos)
    perfil = recursos / "organismos" / "cajeme" / "2023" / "perfil.toml"
    texto = perfil.read_text(encoding="utf-8").replace("arqueo_ciego = false", "arqueo_ciego = true")
    perfil.write_text(texto.replace('con_motivo = "ninguna"', 'con_motivo = "50.00"'), encoding="utf-8")
    monkeypatch.setattr(perfiles.cargar, "__defaults__", (recursos, ()))
    yield cobrado


def test_no_order_tells_a_cashier_the_cash_before_the_count(ciego: Orden) -> None:
    secretos = ("659.56", "159.56")
    equis = ciego("corte", "x")
    assert "esperado" not in equis.datos and "perpetuo" not in equis.datos
    for palabras in (("corte", "x"), ("turno", "ver"), ("diagnostico",), ("verificar",)):
        respuesta = ciego(*palabras)
        dicho = json.dumps(respuesta.datos) + respuesta.mensaje
        assert not [s for s in secretos if s in dicho], palabras
    negado = ciego("turno", "cerrar", "--arqueo", "500x1")
    assert negado.error == "falta_motivo" and not any(s.isdigit() for s in negado.mensaje)
    assert ciego("turno", "cerrar", "--arqueo", "500x2", "--motivo", "x").error == "arqueo_ya_contado"
    hecho = ciego("turno", "cerrar", "--arqueo", "500x1", "--motivo", "no sé")
    assert (hecho.datos["esperado"], hecho.datos["diferencia"]) == ("659.56", "-159.56")


def test_a_supervisor_may_see_it_all(ciego: Orden) -> None:
    entero = ciego("corte", "x", "--supervisor", "super").datos
    assert (entero["esperado"], entero["medios"]) == ("659.56", {"efectivo": "159.56"})
    assert ciego("corte", "x", "--supervisor", "demo").codigo == 1
