"""Sign-in and lock: who is there, and their PIN. On the screen before the caja is open, so that hands can begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.piezas.campos import PinEdit
from ui.piezas.tarjeta import Card, Centro, Logo, etiqueta
from ui.piezas.tecla import Boton

_ABRIENDO = "Abriendo la caja…"


class Acceso(QWidget):
    """The page in front of an open caja with nobody at it.

    Signals:
        pedido: clave and PIN of who wants to enter; answered by `contestar`, and by `negar` when it is no.
    """

    pedido = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_lista = False
        self._is_pedido = False
        self.setProperty("clase", "fondo")
        self._build()
        self.entra.clicked.connect(self._pedir)
        self.pin.returnPressed.connect(self._pedir)
        self.pin.textEdited.connect(lambda: self._decir(""))
        self.pin.installEventFilter(self)

    def _build(self) -> None:
        self.card = Card()
        self.card.setAccessibleName("Entrar")
        self.card.cuerpo.setContentsMargins(28, 28, 28, 28)
        self.card.cuerpo.addLayout(_marca())
        self.lugar = etiqueta(_ABRIENDO, "tenue", dobla=True)
        self.quien = QComboBox()
        self.quien.setAccessibleName("Usuario")
        self.quien.setEnabled(False)
        self.quien.setMinimumContentsLength(16)
        self.quien.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pin = PinEdit("PIN")
        self.pista = etiqueta("", "leyenda", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.entra = Boton("Entrar", "Enter", "principal")
        self.entra.setAccessibleName("Entrar")
        for rotulo, campo in (("Usuario", self.quien), ("PIN", self.pin)):
            nombre = etiqueta(rotulo, "rotulo")
            nombre.setBuddy(campo)
            grupo = QVBoxLayout()
            grupo.setSpacing(4)
            grupo.addWidget(nombre)
            grupo.addWidget(campo)
            self.card.cuerpo.addLayout(grupo)
        self.card.cuerpo.insertWidget(2, self.lugar)
        self.card.cuerpo.addWidget(self.pista)
        self.card.cuerpo.addWidget(self.mensaje)
        self.card.cuerpo.addWidget(self.entra)
        fuera = QVBoxLayout(self)
        fuera.setContentsMargins(0, 0, 0, 0)
        fuera.addWidget(Centro(self.card, 380))
        self.pista.hide()
        self.mensaje.hide()

    def poner(self, lugar: str, pista: str) -> None:
        """The caja is open: which one, and what a demonstration tells of its PINs. What was typed meanwhile counts."""
        self._is_lista = True
        self.lugar.setText(lugar)
        self.pista.setText(pista)
        self.pista.setVisible(bool(pista))
        self.quien.setEnabled(True)
        if self._is_pedido:
            self._pedir()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose another person without leaving the PIN."""
        if watched is self.pin and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            paso = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if paso and self.quien.count():
                self.quien.setCurrentIndex(max(0, min(self.quien.currentIndex() + paso, self.quien.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def poner_gente(self, gente: Sequence[tuple[str, str]], elegida: str) -> None:
        """Who works here, clave and name; whoever was chosen before stays, else `elegida`."""
        antes = str(self.quien.currentData() or elegida)
        self.quien.clear()
        for clave, nombre in gente:
            self.quien.addItem(f"{nombre} · {clave}", clave)
        self.elegir(antes)

    def elegir(self, clave: str) -> None:
        """Put somebody in the list."""
        lugar = self.quien.findData(clave)
        if lugar >= 0:
            self.quien.setCurrentIndex(lugar)

    def mostrar(self) -> None:
        """Ready for a PIN."""
        self.pin.clear()
        self._decir("")
        self.pin.setFocus()

    def fallar(self, mensaje: str) -> None:
        """The caja could not be opened: say why."""
        self.lugar.setText("La caja no se abrió.")
        self._decir(mensaje)

    def contestar(self) -> None:
        """What was asked has its answer."""
        self.entra.setEnabled(True)
        self.pin.setReadOnly(False)
        self.pin.clear()
        self._decir("")

    def negar(self, mensaje: str) -> None:
        """It was no, and why."""
        self._decir(mensaje)
        self.pin.setFocus()

    def _pedir(self) -> None:
        if not self.entra.isEnabled():
            return
        if not self._is_lista:
            self._is_pedido = bool(self.pin.text())
            return
        self._is_pedido = False
        if not self.pin.text():
            self._decir("Escriba su PIN.")
            return
        self.entra.setEnabled(False)
        self.pin.setReadOnly(True)
        self.pedido.emit(str(self.quien.currentData() or ""), self.pin.text())

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))


def _marca() -> QHBoxLayout:
    fila = QHBoxLayout()
    fila.setSpacing(10)
    fila.addWidget(Logo(28))
    fila.addWidget(etiqueta("Ventanilla", "nombre"), 1)
    return fila
