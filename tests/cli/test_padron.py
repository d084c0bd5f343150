"""Import by command line: the organismo's own files, and the next file after a payment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Orden

Propias = Callable[..., tuple[str, ...]]


def test_own_padron_from_two_files_and_the_same_files_again(turno: Orden, propias: Propias) -> None:
    primera = turno(*propias()).datos
    assert (primera["leidas"], primera["altas"], primera["rechazadas"]) == (2, 2, [])
    otra = turno(*propias()).datos
    assert (otra["altas"], otra["cambios"], otra["lote"]) == (0, 0, None)
    assert turno("estado", "900-1").datos["adeudo"] == "159.56"
    assert turno("buscar", "penunuri sonora").datos["resultados"][0]["cuenta"] == "900-1"
    assert turno("verificar").datos["ok"]


@pytest.mark.parametrize(
    ("pagado", "hasta", "adeudo"),
    [
        ("0.00", "ninguno", "0.00"),
        ("159.56", "1A-000001", "0.00"),
        ("159.56", "ninguno", "0.00"),
        ("0.00", "1A-000001", "159.56"),
        ("100.00", "1A-000001", "59.56"),
    ],
)
def test_import_pay_import_the_next_file(turno: Orden, propias: Propias, pagado: str, hasta: str, adeudo: str) -> None:
    turno(*propias())
    assert turno("cobrar", "900-1", "--efectivo", "200").codigo == 0
    assert turno(*propias(pagado)).error == "falta_pagos_hasta"
    assert turno(*propias(pagado), "--pagos-hasta", "1A-000077").error == "folio_desconocido"
    assert turno(*propias(pagado), "--pagos-hasta", hasta).codigo == 0
    assert turno("estado", "900-1").datos["adeudo"] == adeudo
    assert turno("verificar").datos["ok"]


def test_simulating_writes_nothing_and_needs_nobody(orden: Orden, propias: Propias) -> None:
    palabras = [p for p in propias() if p not in ("--supervisor", "super")]
    respuesta = orden(*palabras, "--simular").datos
    assert (respuesta["altas"], respuesta["lote"]) == (2, None)
    assert orden("estado", "900-1").error == "cuenta_desconocida"


def test_import_needs_an_administrator(orden: Orden, propias: Propias, monkeypatch: pytest.MonkeyPatch) -> None:
    sin_nadie = [p for p in propias() if p not in ("--supervisor", "super")]
    assert orden(*sin_nadie).error == "requiere_administrador"
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "246810")
    assert orden(*sin_nadie, "--supervisor", "demo").error == "requiere_administrador"
    assert orden("importar").error == "falta_archivo"


def test_one_bad_row_is_reported_and_the_rest_goes_in(orden: Orden, tmp_path: Path) -> None:
    archivo = tmp_path / "c.csv"
    archivo.write_bytes(
        "\ufeffcuenta,titular,domicilio,uso\n1,Ana Ruiz,Calle 1,domestico\n2,=1+1,Calle 2,domestico\n"
        "1,Otra Ana,Calle 3,domestico\n3,Luis Mena,Calle 4,lunar\n4,Eva\x1b Sol,Calle 5,domestico\n".encode()
    )
    datos = orden("importar", "--cuentas", archivo, "--supervisor", "super").datos
    assert datos["altas"] == 1
    assert [(r["renglon"], r["columna"]) for r in datos["rechazadas"]] == [
        (3, "titular"), (4, "cuenta"), (5, "uso"), (6, "titular"),
    ]  # fmt: skip
    archivo.write_bytes("cuenta,titular\n1,José\n".encode("latin-1"))
    assert orden("importar", "--cuentas", archivo, "--supervisor", "super").codigo == 1


@pytest.mark.parametrize("texto", ['"*^(', "a" * 10_000, "", "%_'; --", "ñ" * 300])
def test_any_search_is_answered(orden: Orden, texto: str) -> None:
    assert orden("buscar", texto).codigo == 0


@pytest.mark.parametrize("limite", [0, -1])
def test_a_search_for_no_rows_is_a_mistake(orden: Orden, limite: int) -> None:
    respuesta = orden("buscar", "a", "--limite", limite)
    assert (respuesta.codigo, respuesta.error) == (2, "limite_invalido")
