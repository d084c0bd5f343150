"""`imprimir` without `--a`: on the printer of this PC."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ajustes import Impresora, cambiar_impresora
from app.armado import Taller
from tests.cli.conftest import Orden
from tests.cli.test_cobrar import con_un_recibo
from tests.factories import SUPER


@pytest.fixture
def folio(turno: Orden) -> str:
    """Of a payment whose ticket is in the queue."""
    return str(turno("cobrar", con_un_recibo(turno), "--efectivo", 5000).datos["folio"])


def poner(datos: Path, impresora: Impresora) -> None:
    with Taller(datos).contexto(escribir=True) as ctx:
        cambiar_impresora(ctx, impresora, SUPER)


def test_without_a_printer_it_says_what_to_do(turno: Orden, folio: str) -> None:
    respuesta = turno("imprimir", folio)
    assert (respuesta.codigo, respuesta.error) == (3, "sin_impresora")


def test_a_copy_is_given_after_the_corte_though_the_pin_is_still_there(
    turno: Orden, folio: str, tmp_path: Path
) -> None:
    assert turno("turno", "cerrar", "--arqueo", "0").codigo == 0
    assert turno("imprimir", folio, "--a", tmp_path / "c.txt").datos["copia"] == 1


def test_it_goes_to_the_printer_of_this_pc(turno: Orden, folio: str, datos: Path, tmp_path: Path) -> None:
    poner(datos, Impresora("archivo", str(tmp_path / "t.txt"), 32))
    for copia in (1, 2):
        respuesta = turno("imprimir", folio)
        assert (respuesta.datos["copia"], respuesta.datos["resultado"]) == (copia, "impreso")
    leido = (tmp_path / "t.txt").read_text(encoding="utf-8")
    assert "COPIA 2" in leido and max(map(len, leido.splitlines())) <= 32
    turno("imprimir", folio, "--ancho", 80)
    assert max(map(len, (tmp_path / "t.txt").read_text(encoding="utf-8").splitlines())) > 32
    assert turno("verificar").datos["ok"]


def test_a_dead_printer_is_exit_3(turno: Orden, folio: str, datos: Path) -> None:
    poner(datos, Impresora("red", "127.0.0.1:1"))
    respuesta = turno("imprimir", folio)
    assert (respuesta.codigo, respuesta.error) == (3, "papel_fallo")
    assert "127.0.0.1:1" in respuesta.mensaje
    assert turno("imprimir", "1A-000099").error == "folio_desconocido"


@pytest.mark.parametrize("palabras", [
    ("cobrar", "{cuenta}", "--efectivo", 5000, "--ticket"),
    ("constancia", "{cuenta}", "--a"),
    ("convenio", "hacer", "{cuenta}", "--parcialidades", 4, "--a"),
    ("beneficio", "solicitar", "{cuenta}", "insen", "--beneficiario", "Ana", "--a"),
])  # fmt: skip
def test_a_paper_of_no_known_form_is_refused_before_anything_is_done(
    turno: Orden, palabras: tuple[object, ...]
) -> None:
    cuenta = con_un_recibo(turno)
    antes = turno("estado", cuenta).datos
    respuesta = turno(*(str(palabra).format(cuenta=cuenta) for palabra in palabras), "papel.doc")
    assert (respuesta.codigo, respuesta.error) == (2, "formato_desconocido")
    assert turno("estado", cuenta).datos == antes and turno("impresora", "cola").datos["cola"] == []


def test_the_paper_of_a_payment_taken_up_again_has_a_name_too(turno: Orden) -> None:
    assert turno("imprimir", "r1a-000001", "--a", "r.txt").error == "folio_desconocido"
    assert turno("imprimir", "r-1", "--a", "r.txt").error == "folio_invalido"
