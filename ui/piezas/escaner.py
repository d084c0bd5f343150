"""A barcode scanner is a keyboard that types faster than anybody: its bursts are told apart by the keys' own times.

What it types goes to `leido` whole, without its Enter. What the first keys did to a field before the burst was
recognised is undone; the rest, Enter included, never get there. A PIN is a PIN however fast it is typed: in its field
only what no PIN can be (other signs, or more of them than fit) is a burst.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

#: Milliseconds between two keys of a scanner; nobody keeps this up by hand over several keys.
ENTRE_TECLAS = 30
#: So many keys in a row make a burst by themselves; fewer do with an Enter just behind.
RAFAGA = 6
RAFAGA_CON_ENTER = 3
#: A scanner that sends no Enter: what it read is complete after this silence, in milliseconds.
_SILENCIO = 120
#: An Enter so soon after a burst that ended in silence is still the scanner's: it must not charge whoever is open.
_ENTER_TARDIO = 400
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Escaner(QObject):
    """Watches the keys of every window of the program.

    Signals:
        leido: what a scanner typed.
    """

    leido = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._teclas = ""
        self._ultima = 0
        self._callada = 0
        self._is_rafaga = False
        self._campo: QWidget | None = None
        self._devolver: Callable[[], None] = _nada
        self._silencio = QTimer(self)
        self._silencio.setSingleShot(True)
        self._silencio.setInterval(_SILENCIO)
        self._silencio.timeout.connect(self._on_silencio)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.vigilar)
        if (ventana := QGuiApplication.focusWindow()) is not None:
            self.vigilar(ventana)

    def vigilar(self, ventana: QWindow | None) -> None:
        """Watch the keys of a window; those that get the focus are watched by themselves."""
        if ventana is not None:
            ventana.removeEventFilter(self)
            ventana.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the keys of a burst."""
        tipo = event.type()
        if tipo == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_tecla(watched, event)
        if tipo in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return self._is_rafaga
        return False

    def _on_tecla(self, ventana: QObject, event: QKeyEvent) -> bool:
        momento = event.timestamp()
        seguida = bool(self._ultima) and bool(momento) and 0 <= momento - self._ultima <= ENTRE_TECLAS
        self._ultima = momento
        if event.key() in _ENTER or event.text() in ("\r", "\n", "\t"):
            return self._on_enter(momento, seguida)
        letra = event.text()
        if not letra.isprintable() or not letra or event.isAutoRepeat():
            # A shifted letter comes with the Shift key before it, which writes nothing.
            if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock):
                self._terminar()
            return self._is_rafaga
        if not seguida:
            self._olvidar()
            self._recordar(ventana)
        self._teclas += letra
        if not self._is_rafaga and self._is_codigo(RAFAGA):
            self._empezar_rafaga()
        if self._is_rafaga:
            self._silencio.start()
        return self._is_rafaga

    def _on_enter(self, momento: int, seguida: bool) -> bool:
        """The Enter that ends a burst, at once or late, goes no further; any other is a person's."""
        is_tardio = bool(self._callada) and 0 <= momento - self._callada <= _ENTER_TARDIO
        self._callada = 0
        if self._is_rafaga or (seguida and self._is_codigo(RAFAGA_CON_ENTER)):
            self._empezar_rafaga()
            self._terminar()
            return True
        self._olvidar()
        return is_tardio

    def _on_silencio(self) -> None:
        self._callada = self._ultima
        self._terminar()

    def _recordar(self, ventana: QObject) -> None:
        encima = next((w for w in QApplication.topLevelWidgets() if w.windowHandle() is ventana), None)
        self._campo = None if encima is None else encima.focusWidget()
        self._devolver = _como_esta(self._campo)

    def _is_codigo(self, minimo: int) -> bool:
        """Whether the keys in a row are a scanner's, and not a PIN of somebody who types it fast."""
        campo = self._campo
        if isinstance(campo, QLineEdit) and campo.echoMode() is not QLineEdit.EchoMode.Normal:
            is_pin = self._teclas.isdigit() and len(self._teclas) <= campo.maxLength()
            return len(self._teclas) >= minimo and not is_pin
        return len(self._teclas) >= minimo

    def _empezar_rafaga(self) -> None:
        if not self._is_rafaga and self._campo is not None and shiboken6.isValid(self._campo):
            self._devolver()
        self._is_rafaga = True

    def _terminar(self) -> None:
        codigo, is_rafaga = self._teclas, self._is_rafaga
        self._olvidar()
        if is_rafaga:
            self.leido.emit(codigo)

    def _olvidar(self) -> None:
        self._silencio.stop()
        self._teclas = ""
        self._is_rafaga = False
        self._campo = None


def _como_esta(campo: QWidget | None) -> Callable[[], None]:
    """What gives a field back what it holds now; in a choice, letters go to the option that begins with them."""
    if isinstance(campo, QLineEdit):
        texto, cursor = campo.text(), campo.cursorPosition()

        def devolver_texto() -> None:
            campo.setText(texto)
            campo.setCursorPosition(cursor)

        return devolver_texto
    if isinstance(campo, QComboBox):
        elegida = campo.currentIndex()

        def devolver_elegida() -> None:
            if campo.currentIndex() != elegida:
                campo.setCurrentIndex(elegida)
                campo.activated.emit(elegida)

        return devolver_elegida
    return _nada


def _nada() -> None:
    """Nothing that a key could have changed."""
