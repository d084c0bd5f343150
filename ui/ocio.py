"""Nobody at the keyboard for a while: the caja locks itself, and what is on the screens stays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SENALES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Ocio(QObject):
    """Watches the hands at every window of the program.

    Signals:
        pasado: nobody has touched anything for so long.
    """

    pasado = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reloj = QTimer(self, singleShot=True)
        self._reloj.timeout.connect(self.pasado)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.vigilar)

    def poner(self, minutos: int) -> None:
        """From now on, so many minutes without a key or the mouse."""
        self._reloj.start(minutos * 60_000)

    def contar(self) -> None:
        """From now on; nothing before it is known how long."""
        if self._reloj.interval():
            self._reloj.start()

    def vigilar(self, ventana: QWindow | None) -> None:
        """Watch a window; those that get the focus are watched by themselves."""
        if ventana is not None:
            ventana.removeEventFilter(self)
            ventana.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there: count from now on."""
        if event.type() in _SENALES:
            self.contar()
        return False
