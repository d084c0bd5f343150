"""QR codes: the same modules as another writer makes, in every version, and readable when part of them is lost."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from app.documentos.qr import lado_qr, modulos_qr, version_qr

#: Bytes that each version holds at level M (ISO/IEC 18004, table 7).
CABEN = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)
TICKET = "VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"


def de_otro(datos: str) -> tuple[bytes, ...]:
    codigo = QRCode(version_qr(datos), ERROR_CORRECT_M, mask_pattern=2, border=0)
    codigo.add_data(QRData(datos.encode(), mode=MODE_8BIT_BYTE))
    codigo.make(fit=False)
    return tuple(bytes(map(int, fila)) for fila in codigo.get_matrix())


def leido(filas: tuple[bytes, ...]) -> list[str]:
    margen = bytes(4)
    altas = [bytes(len(filas) + 8)] * 4
    puntos = b"".join([*altas, *(margen + fila + margen for fila in filas), *altas])
    lado = len(filas) + 8
    imagen = Image.frombytes("L", (lado, lado), bytes(255 - 255 * p for p in puntos))
    return [c.text for c in zxingcpp.read_barcodes(imagen.resize((lado * 4, lado * 4), Image.Resampling.NEAREST))]


@pytest.mark.parametrize("version", range(1, 11))
def test_every_version_full_and_nearly_empty(version: int) -> None:
    menos, mas = (0, *CABEN)[version - 1] + 1, CABEN[version - 1]
    for largo in (menos, mas - 1, mas):
        datos = "".join(chr(33 + n * 7 % 94) for n in range(largo))
        assert version_qr(datos) == version
        assert len(modulos_qr(datos)) == lado_qr(version)
        assert modulos_qr(datos) == de_otro(datos)
        assert leido(modulos_qr(datos)) == [datos]


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=50))
def test_any_text_has_the_modules_that_another_writer_gives_it(datos: str) -> None:
    assert modulos_qr(datos) == de_otro(datos)


def test_it_is_read_with_a_corner_of_the_message_lost() -> None:
    filas = [bytearray(fila) for fila in modulos_qr(TICKET)]
    for fila in filas[-6:]:
        fila[-9:] = bytes(random.Random(1).choices((0, 1), k=9))
    assert leido(tuple(map(bytes, filas))) == [TICKET]


def test_what_no_code_of_a_ticket_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="214 bytes"):
        modulos_qr("x" * 214)
    with pytest.raises(ValueError, match="214 bytes"):
        modulos_qr("ñ" * 107)
