"""The window: the sign-in, the first-run assistant or the open caja, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui import tema
from ui.acceso import Acceso

if TYPE_CHECKING:
    from ui.cuerpo import Cuerpo
    from ui.op import Motor

_MINIMO = QSize(1024, 640)
_POLL_MS = 40
#: Pixels that a window manager may take above and below the window.
_BORDE = 40


class VentanaPrincipal(QMainWindow):
    """The one window of the program.

    Attributes:
        acceso: the sign-in, which is there from the first frame.
        cuerpo: the screens, once the caja is open.

    Signals:
        cerrada: it is closed for good; nothing is being written.
    """

    cerrada = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cuerpo: Cuerpo | None = None
        self._motor: Motor | None = None
        self._cierre: _Cierre | None = None
        self._otra_vez = QTimer(self, interval=_POLL_MS, singleShot=True)
        self._otra_vez.timeout.connect(self.close)
        self.setWindowTitle("Ventanilla")
        self.setWindowIcon(QIcon(str(tema.RECURSOS / "iconos" / "ventanilla.svg")))
        self.setMinimumSize(_MINIMO)
        self.resize(1366, 768)
        self.acceso = Acceso()
        self.pila = QStackedWidget()
        self.pila.addWidget(self.acceso)
        self.setCentralWidget(self.pila)

    def poner_a_la_vista(self) -> None:
        """Show it; on a screen with no room to spare it takes all of it, so that its foot is not below the edge."""
        disponible = self.screen().availableSize()
        apretada = disponible.width() <= self.width() or disponible.height() <= self.height() + _BORDE
        if apretada and QGuiApplication.platformName() != "offscreen":
            self.showMaximized()
        else:
            self.show()

    def poner_pagina(self, pagina: QWidget) -> None:
        """Show a page of its own instead of the sign-in, such as the assistant."""
        self.pila.addWidget(pagina)
        self.pila.setCurrentWidget(pagina)

    def poner_acceso(self) -> None:
        """Show the sign-in; pages that were in its place are gone."""
        for n in reversed(range(self.pila.count())):
            pagina = self.pila.widget(n)
            if pagina is not None and pagina is not self.acceso and pagina is not self.cuerpo:
                self.pila.removeWidget(pagina)
                pagina.deleteLater()
        self.pila.setCurrentWidget(self.acceso)
        self.acceso.mostrar()

    def poner_cuerpo(self, cuerpo: Cuerpo, motor: Motor) -> None:
        """The caja is open: these are its screens, behind the sign-in until somebody enters."""
        self.cuerpo = cuerpo
        self._motor = motor
        self.pila.addWidget(cuerpo)
        caja = cuerpo.sesion.caja
        self.setWindowTitle(f"Ventanilla · {caja.centro} · Caja {caja.numero}")

    def entrar(self) -> None:
        """Somebody is at the caja: show the screens."""
        if self.cuerpo is not None:
            self.pila.setCurrentWidget(self.cuerpo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed outside any field goes to the screen at the front."""
        texto = event.text()
        con_orden = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        is_letra = bool(texto) and texto.isprintable() and not con_orden
        cuerpo = self.cuerpo
        if is_letra and cuerpo is not None and self.pila.currentWidget() is cuerpo and cuerpo.recibir(texto):
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed while something is being written, it waits for it, in sight, and closes then.

        What could not be written keeps it open: whoever closed it would think that it was.
        """
        motor = self._motor
        if motor is not None and motor.is_ocupado():
            event.ignore()
            self._esperar(motor)
        elif motor is not None and self._cierre is not None and motor.negadas != self._cierre.negadas:
            event.ignore()
            self._seguir(self._cierre)
        else:
            super().closeEvent(event)
            self.cerrada.emit()

    def _esperar(self, motor: Motor) -> None:
        if self._cierre is None:
            self._cierre = _Cierre(motor.negadas, self.focusWidget())
            self.setEnabled(False)
            self._avisar("Terminando de guardar antes de cerrar…")
        self._otra_vez.start()

    def _seguir(self, cierre: _Cierre) -> None:
        self._cierre = None
        self.setEnabled(True)
        if cierre.foco is not None:
            cierre.foco.setFocus()
        self._avisar("No se cerró: lo último no se guardó. Vea por qué, o cierre otra vez.")

    def _avisar(self, texto: str) -> None:
        if self.cuerpo is not None:
            self.cuerpo.sesion.aviso.emit(texto)


@dataclass(frozen=True, slots=True)
class _Cierre:
    """A close that waits.

    Attributes:
        negadas: how many actions had failed when it began.
        foco: where the hand was.
    """

    negadas: int
    foco: QWidget | None
