"""The preview of a paper: what it shows is what would be printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, qGray
from pytestqt.qtbot import QtBot

from app.documentos import Documento, Logo, Texto
from app.documentos.documento import LOGO_OCTETOS
from ui.papel.papel import VistaPapel, preparar


def png(ancho: int, alto: int, color: str = "black", sobra: int = 0) -> bytes:
    imagen = QImage(ancho, alto, QImage.Format.Format_ARGB32)
    imagen.fill(QColor(color))
    datos = QByteArray()
    salida = QBuffer(datos)
    salida.open(QIODevice.OpenModeFlag.WriteOnly)
    imagen.save(salida, "PNG")  # type: ignore[call-overload]
    return bytes(datos.data()) + bytes(sobra)


def negros(vista: VistaPapel) -> int:
    hoja = vista.widget().grab().toImage()
    return sum(qGray(hoja.pixel(x, y)) < 60 for x in range(hoja.width()) for y in range(0, hoja.height(), 2))


def test_the_logo_is_shown_as_black_dots_in_its_own_size(qtbot: QtBot) -> None:
    vista = VistaPapel()
    qtbot.addWidget(vista)
    vista.mostrar(preparar(Documento("x", (Texto(""),))))
    vacia = vista.widget().sizeHint().height()
    vista.mostrar(preparar(Documento("x", (Logo(png(288, 120)), Texto("")))))
    letra = vista.widget().sizeHint().width() / 50
    # 288 dots are half the paper; 120 are ten letters.
    assert vista.widget().sizeHint().height() - vacia == pytest.approx(10 * letra, rel=0.1)
    assert negros(vista) > 1_000
    vista.mostrar(preparar(Documento("x", (Logo(png(288, 120, "transparent")), Texto("")))))
    assert negros(vista) == 0


@pytest.mark.parametrize(
    "logo", [b"", b"GIF89a" + bytes(50), png(577, 10), png(10, 241), png(10, 10, sobra=LOGO_OCTETOS), png(90, 90)[:60]]
)
def test_a_logo_that_would_not_be_printed_is_not_shown(logo: bytes) -> None:
    assert len(preparar(Documento("x", (Logo(logo), Texto("a")))).filas) == 1
