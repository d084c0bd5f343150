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
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget

from ui.autorizacion import Asunto, AutorizacionDialog


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
    """Ask for somebody's clave and PIN; `hecho` gets both, and checks them off the GUI thread; see `ui.autorizar`."""
    respuesta = registro(Mensaje("autorizacion", motivo))
    if respuesta is not None:
        hecho(*respuesta)
        return
    dialogo = AutorizacionDialog(ventana_de(parent), Asunto(motivo), [(clave, clave) for clave in conocidos])
    devolver_teclado(dialogo, ventana_de(parent))

    def dada(clave: str, pin: str) -> None:
        dialogo.accept()
        hecho(clave, pin)

    dialogo.dada.connect(dada)
    dialogo.open()


def _elegir(
    parent: QObject, mensaje: Mensaje, modo: QFileDialog.FileMode, hecho: Callable[[Path], object], nombre: str = ""
) -> None:
    respuesta = registro(mensaje)
    if respuesta is not None:
        hecho(Path(respuesta))
        return
    dialogo = QFileDialog(ventana_de(parent), mensaje.texto)
    devolver_teclado(dialogo, ventana_de(parent))
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
    ventana = ventana_de(parent)
    caja = QMessageBox(ventana)
    devolver_teclado(caja, ventana)
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


def devolver_teclado(dialogo: QDialog, ventana: QWidget | None) -> None:
    """With its end the window has the keyboard again: without a window manager nobody else gives it back."""
    if ventana is not None:
        dialogo.finished.connect(lambda _codigo: QTimer.singleShot(0, ventana, lambda: _activar(ventana)))


def _activar(ventana: QWidget) -> None:
    # The answer may have asked something else meanwhile: then the keyboard is there.
    (QApplication.activeModalWidget() or ventana).activateWindow()


def ventana_de(parent: QObject) -> QWidget | None:
    """The window that a box belongs to."""
    return parent.window() if isinstance(parent, QWidget) else QApplication.activeWindow()
