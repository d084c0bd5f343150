"""QR and bars: a scanner that is not of the house reads them, whatever they say and with a part lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documentos.modulos import modulos_de_barras, modulos_qr
from tests.printing.lector import leer_codigos

TICKET = "VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"
IMPRIMIBLES = st.characters(min_codepoint=32, max_codepoint=126)


def leido(filas: tuple[bytes, ...], alto: int = 1) -> list[str]:
    """Four dots a module, with the blank that a scanner needs."""
    ancho = len(filas[0]) + 20
    vacia = bytes(ancho)
    puntos = b"".join([*[vacia] * 10, *(bytes(10) + fila + bytes(10) for fila in filas * alto), *[vacia] * 10])
    imagen = Image.frombytes("L", (ancho, len(puntos) // ancho), bytes(255 - 255 * p for p in puntos))
    return leer_codigos(imagen.resize((imagen.width * 4, imagen.height * 4), Image.Resampling.NEAREST))


@pytest.mark.parametrize("largo", [1, 14, 26, 42, 62, 84, 106, 122, 152, 180, 213])
def test_every_size_of_a_ticket(largo: int) -> None:
    datos = "".join(chr(33 + n * 7 % 94) for n in range(largo))
    filas = modulos_qr(datos)
    assert {len(fila) for fila in filas} == {len(filas)} and set(b"".join(filas)) == {0, 1}
    assert leido(filas) == [datos]


def test_it_is_read_with_part_of_the_message_lost() -> None:
    filas = [bytearray(fila) for fila in modulos_qr(TICKET)]
    for fila in filas[12:18]:
        fila[12:21] = bytes(random.Random(1).choices((0, 1), k=9))
    assert leido(tuple(map(bytes, filas))) == [TICKET]


@settings(max_examples=60)
@given(st.text(IMPRIMIBLES, min_size=1, max_size=24))
def test_any_bars_are_read(datos: str) -> None:
    assert leido((modulos_de_barras(datos),), alto=20) == [datos]


@pytest.mark.parametrize("datos", ["", "x" * 2400])
def test_what_no_qr_holds_is_refused(datos: str) -> None:
    with pytest.raises(ValueError, match=r"NULL or empty|too long"):
        modulos_qr(datos)


@pytest.mark.parametrize("datos", ["", "ñ", "a\nb", "a\x1db"])
def test_what_bars_do_not_hold_is_refused(datos: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        modulos_de_barras(datos)
