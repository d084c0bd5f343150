"""`impresora`: set it, see it, ask it, try it, and print what waits, all by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from printing.conversacion import POCO_PAPEL
from tests.cli.conftest import Orden
from tests.cli.test_cobrar import con_un_recibo
from tests.printing.impresora_falsa import SIN_PAPEL, ImpresoraFalsa
from tests.printing.ordenes import leer

SUPERVISA = ("--supervisor", "super")


def test_a_printer_is_set_by_who_may_and_shown(orden: Orden) -> None:
    assert orden("impresora", "poner", "--tipo", "red", "--destino", "10.0.0.5").codigo == 1
    puesta = orden(
        "impresora", "poner", "--tipo", "red", "--destino", "10.0.0.5", "--columnas", 42, "--pagina", "cp850",
        "--cajon", 5, "--qr", "nativo", "--densidad", -2, *SUPERVISA,
    )  # fmt: skip
    assert puesta.codigo == 0 and puesta.datos["numero_pagina"] == 2
    orden("impresora", "poner", "--para", "corte", "--tipo", "hojas", "--destino", "laser", *SUPERVISA)
    orden("impresora", "poner", "--numero-pagina", 18, *SUPERVISA)
    todas, cortes = orden("impresora", "ver").datos["impresoras"]
    assert (todas["para"], todas["destino"], todas["columnas"], todas["numero_pagina"], todas["qr"]) == (
        "todos", "10.0.0.5", 42, 18, "nativo",
    )  # fmt: skip
    assert (cortes["para"], cortes["tipo"], cortes["destino"]) == ("corte", "hojas", "laser")
    orden("impresora", "poner", "--para", "corte", "--tipo", "ninguna", *SUPERVISA)
    assert len(orden("impresora", "ver").datos["impresoras"]) == 1
    assert orden("verificar").datos["ok"]


@pytest.mark.parametrize(
    ("opcion", "valor", "dice"),
    [
        ("--numero-pagina", 256, "de 0 a 255"), ("--numero-pagina", -1, "de 0 a 255"), ("--pulso", 5, "milisegundos"),
        ("--densidad", 9, "densidad"), ("--destino", "no es una", "192.168.1.50"),
        ("--destino", "10.0.0.5:99999", "65535"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_told_in_a_sentence(orden: Orden, opcion: str, valor: object, dice: str) -> None:
    orden("impresora", "poner", "--tipo", "red", "--destino", "10.0.0.5", *SUPERVISA)
    respuesta = orden("impresora", "poner", f"{opcion}={valor}", *SUPERVISA)
    assert (respuesta.codigo, respuesta.error) == (1, "impresora_invalida") and dice in respuesta.mensaje


def test_its_state_and_a_test_page_with_and_without_the_drawer(orden: Orden) -> None:
    assert orden("impresora", "estado").error == "sin_impresora"
    with ImpresoraFalsa() as falsa:
        orden("impresora", "poner", "--tipo", "red", "--destino", f"127.0.0.1:{falsa.puerto}", *SUPERVISA)
        falsa.estado = b"\x12\x1e"
        assert orden("impresora", "estado").datos["aviso"] == POCO_PAPEL
        assert orden("impresora", "probar").datos["resultado"] == "impreso"
        assert orden("impresora", "probar", "--cajon").codigo == 1
        assert orden("impresora", "probar", "--cajon", *SUPERVISA).codigo == 0
        papeles = [leer(p) for p in falsa.papeles if p]
        falsa.estado = SIN_PAPEL
        respuesta = orden("impresora", "estado")
        assert respuesta.codigo == 3 and "ponga un rollo" in respuesta.mensaje
    assert [b"\x1bp\x00\x19\xfa" in p.ordenes for p in papeles] == [False, True]
    lineas = papeles[0].lineas
    assert any("áéíóúüñ ÁÉÍÓÚÜÑ ¿? ¡!" in linea for linea in lineas) and len(papeles[0].imagenes) == 2
    assert max(map(len, lineas)) == 48 and papeles[0].ordenes[-1] == b"\x1dV\x01"


def test_the_queue_is_seen_and_printed(turno: Orden, tmp_path: Path) -> None:
    folio = turno("cobrar", con_un_recibo(turno), "--efectivo", 5000).datos["folio"]
    assert [p["folio"] for p in turno("impresora", "cola").datos["cola"]] == [folio]
    turno("impresora", "poner", "--tipo", "archivo", "--destino", tmp_path / "no hay" / "lp0", *SUPERVISA)
    respuesta = turno("impresora", "cola", "--imprimir")
    assert respuesta.codigo == 3 and respuesta.datos["cola"][0]["estado"] == "fallo"
    turno("impresora", "poner", "--destino", tmp_path / "papel.bin", *SUPERVISA)
    respuesta = turno("impresora", "cola", "--imprimir")
    assert respuesta.codigo == 0 and respuesta.datos["impresos"][0]["estado"] == "impreso"
    assert respuesta.datos["cola"] == [] == turno("impresora", "cola").datos["cola"]
    assert leer((tmp_path / "papel.bin").read_bytes()).ordenes[1] == b"\x1bp\x00\x19\xfa"


def test_what_the_system_offers_is_a_list(orden: Orden) -> None:
    respuesta = orden("impresora", "buscar")
    assert respuesta.codigo == 0 and isinstance(respuesta.datos["halladas"], list)
