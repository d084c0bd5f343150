"""The window of the centre: what it shows, by keys alone, and what it does when the centre does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import EquipoError
from tests.sede_de_muestra import CentroDeMuestra, SedeDeMuestra, una_caja_vista
from tests.ui.conftest import quieto
from tests.ui.medidas import cortados, encimados
from ui import tema
from ui.sede.ventana import VentanaSede

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def ventana(tmp_path: Path, qtbot: QtBot) -> Iterator[VentanaSede]:
    imprevistos: list[object] = []
    ventana = VentanaSede(SedeDeMuestra(tmp_path), "America/Hermosillo")  # type: ignore[arg-type]
    ventana.imprevisto.connect(imprevistos.append)
    qtbot.addWidget(ventana)
    ventana.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is ventana)
    ventana.releer()
    quieto(qtbot)
    yield ventana
    ventana.close()
    quieto(qtbot)
    assert ventana.motor.esperar() and not imprevistos


def centro_de(ventana: VentanaSede) -> CentroDeMuestra:
    centro = ventana._sede.centro()
    assert isinstance(centro, CentroDeMuestra)
    return centro


def pulsar(bot: QtBot, ventana: VentanaSede, tecla: Qt.Key, con: Qt.KeyboardModifier) -> None:
    bot.keyClick(QApplication.focusWidget() or ventana, tecla, con)
    quieto(bot)


def test_every_caja_and_the_day_are_there(ventana: VentanaSede) -> None:
    model = ventana.cajas.model
    assert [c.caja.caja for c in model.filas] == ["1", "2", "3", "4", "5"]
    filas = [[model.index(f, c).data() for c in range(model.columnCount())] for f in range(model.rowCount())]
    assert filas[2][2:4] == ["hace 34 min", "12 o más"] and filas[2][-1] == "Sin contacto"
    assert filas[3][7] == "9 min" and filas[3][8] == "B" and filas[4][3] == "no se sabe"
    assert ventana.total.text().startswith("$ ") and "cobros" in ventana.pagos.text()
    assert [s.nombre for s in ventana.vista.series] == ["Centro Norte", "Plaza Tutuli", "Centro Sur"]
    assert "Centro Norte: " in ventana.vista.accessibleDescription()
    assert "3 de 5 cajas en línea" in ventana.dicho.text() and ventana.cajas.tabla.hasFocus()


def test_it_looks_again_and_what_comes_in_is_drawn(ventana: VentanaSede, qtbot: QtBot) -> None:
    centro, antes = centro_de(ventana), ventana.total.text()
    ventana.cajas.tabla.selectRow(3)
    centro.recaudado = (*centro.recaudado, *centro.recaudado)
    pulsar(qtbot, ventana, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    assert ventana.total.text() != antes and ventana._reloj.isActive()
    assert ventana.cajas.tabla.currentIndex().row() == 3
    pulsar(qtbot, ventana, Qt.Key.Key_G, CTRL)
    assert [s.nombre for s in ventana.vista.series] == ["Caja 1", "Caja 2", "Caja 4", "Caja 3"]


def test_one_is_settled_with_a_reason_and_a_name(ventana: VentanaSede, qtbot: QtBot) -> None:
    card, centro = ventana.incidencias, centro_de(ventana)
    pulsar(qtbot, ventana, Qt.Key.Key_2, ALT)
    assert card.tabla.hasFocus()
    pulsar(qtbot, ventana, Qt.Key.Key_Return, CTRL)
    assert "Escriba qué se hizo" in card.mensaje.text() and card.nota.hasFocus()
    qtbot.keyClicks(card.nota, "queda para octubre")
    pulsar(qtbot, ventana, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert "quién la resuelve" in card.mensaje.text() and card.quien.hasFocus()
    qtbot.keyClicks(card.quien, "jefa")
    pulsar(qtbot, ventana, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert centro.resueltas == [("a1b2c3d4", "a_favor", "queda para octubre", "jefa")]
    assert [i.id for i in card.model.filas] == ["e5f6a7b8"] and card.quien.text() == "jefa" and not card.nota.text()


def test_one_that_somebody_else_settled_meanwhile_is_refused_in_its_place(ventana: VentanaSede, qtbot: QtBot) -> None:
    card, centro = ventana.incidencias, centro_de(ventana)
    centro.incidencias = ()
    card.nota.setText("x")
    card.quien.setText("jefa")
    card.resolver()
    quieto(qtbot)
    assert "ya está resuelta" in card.mensaje.text() and card.boton.isEnabled() and card.nota.text() == "x"


def test_a_centre_that_does_not_answer_keeps_what_is_seen(ventana: VentanaSede, qtbot: QtBot) -> None:
    centro_de(ventana).luego = EquipoError("centro_inaccesible", "No se puede hablar con el centro.")
    ventana.releer()
    quieto(qtbot)
    assert "No se puede hablar" in ventana.dicho.text() and ventana.cajas.model.rowCount() == 5
    assert ventana._reloj.isActive()
    ventana.releer()
    quieto(qtbot)
    assert "en línea" in ventana.dicho.text()


def test_an_empty_centre_is_told_in_words(ventana: VentanaSede, qtbot: QtBot) -> None:
    centro = centro_de(ventana)
    centro.cajas, centro.recaudado, centro.incidencias = (una_caja_vista(),), (), ()
    ventana.releer()
    quieto(qtbot)
    assert ventana.vista.accessibleDescription() == "Todavía no hay cobros." and ventana.total.text() == "$ 0.00"
    assert ventana.vista.dicho_en(100) == "" and ventana.incidencias.detalle.text() == "No hay nada por resolver."
    assert not ventana.grab().isNull()


def test_a_pointer_reads_the_hour(ventana: VentanaSede) -> None:
    ancho = ventana.vista.width()
    assert ventana.vista.dicho_en(0).startswith("Hasta las 8:59") and "Centro Sur: $ " in ventana.vista.dicho_en(ancho)


@pytest.mark.parametrize("nombre", list(tema.TEMAS))
@pytest.mark.parametrize("medida", [(1366, 768), (1024, 768)])
def test_nothing_is_cut_at_any_size(ventana: VentanaSede, qtbot: QtBot, nombre: str, medida: tuple[int, int]) -> None:
    tema.aplicar(tema.Apariencia(nombre))
    ventana.resize(*medida)
    for _ in range(10):
        quieto(qtbot)
    assert [*cortados(ventana), *encimados(ventana)] == []
    assert ventana.size().toTuple() == medida


def test_colours_change_by_a_key(ventana: VentanaSede, qtbot: QtBot) -> None:
    pulsar(qtbot, ventana, Qt.Key.Key_T, CTRL)
    assert tema.elegida().tema == "oscuro"
