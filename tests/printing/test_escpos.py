"""Bytes for the thermal printer: one page of signs, only our orders, a QR that reads back, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documentos import Codigo, Documento, Fila, Importe, Nota, Renglon, Texto, disponer, ticket_pago
from app.domain.dinero import Dinero
from app.papel.impresora import Impresora
from printing.escpos import to_escpos
from printing.papel import PAPELES, Papel, papel_de
from tests.printing.lector import leer_codigos
from tests.printing.muestras import ENCABEZADO, un_pago
from tests.printing.ordenes import leer

RAIZ = Path(__file__).parents[2]


def de(columnas: int) -> Impresora:
    return Impresora(columnas=columnas)


def impresas(filas: tuple[Fila, ...], columnas: int) -> tuple[str, ...]:
    """The composed rows as a page of CP858 can show them."""
    return tuple(
        fila.texto(columnas // 2 if fila.grande else columnas).encode("cp858", "replace").decode("cp858")
        for fila in filas
        if isinstance(fila, Renglon)
    )


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_bytes_are_the_composed_lines_in_cp858(columnas: int) -> None:
    documento = ticket_pago(un_pago(), ENCABEZADO)
    leido = leer(to_escpos(documento, de(columnas)))
    assert leido.lineas == impresas(disponer(documento, columnas), columnas)
    assert "Ibáñez Muñoz" in " ".join(leido.texto.decode("cp858").split())
    assert "?" not in leido.texto.decode("cp858")


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_qr_reads_back_from_the_dots_and_fits_the_paper(columnas: int) -> None:
    papel = PAPELES[columnas]
    imagen, barras = leer(to_escpos(ticket_pago(un_pago(uso="", medidor=""), ENCABEZADO), de(columnas))).imagenes
    assert imagen.width <= papel.puntos
    margen = imagen.convert("L").point(lambda v: 255 - v).getbbox()
    assert margen is not None
    assert abs(margen[0] - (papel.puntos - margen[2])) <= 16, "the code is not in the middle of the paper"
    assert leer_codigos(barras) == ["123456"] and barras.width <= papel.puntos
    assert leer_codigos(imagen) == ["VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"]


def test_reset_comes_first_then_one_page_of_signs_and_the_cut_last() -> None:
    ordenes = leer(to_escpos(ticket_pago(un_pago(uso="", medidor=""), ENCABEZADO), de(32))).ordenes
    assert ordenes[:2] == [b"\x1b@", b"\x1bt\x13"]
    assert ordenes[-1] == b"\x1dV\x01"
    assert sum(o.startswith(b"\x1bt") for o in ordenes) == 1


def test_page_of_signs_is_the_printers_own_number_on_every_ticket() -> None:
    otra = Impresora(columnas=32, numero_pagina=53)
    documento = Documento("x", (Texto("á"),))
    assert to_escpos(documento, otra) == to_escpos(documento, otra)
    assert leer(to_escpos(documento, otra)).ordenes[1] == b"\x1bt\x35"
    assert leer(to_escpos(documento, de(32))).ordenes[1] == b"\x1bt\x13"


def test_style_is_taken_off_after_the_row_that_has_it() -> None:
    documento = Documento("x", (Texto("a"), Texto("b", enfasis=True, grande=True), Texto("c")))
    datos = to_escpos(documento, de(48))
    assert b"a\n\x1d!\x11\x1bE\x01b\n\x1d!\x00\x1bE\x00c\n" in datos
    assert b"b\n\x1d!\x00\x1bE\x00\x1bd" in to_escpos(Documento("x", documento.lineas[:2]), de(48))


def test_what_the_page_lacks_is_a_visible_mark() -> None:
    lineas = leer(to_escpos(Documento("x", (Texto("中 Łódź 😀 €5 «ñ»"),)), de(48))).lineas
    assert lineas == ("· ?ód? · €5 «ñ»",)


def test_bar_code_reads_back_from_the_dots() -> None:
    documento = Documento("x", (Codigo("2A-004518", "code128", "2A-004518"),))
    for papel in PAPELES.values():
        leido = leer(to_escpos(documento, de(papel.columnas)))
        assert leido.imagenes[0].width <= papel.puntos
        assert leer_codigos(leido.imagenes[0]) == ["2A-004518"]


@pytest.mark.parametrize("datos", ["", "ñ", "a\nb", "9" * 200 + "x" * 200])
def test_bar_code_that_cannot_be_drawn_is_refused(datos: str) -> None:
    with pytest.raises(ValueError, match=r"Code 128|too long"):
        to_escpos(Documento("x", (Codigo(datos, "code128"),)), de(32))


@settings(max_examples=50)
@given(
    st.lists(
        st.one_of(
            st.builds(Texto, st.text(), st.sampled_from(["izq", "centro", "der"]), st.booleans(), st.booleans()),
            st.builds(Nota, st.text(st.sampled_from("\x00\x1b\x1d@!Vp\n\r\tá中😀\u0301"))),
            st.builds(Importe, st.text(), st.integers(0, 10**12).map(Dinero), st.booleans(), st.booleans()),
        ),
        max_size=6,
    ),
    st.sampled_from([32, 42, 48]),
)
def test_no_text_commands_the_printer(contenido: list[Texto | Nota | Importe], columnas: int) -> None:
    documento = Documento("x", tuple(contenido))
    leido = leer(to_escpos(documento, de(columnas)))
    assert not [b for b in leido.texto if (b < 0x20 and b != 0x0A) or b == 0x7F]
    assert leido.lineas == impresas(disponer(documento, columnas), columnas)
    assert {o[:2] for o in leido.ordenes} <= {b"\x1b@", b"\x1bt", b"\x1bE", b"\x1bd", b"\x1d!", b"\x1dV"}
    for linea in contenido:
        if isinstance(linea, Importe):
            assert str(linea.importe) in leido.texto.decode("cp858")


def test_name_of_five_thousand_signs_is_printed_whole() -> None:
    lineas = leer(to_escpos(ticket_pago(un_pago(titular="Ñ" * 5000), ENCABEZADO), de(32))).lineas
    assert sum(linea.count("Ñ") for linea in lineas) == 5000


def test_paper_of_any_width_is_wide_enough() -> None:
    assert papel_de(32).milimetros == 58
    assert papel_de(48).milimetros == 80
    assert papel_de(64) == Papel(64, 768)


def test_library_leaves_nothing_behind(tmp_path: Path) -> None:
    """Imported in a process of its own: no temporary folder, no handler of the log, no variable of the environment."""
    programa = """
import logging, os, tempfile, threading
antes = dict(os.environ), tempfile.mkdtemp
os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = "propia"
from app.documentos import Documento, Texto
from printing.escpos import to_escpos
from app.papel.impresora import Impresora
import sys
assert "escpos" not in sys.modules, "the library is loaded when the first ticket is made"
assert to_escpos(Documento("x", (Texto("x"),)), Impresora())
assert os.environ.pop("ESCPOS_CAPABILITIES_PICKLE_DIR") == "propia"
assert (dict(os.environ), tempfile.mkdtemp) == antes
assert not logging.getLogger().handlers
"""
    entorno = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(RAIZ), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-W", "error", "-c", programa], check=True, env=entorno, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []
