"""Every message box of the program. None blocks: the answer comes to a function given with the question.

Tests put a function of their own in `registro`: it is handed each `Mensaje`, and what it returns (an answer) is used
instead of showing anything; None shows the box.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from ui.campos import PinEdit
from ui.tarjeta import etiqueta
from ui.tecla import Boton


@dataclass(frozen=True, slots=True)
class Mensaje:
    """What was asked or told: `clase` is aviso, error, pregunta, archivo, carpeta, guardar or autorizacion."""

    clase: str
    texto: str
    detalle: str = ""


def _mostrar(mensaje: Mensaje) -> Any:
    return None


#: Sees every message first; what it returns other than None is the answer, and nothing is shown.
registro: Callable[[Mensaje], Any] = _mostrar


def avisar(parent: QObject, texto: str, detalle: str = "") -> None:
    """Tell something that needs no answer."""
    if registro(Mensaje("aviso", texto, detalle)) is None:
        _caja(parent, QMessageBox.Icon.Warning, texto, detalle).open()


def error_interno(parent: QObject, error: BaseException) -> None:
    """Say that the program failed at something, that it is written down, and that it goes on."""
    texto = "El programa falló en lo que estaba haciendo y sigue abierto."
    detalle = (
        f"Quedó anotado en la bitácora ({type(error).__name__}). Lo ya cobrado está guardado. "
        "Revise lo último que hizo antes de repetirlo y avise a sistemas."
    )
    if registro(Mensaje("error", texto, detalle)) is None:
        _caja(parent, QMessageBox.Icon.Critical, texto, detalle).open()


def preguntar(
    parent: QObject, texto: str, si: str, hecho: Callable[[bool], object], detalle: str = "", no: str = "Cancelar"
) -> None:
    """Ask before doing something; `si` names what will be done («Cerrar el turno»). Esc and Enter say no."""
    respuesta = registro(Mensaje("pregunta", texto, detalle))
    if respuesta is not None:
        hecho(bool(respuesta))
        return
    caja = _caja(parent, QMessageBox.Icon.Question, texto, detalle, entendido="")
    afirma = caja.addButton(si, QMessageBox.ButtonRole.AcceptRole)
    niega = caja.addButton(no, QMessageBox.ButtonRole.RejectRole)
    caja.setDefaultButton(niega)
    caja.setEscapeButton(niega)
    caja.finished.connect(lambda: hecho(caja.clickedButton() is afirma))
    caja.open()


def elegir_archivo(parent: QObject, titulo: str, filtro: str, hecho: Callable[[Path], object]) -> None:
    """Ask for a file that exists; `hecho` is not called when nobody chooses one."""
    _elegir(parent, Mensaje("archivo", titulo, filtro), QFileDialog.FileMode.ExistingFile, hecho)


def elegir_carpeta(parent: QObject, titulo: str, hecho: Callable[[Path], object]) -> None:
    """Ask for a folder."""
    _elegir(parent, Mensaje("carpeta", titulo), QFileDialog.FileMode.Directory, hecho)


def guardar_archivo(
    parent: QObject, titulo: str, filtro: str, hecho: Callable[[Path], object], nombre: str = ""
) -> None:
    """Ask where to write a file; `nombre` is offered. What the filter says is the ending of a name that has none."""
    _elegir(parent, Mensaje("guardar", titulo, filtro), QFileDialog.FileMode.AnyFile, hecho, nombre)


def pedir_autorizacion(
    parent: QObject, motivo: str, hecho: Callable[[str, str], object], conocidos: Sequence[str] = ()
) -> None:
    """Ask for somebody's clave and PIN; `hecho` gets both, and checks them off the GUI thread."""
    respuesta = registro(Mensaje("autorizacion", motivo))
    if respuesta is not None:
        hecho(*respuesta)
        return
    dialogo = _Autorizacion(_ventana(parent), motivo, conocidos)
    _devolver_teclado(dialogo, _ventana(parent))
    dialogo.accepted.connect(lambda: hecho(dialogo.clave.text().strip(), dialogo.pin.text()))
    dialogo.open()


