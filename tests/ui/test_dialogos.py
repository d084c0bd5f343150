"""Message boxes: never blocking, recorded, and Enter never says yes to a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Dialogos
from ui import dialogos
from ui.dialogos import Mensaje

ARCHIVO = "Datos (*.csv)"


@pytest.fixture
def ventana(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    """A window whose dialogs are shown, not only recorded."""
    monkeypatch.setattr(dialogos, "registro", lambda mensaje: None)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    for dialogo in widget.findChildren(QDialog):
        dialogo.close()


def test_a_notice_does_not_block(ventana: QWidget) -> None:
    dialogos.avisar(ventana, "Se acabó el papel.", "Cambie el rollo.")
    caja = ventana.findChild(QMessageBox)
    assert caja is not None and caja.isVisible() and caja.text() == "Se acabó el papel."
    caja.buttons()[0].click()


@pytest.mark.parametrize(("tecla", "respuesta"), [(Qt.Key.Key_Return, False), (Qt.Key.Key_Escape, False)])
def test_enter_and_escape_say_no(qtbot: QtBot, ventana: QWidget, tecla: Qt.Key, respuesta: bool) -> None:
    dichas: list[bool] = []
    dialogos.preguntar(ventana, "¿Cerrar el turno?", "Cerrar el turno", dichas.append)
    caja = ventana.findChild(QMessageBox)
    assert caja is not None
    qtbot.keyClick(caja.defaultButton() if tecla == Qt.Key.Key_Return else caja, tecla)
    qtbot.waitUntil(lambda: dichas == [respuesta])


def test_yes_is_the_button_that_names_it(qtbot: QtBot, ventana: QWidget) -> None:
    dichas: list[bool] = []
    dialogos.preguntar(ventana, "¿Cerrar el turno?", "Cerrar el turno", dichas.append)
    caja = ventana.findChild(QMessageBox)
    assert caja is not None
    next(b for b in caja.buttons() if b.text() == "Cerrar el turno").click()
    qtbot.waitUntil(lambda: dichas == [True])


def test_an_authorisation_gives_clave_and_pin(qtbot: QtBot, ventana: QWidget) -> None:
    dadas: list[tuple[str, str]] = []
    dialogos.pedir_autorizacion(ventana, "Pagar sin el rezago.", lambda clave, pin: dadas.append((clave, pin)))
    (dialogo,) = ventana.findChildren(QDialog)
    clave, pin = dialogo.findChildren(QLineEdit)
    qtbot.keyClicks(clave, "super")
    qtbot.keyClicks(pin, "135791")
    qtbot.keyClick(pin, Qt.Key.Key_Return)
    assert dadas == [("super", "135791")]


@pytest.mark.parametrize(
    "pedir",
    [
        lambda v, hecho: dialogos.elegir_archivo(v, "Archivo", ARCHIVO, hecho),
        lambda v, hecho: dialogos.elegir_carpeta(v, "Carpeta", hecho),
        lambda v, hecho: dialogos.guardar_archivo(v, "Guardar", ARCHIVO, hecho),
    ],
)
def test_files_are_asked_for_without_blocking(
    ventana: QWidget, tmp_path: Path, pedir: Callable[[QWidget, Callable[[Path], None]], None]
) -> None:
    elegidos: list[Path] = []
    pedir(ventana, elegidos.append)
    dialogo = ventana.findChild(QFileDialog)
    assert dialogo is not None
    dialogo.fileSelected.emit(str(tmp_path))
    assert elegidos == [tmp_path]


def test_tests_answer_instead_of_people(qtbot: QtBot, dialogs: Dialogos) -> None:
    ventana = QWidget()
    qtbot.addWidget(ventana)
    dialogs.respuestas = {"pregunta": True, "autorizacion": ("super", "1"), "archivo": "/x.csv"}
    dadas: list[object] = []
    dialogos.preguntar(ventana, "¿Sí?", "Sí", dadas.append)
    dialogos.pedir_autorizacion(ventana, "Por esto", lambda clave, pin: dadas.append((clave, pin)))
    dialogos.elegir_archivo(ventana, "Archivo", ARCHIVO, dadas.append)
    dialogos.avisar(ventana, "Algo")
    dialogos.error_interno(ventana, ValueError("x"))
    assert dadas == [True, ("super", "1"), Path("/x.csv")]
    assert [m.clase for m in dialogs.mensajes] == ["pregunta", "autorizacion", "archivo", "aviso", "error"]
    assert dialogs.mensajes[0] == Mensaje("pregunta", "¿Sí?")
