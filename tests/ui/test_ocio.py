"""Nobody at the keyboard: the caja locks itself, what is half done stays, and a question left open is answered no."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Abierto, Abrir
from ui import dialogos
from ui.cobro.pantalla import PantallaCobrar
from ui.ocio import Ocio

Key = Qt.Key


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    """With a cuenta on the screen and 500 handed over."""
    hecho = abrir(carpeta)
    hecho.entrar()
    hecho.abrir_turno()
    pantalla = hecho.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    pantalla.leer("0000100-0")
    hecho.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.pago.efectivo.hasFocus())
    hecho.tecla(Key.Key_Q)
    return hecho


def test_it_locks_and_what_was_half_done_is_there_afterwards(abierto: Abierto) -> None:
    abierto.programa.ocio.pasado.emit()
    assert abierto.sesion.usuario is None and abierto.ventana.acceso.isVisible()
    abierto.programa.ocio.pasado.emit()
    abierto.entrar()
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    assert str(pantalla.pago.efectivo.importe()) == "500.00" and pantalla.mando.curso is not None


def test_a_question_left_open_is_answered_no(abierto: Abierto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogos, "registro", lambda mensaje: None)
    dichas: list[bool] = []
    dialogos.preguntar(abierto.ventana, "¿Cobrar?", "Sí, cobrar", dichas.append)
    abierto.bot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    abierto.programa.ocio.pasado.emit()
    abierto.bot.waitUntil(lambda: dichas == [False])
    assert QApplication.activeModalWidget() is None and abierto.sesion.usuario is None


def test_a_hand_at_the_keyboard_begins_the_count_again(abierto: Abierto) -> None:
    reloj = abierto.programa.ocio._reloj
    assert reloj.interval() == 10 * 60_000, "what the profile says"
    abierto.programa.ocio.vigilar(abierto.ventana.windowHandle())
    reloj.stop()
    # As the window system gives it: to the window, not to the field.
    tecla = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(abierto.ventana.windowHandle(), tecla)
    assert reloj.isActive()


def test_the_time_can_be_another(abierto: Abierto) -> None:
    pronto = Ocio(abierto.programa)
    pronto.contar()
    with abierto.bot.waitSignal(pronto.pasado, timeout=2_000):
        pronto.poner(0)
