"""Reports by command: keys, files, and what is refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Orden

CON_PERMISO = ("--supervisor", "super")
DE_TODO_REPORTE = {"desde", "hasta", "pidio", "momento", "seq", "hash"}


@pytest.fixture
def cobrado(turno: Orden, propias: Callable[..., tuple[str, ...]]) -> Orden:
    """A turno with 159.56 in cash, 143.60 after pronto pago."""
    assert turno(*propias()).codigo == 0
    assert turno("cobrar", "900-1", "--efectivo", "200").codigo == 0
    return turno


def test_what_was_collected_with_its_seal(cobrado: Orden) -> None:
    hecho = cobrado("reporte", "--por", "medio", *CON_PERMISO)
    assert hecho.codigo == 0 and hecho.datos.keys() >= DE_TODO_REPORTE
    assert hecho.datos["renglones"] == [
        {"clave": "efectivo", "veces": 1, "cobrado": "143.60", "reversos": 0, "revertido": "0.00", "neto": "143.60"}
    ]
    assert (hecho.datos["pagos"], hecho.datos["neto"], hecho.datos["pidio"]) == (1, "143.60", "super")
    concepto = cobrado("reporte", "--por", "concepto", "--periodo", "ejercicio", *CON_PERMISO).datos
    assert (concepto["fuera"], concepto["desde"], concepto["hasta"]) == ("-15.96", "2023-01-01", "2023-12-31")
    turno = cobrado("reporte", "cobranza", "--turno", "1", "--de", "demo", *CON_PERMISO).datos
    assert (turno["turno"], turno["cajero"], turno["por"]) == (1, "demo", "dia")


def test_benefits_and_differences(cobrado: Orden) -> None:
    beneficios = cobrado("reporte", "beneficios", *CON_PERMISO).datos
    assert beneficios["programas"] == {"pronto_pago": {"cuentas": 0, "descontado": "-15.96"}}
    assert "Art. 46" in beneficios["beneficios"][0]["fundamento"]
    assert cobrado("turno", "cerrar", "--arqueo", "500x1,100x1,20x2,1x3", "--motivo", "moneda").codigo == 0
    diferencias = cobrado("reporte", "diferencias", "--desde", "2023-09-01", "--hasta", "2023-09-30", *CON_PERMISO)
    assert diferencias.datos["cortes"][0]["diferencia"] == "-0.60"
    assert diferencias.datos["cajeros"]["demo"]["faltante"] == "-0.60"


@pytest.mark.parametrize("que", [("cobranza", "--por", "hora"), ("beneficios",), ("diferencias",)])
@pytest.mark.parametrize("formato", ["csv", "xlsx", "pdf", "txt", "png"])
def test_files(cobrado: Orden, tmp_path: Path, que: tuple[str, ...], formato: str) -> None:
    assert cobrado("turno", "cerrar", "--arqueo", "500x1,100x1", "--motivo", "moneda").codigo == 0
    ruta = tmp_path / f"reporte.{formato}"
    assert cobrado("reporte", *que, *CON_PERMISO, "--a", ruta).codigo == 0
    assert ruta.stat().st_size > 80


def test_nothing_in_a_file_is_run_as_a_formula(cobrado: Orden, tmp_path: Path) -> None:
    evidencia = ("--beneficiario", "=HYPERLINK(A1)", "--documento", "@INAPAM", "--curp", "XEXX010101HNEXXXA4")
    otorgado = cobrado("beneficio", "otorgar", "900-1", "insen", *evidencia, *CON_PERMISO)
    assert otorgado.codigo == 0, otorgado.mensaje
    ruta = tmp_path / "salida.csv"
    assert cobrado("reporte", "beneficios", *CON_PERMISO, "--a", ruta).datos["renglones"] == 2
    filas = {fila[0]: fila for fila in csv.reader(ruta.read_text(encoding="utf-8-sig").splitlines())}
    insen = filas["INSEN"]
    assert (insen[2], insen[4], insen[6]) == ("'=HYPERLINK(A1)", "'@INAPAM", "super")
    assert [f[1] for f in filas.values() if f[10] == "-15.96"] == [""]


@pytest.mark.parametrize(
    ("palabras", "clave"),
    [
        (("--desde", "2023-09-06"), "periodo_futuro"),
        (("--desde", "2023-09-05", "--hasta", "2023-09-01"), "rango_invertido"),
        (("--periodo", "ayer"), "sin_movimientos"),
        (("--turno", "7"), "turno_desconocido"),
        (("--turno", "1", "--periodo", "hoy"), "uso"),
        (("--turno", "-1"), "uso"),
        (("beneficios", "--por", "hora"), "uso"),
        (("--por", "color"), "uso"),
        (("--desde", "ayer"), "fecha_invalida"),
    ],
)
def test_what_cannot_be_reported_is_told(cobrado: Orden, palabras: tuple[str, ...], clave: str) -> None:
    assert cobrado("reporte", *palabras, *CON_PERMISO).error == clave


def test_who_may_not_sees_nothing(cobrado: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cobrado("reporte").error == "requiere_administrador"
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "246810")
    negado = cobrado("reporte", "--supervisor", "demo")
    assert (negado.codigo, negado.error) == (1, "requiere_administrador")


def test_a_folder_that_cannot_be_written_is_told(cobrado: Orden, tmp_path: Path) -> None:
    for ruta in (tmp_path / "no hay" / "r.pdf", tmp_path / "no hay" / "r.csv", Path("/proc/r.xlsx")):
        negado = cobrado("reporte", *CON_PERMISO, "--a", ruta)
        assert negado.codigo == 3 and "no se pudo escribir" in negado.datos["error"]["mensaje"].lower()
    assert cobrado("reporte", *CON_PERMISO, "--a", tmp_path / "r.doc").error == "formato_desconocido"
