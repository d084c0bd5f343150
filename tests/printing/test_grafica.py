"""The pictures of reports on a PDF: their height, and that any amounts can be drawn."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documentos import BarraDeImporte, Documento, Grafica, Texto
from app.domain.dinero import Dinero
from printing.grafica import alto_de
from printing.pdf import to_pdf


def una_grafica(*valores: int, de_tiempo: bool = True, rotulo: str = "r") -> Grafica:
    return Grafica(tuple(BarraDeImporte(f"{rotulo}{n}", Dinero(v)) for n, v in enumerate(valores)), de_tiempo)


def trazos(pdf: bytes) -> list[str]:
    """What the sheets draw, operator by operator."""
    hojas = re.findall(rb"ASCII85Decode /FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.S)
    partes = (zlib.decompress(base64.a85decode(b"<~" + hoja.strip(), adobe=True)) for hoja in hojas)
    return [linea for parte in partes for linea in parte.decode("latin-1").splitlines()]


def test_no_bars_take_no_room() -> None:
    assert alto_de(una_grafica()) == 0
    assert alto_de(una_grafica(1, 2, 3, de_tiempo=False)) > alto_de(una_grafica(1, 2, de_tiempo=False))


def rectangulos(pdf: bytes) -> int:
    return sum(linea.count(" re") for linea in trazos(pdf))


@pytest.mark.parametrize("de_tiempo", [True, False])
def test_there_is_a_bar_for_each_amount(de_tiempo: bool) -> None:
    documento = Documento("x", (Texto("a"), una_grafica(500, 0, -300, 200, de_tiempo=de_tiempo)))
    assert rectangulos(to_pdf(documento, 92)) - rectangulos(to_pdf(Documento("x", (Texto("a"),)), 92)) == 4


def test_the_same_picture_is_the_same_bytes() -> None:
    documento = Documento("x", (una_grafica(500, -300),))
    assert to_pdf(documento, 92) == to_pdf(documento, 92)


@given(st.lists(st.integers(-(10**11), 10**11), max_size=60), st.booleans(), st.text("añ€□w", max_size=60))
def test_any_amounts_and_words_are_drawn(valores: list[int], de_tiempo: bool, rotulo: str) -> None:
    documento = Documento("x", (una_grafica(*valores, de_tiempo=de_tiempo, rotulo=rotulo),))
    assert to_pdf(documento, 92).startswith(b"%PDF")
