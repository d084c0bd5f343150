"""Sign-in and lock: who is there, and their PIN. On the screen before the caja is open, so that hands can begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.campos import PinEdit
from ui.tarjeta import Card, Centro, Logo, etiqueta
from ui.tecla import Boton

if TYPE_CHECKING:
    from app.domain.usuario import Usuario
    from app.errors import EquipoError, NegocioError
    from ui.sesion import Sesion

_ABRIENDO = "Abriendo la caja…"


class Acceso(QWidget):
    """The page in front of an open caja with nobody at it.

    Signals:
        entrado: the Usuario whose PIN was right.
    """

    entrado = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion: Sesion | None = None
        self._is_pedido = False
        self.setProperty("clase", "fondo")
        self._build()
        self.entra.clicked.connect(self._entrar)
        self.pin.returnPressed.connect(self._entrar)
        self.pin.textEdited.connect(lambda: self._decir(""))

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

    def poner(self, sesion: Sesion, gente: Sequence[Usuario]) -> None:
        """The caja is open: who works here. What was typed meanwhile counts."""
        self._sesion = sesion
        caja = sesion.caja
        self.lugar.setText(f"{sesion.perfil.nombre} · {caja.centro} · Caja\u00a0{caja.numero}")
        elegido = sesion.usuario.clave if sesion.usuario else self.quien.currentData()
        self.quien.clear()
        for usuario in gente:
            self.quien.addItem(f"{usuario.nombre} · {usuario.clave}", usuario.clave)
        # Most often a cashier: whoever charges comes before whoever supervises.
        primero = next((u.clave for u in gente if u.is_rol("cajero")), None)
        self.elegir(elegido or (sesion.turno.cajero if sesion.turno else primero))
        self.quien.setEnabled(True)
        if caja.demo:
            from app.fundacion import GENTE_DEMO

            pines = "; ".join(f"{clave}, PIN {pin}" for clave, _, _, pin in GENTE_DEMO)
            self.pista.setText(f"Demostración: {pines}.")
            self.pista.show()
        if self._is_pedido:
            self._entrar()

    def elegir(self, clave: str | None) -> None:
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

    def _entrar(self) -> None:
        if not self.entra.isEnabled():
            return
        if self._sesion is None:
            self._is_pedido = bool(self.pin.text())
            return
        self._is_pedido = False
        clave, pin = str(self.quien.currentData() or ""), self.pin.text()
        if not pin:
            self._decir("Escriba su PIN.")
            return
        from app.acceso import identificar
        from ui.op import Op

        self.entra.setEnabled(False)
        self.pin.setReadOnly(True)
        # On the writer: a failed attempt is written down.
        op = Op(self, self._sesion.motor.escritura, lambda ctx: identificar(ctx, clave, pin))
        op.success(self._on_identificado).failure(self._on_negado).always(self._on_contestado).run()

    def _on_contestado(self) -> None:
        self.entra.setEnabled(True)
        self.pin.setReadOnly(False)
        self.pin.clear()

    def _on_identificado(self, usuario: Usuario) -> None:
        self._decir("")
        self.entrado.emit(usuario)

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje)
        self.pin.setFocus()

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))


def _marca() -> QHBoxLayout:
    fila = QHBoxLayout()
    fila.setSpacing(10)
    fila.addWidget(Logo(28))
    fila.addWidget(etiqueta("Ventanilla", "nombre"), 1)
    return fila
