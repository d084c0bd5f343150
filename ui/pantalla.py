"""What every screen is: a widget with a key, a title, and actions that its help is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.sesion import Sesion


class Pantalla(QWidget):
    """A screen of the window. View state in, signals out; work through `Op(self, self.sesion.motor.…)`.

    Attributes:
        tecla: the key that brings it to the front, "F1".
        titulo: its name on the row of screens.
        breve: the same where the row has no room for it; empty where it is short already.
        operacion: who may do it sees the screen (`app.domain.permisos`); empty for everybody.
        exige_turno: a cashier without a turno is asked for its float in the place of this screen.
        sesion: what it works with.
    """

    tecla = ""
    titulo = ""
    breve = ""
    operacion: str = ""
    exige_turno = False

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sesion = sesion
        self.setAccessibleName(self.titulo)

    def mostrar(self) -> None:
        """Called each time it comes to the front: refresh, and put the focus where the hand expects it."""

    def otra_vez(self) -> None:
        """Its key was pressed while it was at the front."""
        self.mostrar()

    def escape(self) -> bool:
        """Step back once; False when there is nothing to step back from."""
        return False

    def recibir(self, texto: str) -> bool:
        """Take what was typed outside any field; False when this screen has no use for it."""
        return False

    def leer(self, codigo: str) -> bool:
        """Take what the scanner read, without its Enter; False to let F1 have it."""
        return False

    def acciones(self) -> Sequence[QAction]:
        """What it can do by a key, in order: the help sheet is made of these."""
        return tuple(self.actions())

    def accion(self, texto: str, atajo: str, hacer: Callable[[], object], explica: str = "") -> QAction:
        """Add an action of this screen with its key (`"Ctrl+B"`, `"F8"`); `explica` is what F12 says of it."""
        action = QAction(texto, self)
        action.setShortcut(QKeySequence(atajo))
        # Of the window, wherever the hand is; Qt leaves out the actions of screens that are not seen.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.setWhatsThis(explica)
        action.triggered.connect(lambda: hacer())
        self.addAction(action)
        return action
