"""Long work, looked at first and then done: its message, its progress and its buttons, at the foot of a card."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import NegocioError
from ui import tema
from ui.op import Op
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton


class Cancelable:
    """Told how a long work goes; ends it when somebody cancels. Used by two threads.

    Attributes:
        mensaje: what is said then.
    """

    def __init__(self, contar: Callable[..., None], mensaje: str) -> None:
        self._contar = contar
        self.mensaje = mensaje
        self._fin = threading.Event()

    def cancelar(self) -> None:
        """End it at the next rows; nothing will have been written."""
        self._fin.set()

    def __call__(self, *avance: object) -> None:
        if self._fin.is_set():
            raise NegocioError("cancelado", self.mensaje)
        self._contar(*avance)


class PieTrabajo(QWidget):
    """The foot of a card where work is looked at («Revisar»), then done; one work at a time.

    Attributes:
        mensaje: what happened last.
        revisar: looks at it; nothing is written.
        hacer: does what was looked at.
        cancelar: ends what is under way, where it can be.

    Signals:
        ocupacion_cambiada: work began or ended: what may be pressed has to be worked out again.
    """

    ocupacion_cambiada = Signal()

    def __init__(self, nombre: str, revisar: str, hacer: tuple[str, str], parent: QWidget | None = None) -> None:
        """`nombre` is of the work, for screen readers; `hacer` is the words of its button and its key."""
        super().__init__(parent)
        self._is_ocupado = False
        self._en_curso: Cancelable | None = None
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.progreso = QProgressBar()
        self.progreso.setTextVisible(False)
        self.progreso.setAccessibleName(nombre)
        self.cancelar = Boton("Cancelar", "Esc")
        self.revisar = Boton(revisar, "Ctrl R")
        self.hacer = Boton(*hacer, "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.cancelar)
        botones.addWidget(self.revisar)
        botones.addWidget(self.hacer, 1)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(12)
        filas.addWidget(self.mensaje)
        filas.addWidget(self.progreso)
        filas.addLayout(botones)
        self.cancelar.clicked.connect(self.parar)
        self.permitir(False)

    def is_ocupado(self) -> bool:
        """Whether a work is under way."""
        return self._is_ocupado

    def empezar(self, op: Op, texto: str, cancelable: Cancelable | None = None) -> None:
        """Run a work; how far it goes is unknown until `avanzar`, and without `cancelable` it cannot be stopped."""
        self._is_ocupado = True
        self._en_curso = cancelable
        self.progreso.setRange(0, 0)
        self.decir(texto)
        self.ocupacion_cambiada.emit()
        op.always(self._on_terminado).run()

    def avanzar(self, texto: str, hechas: int = 0, total: int = 0) -> None:
        """Say how far it is; what arrives after the end is not said."""
        if self._is_ocupado:
            self.progreso.setRange(0, total)
            self.progreso.setValue(hechas)
            self.decir(texto)

    def parar(self) -> bool:
        """Cancel what is under way; False when there is nothing to cancel."""
        if self._en_curso is None:
            return False
        self._en_curso.cancelar()
        self.cancelar.setEnabled(False)
        return True

    def permitir(self, hacer: bool) -> None:
        """Whether what was looked at may be done; never while something is under way."""
        self.progreso.setVisible(self._is_ocupado)
        self.cancelar.setVisible(self._en_curso is not None)
        self.cancelar.setEnabled(self._en_curso is not None)
        self.revisar.setVisible(not self._is_ocupado)
        self.hacer.setEnabled(hacer and not self._is_ocupado)

    def decir(self, texto: str, estado: str = "") -> None:
        """Say it, in the colour of a state: "bien", "mal" or none."""
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)

    def _on_terminado(self) -> None:
        self._is_ocupado = False
        self._en_curso = None
        self.ocupacion_cambiada.emit()
