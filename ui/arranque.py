"""What happens off the GUI thread before there is a caja to work with: it is made, opened, and in the end closed."""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from ui.tema import Apariencia

if TYPE_CHECKING:
    from app.taller import Taller

_ASPECTO = "ventana.json"


class Apertura(QThread):
    """Opens the caja, holds it while the window lasts, and lets it go.

    Signals:
        abierta: the class that shows it (`ui.puesta.CajaAbierta`), the Taller and the Puesto.
        fallida: the error; nothing was opened.
    """

    abierta = Signal(object, object, object)
    fallida = Signal(object)

    def __init__(self, armar: Callable[[], Taller], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._armar = armar
        self._fin = threading.Event()
        self._antes_de_cerrar: Callable[[], object] = lambda: None

    def run(self) -> None:
        """The life of the open caja; the folder's lock is held for all of it."""
        try:
            taller = self._armar()
            mostrar = importlib.import_module("ui.puesta").CajaAbierta
            with taller.puesto() as puesto:
                self.abierta.emit(mostrar, taller, puesto)
                self._fin.wait()
                self._antes_de_cerrar()
        except Exception as error:
            self.fallida.emit(error)

    def cerrar(self, antes: Callable[[], object] = lambda: None) -> None:
        """Close the caja, after doing `antes` on this thread; returns when the files are closed."""
        self._antes_de_cerrar = antes
        self._fin.set()
        self.wait()


class Encargo(QThread):
    """One piece of work of before there is an open caja.

    Signals:
        hecho: its result.
        fallido: its error.
    """

    hecho = Signal(object)
    fallido = Signal(object)

    def __init__(self, hacer: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hacer = hacer

    def run(self) -> None:
        """Do it."""
        try:
            self.hecho.emit(self._hacer())
        except Exception as error:
            self.fallido.emit(error)


def recordar_aspecto(datos: Path, apariencia: Apariencia) -> None:
    """Write how the window looked, for the first frame of the next start; the settings of the caja rule after it."""
    texto = json.dumps({"tema": apariencia.tema, "escala": apariencia.escala})
    try:
        (datos / _ASPECTO).write_text(texto, encoding="utf-8")
    except OSError:
        # Only a flash of the usual look at the next start is lost.
        return


def aspecto_recordado(datos: Path) -> Apariencia:
    """How the window looked last; the usual look when that cannot be read."""
    try:
        leido = json.loads((datos / _ASPECTO).read_text(encoding="utf-8"))
        return Apariencia(str(leido["tema"]), int(leido["escala"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Apariencia()
