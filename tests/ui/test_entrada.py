"""Every field and control of every screen: enormous pastes, and a name for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from tests.ui.conftest import Abierto, Abrir
from ui import dialogos
from ui.administracion.pantalla import PantallaAdministracion
from ui.asistente import Asistente
from ui.autorizacion import AutorizacionDialog
from ui.cobro.pantalla import PantallaCobrar
from ui.papel.papel import VistaPapel
from ui.servicios.pantalla import PantallaServicios

CONTROLES = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QProgressBar, VistaPapel)


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    return programa


def paginas(abierto: Abierto) -> Iterator[str]:
    """Each screen at the front, one after the other, F1 with a cuenta and every means of payment."""
    cuerpo = abierto.cuerpo
    yield "search"
    cobrar = cuerpo.pantallas[0]
    assert isinstance(cobrar, PantallaCobrar)
    cobrar.leer("0000100-0")
    abierto.bot.waitUntil(lambda: cobrar.mando.is_al_dia)
    abierto.quieto()
    cobrar.pago.agregar_medio()
    cobrar.pago.medios.vistas[0].clase.setCurrentText("Cheque")
    cobrar.pago.parte.abrir()
    yield "cuenta"
    for tecla in (Qt.Key.Key_F8, Qt.Key.Key_F9):
        abierto.tecla(tecla)
        yield tecla.name
    abierto.tecla(Qt.Key.Key_F2)
    servicios = cuerpo.actual
    assert isinstance(servicios, PantallaServicios)
    for clave, pagina in (("A", "service"), ("PRESUP", "free amount")):
        abierto.bot.waitUntil(lambda: servicios.lista.modelo.rowCount() > 0)
        servicios.lista.escribir(clave)
        abierto.tecla(Qt.Key.Key_Return)
        yield pagina
    servicios.cambiar_cuenta()
    assert abierto.sesion.motor.esperar()
    yield "without a cuenta"
    abierto.tecla(Qt.Key.Key_F4)
    abierto.quieto()
    yield "corte"
    abierto.tecla(Qt.Key.Key_F6)
    administracion = cuerpo.actual
    assert isinstance(administracion, PantallaAdministracion)
    for n in range(3):
        administracion.traer(n)
        yield f"administration {n}"
    abierto.tecla(Qt.Key.Key_F12)
    yield "help"


def campos(abierto: Abierto) -> list[QLineEdit]:
    """Those that can be typed in now, but for PINs."""
    todos = abierto.ventana.findChildren(QLineEdit)
    normales = [c for c in todos if c.echoMode() is QLineEdit.EchoMode.Normal]
    return [c for c in normales if c.isVisible() and c.isEnabled() and not c.isReadOnly()]


def mudos(raiz: QWidget) -> list[str]:
    """Controls without a name, seen or not; Qt's own (the corner of a table, the list of a choice) have none."""
    malos = []
    for widget in (w for clase in CONTROLES for w in raiz.findChildren(clase)):
        interno = type(widget).__name__ in ("QAbstractButton", "QHeaderView") or _is_de_otro(widget)
        if not interno and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip():
            malos.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return malos


def _is_de_otro(widget: QWidget) -> bool:
    """Whether it is a piece of a field: the list of a choice, the cross that clears."""
    encima = widget.parentWidget()
    while encima is not None and not isinstance(encima, (QLineEdit, QComboBox)):
        encima = encima.parentWidget()
    return encima is not None


def test_an_enormous_paste_is_cut_or_refused_everywhere(abierto: Abierto) -> None:
    QGuiApplication.clipboard().setText("9" * 100_000)
    for pagina in paginas(abierto):
        for campo in campos(abierto):
            antes = campo.text()
            campo.setFocus(Qt.FocusReason.OtherFocusReason)
            campo.paste()
            QTest.qWait(1)
            assert len(campo.text()) <= 4_096, f"{campo.accessibleName()} in {pagina}"
            campo.setText(antes)
    abierto.quieto()


def test_every_control_of_every_screen_has_a_name(abierto: Abierto) -> None:
    for pagina in paginas(abierto):
        assert mudos(abierto.ventana) == [], pagina
        foco = [w for w in abierto.ventana.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        sin_nombre = [w for w in foco if w.isVisible() and not isinstance(w, (QScrollArea, *CONTROLES))]
        assert [type(w).__name__ for w in sin_nombre if not w.accessibleName()] == [], pagina


def test_every_control_of_the_assistant_and_the_dialogs_has_a_name(
    abrir: Abrir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abierto = abrir(tmp_path / "nada")
    abierto.bot.waitUntil(lambda: isinstance(abierto.ventana.pila.currentWidget(), Asistente))
    assert mudos(abierto.ventana) == []
    monkeypatch.setattr(dialogos, "registro", lambda mensaje: None)
    dialogos.pedir_autorizacion(abierto.ventana, "Importar", lambda clave, pin: None)
    (dialogo,) = abierto.ventana.findChildren(AutorizacionDialog)
    assert mudos(dialogo) == []
    dialogo.reject()