class _Autorizacion(QDialog):
    def __init__(self, parent: QWidget | None, motivo: str, conocidos: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Autorización")
        self.clave = QLineEdit(conocidos[0] if len(conocidos) == 1 else "")
        self.clave.setAccessibleName("Usuario que autoriza")
        self.clave.setPlaceholderText("Usuario")
        self.pin = PinEdit("PIN de quien autoriza")
        self.pin.setPlaceholderText("PIN")
        autoriza = Boton("Autorizar", "Enter", "principal")
        autoriza.setDefault(True)
        autoriza.clicked.connect(self.accept)
        cancela = Boton("Cancelar", "Esc")
        cancela.setAutoDefault(False)
        cancela.clicked.connect(self.reject)
        botones = QHBoxLayout()
        botones.addWidget(cancela)
        botones.addWidget(autoriza, 1)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(24, 24, 24, 24)
        filas.setSpacing(12)
        filas.addWidget(etiqueta(motivo, "fuerte", dobla=True))
        filas.addWidget(self.clave)
        filas.addWidget(self.pin)
        filas.addLayout(botones)
        (self.pin if self.clave.text() else self.clave).setFocus()


def _elegir(
    parent: QObject, mensaje: Mensaje, modo: QFileDialog.FileMode, hecho: Callable[[Path], object], nombre: str = ""
) -> None:
    respuesta = registro(mensaje)
    if respuesta is not None:
        hecho(Path(respuesta))
        return
    dialogo = QFileDialog(_ventana(parent), mensaje.texto)
    _devolver_teclado(dialogo, _ventana(parent))
    dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialogo.setFileMode(modo)
    if mensaje.detalle:
        dialogo.setNameFilter(mensaje.detalle)
    if mensaje.clase == "guardar":
        dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogo.filterSelected.connect(lambda elegido: dialogo.setDefaultSuffix(_terminacion(elegido)))
        dialogo.setDefaultSuffix(_terminacion(mensaje.detalle))
        dialogo.selectFile(nombre)
    dialogo.fileSelected.connect(lambda ruta: hecho(Path(ruta)))
    dialogo.open()


def _terminacion(filtro: str) -> str:
    """`xlsx` of `Hoja de cálculo (*.xlsx);;…`; nothing for all files."""
    hallada = re.search(r"\(\*\.(\w+)", filtro)
    return hallada[1] if hallada else ""


def _caja(
    parent: QObject, icono: QMessageBox.Icon, texto: str, detalle: str, entendido: str = "Entendido"
) -> QMessageBox:
    ventana = _ventana(parent)
    caja = QMessageBox(ventana)
    _devolver_teclado(caja, ventana)
    caja.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    caja.setIcon(icono)
    caja.setWindowTitle("Ventanilla")
    caja.setTextFormat(Qt.TextFormat.PlainText)
    caja.setText(texto)
    caja.setInformativeText(detalle)
    caja.setAccessibleName(texto)
    if entendido:
        caja.addButton(entendido, QMessageBox.ButtonRole.AcceptRole)
    return caja


def _devolver_teclado(dialogo: QDialog, ventana: QWidget | None) -> None:
    """Where there is no window manager nobody else gives the keyboard back to the window."""
    if ventana is not None:
        dialogo.finished.connect(lambda _codigo: QTimer.singleShot(0, ventana, lambda: _activar(ventana)))


def _activar(ventana: QWidget) -> None:
    # The answer may have asked something else meanwhile: then the keyboard is there.
    (QApplication.activeModalWidget() or ventana).activateWindow()


def _ventana(parent: QObject) -> QWidget | None:
    return parent.window() if isinstance(parent, QWidget) else QApplication.activeWindow()
