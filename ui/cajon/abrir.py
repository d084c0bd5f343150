"""The drawer opened without a payment: never without a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ajustes import leer_ajustes
from app.context import Contexto
from app.domain.renglon import LARGO
from app.turno.cajon import abrir_cajon
from ui import tema
from ui.op import Esperado, Op
from ui.piezas.campos import TextoEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_DICHO = {
    "ordenado": "Cajón abierto. Quedó asentado con su motivo.",
    "llave": "No hay cajón conectado: ábralo con su llave. Quedó asentado con su motivo.",
}


class AbrirCajonCard(Card):
    """A reason, and it opens.

    Signals:
        abierto: it was written down; what the device did is said in the card.
    """

    abierto = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Abrir el cajón sin cobrar", parent)
        self._sesion = sesion
        self.motivo = TextoEdit("Motivo para abrir el cajón")
        self.motivo.setMaxLength(LARGO)
        self.boton = Boton("Abrir el cajón", "F8")
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.mensaje.hide()
        fila = QHBoxLayout()
        fila.setSpacing(12)
        fila.addWidget(self.motivo, 2)
        fila.addWidget(self.boton, 1)
        self.cuerpo.addLayout(fila)
        self.cuerpo.addWidget(self.mensaje)
        self.motivo.entrado.connect(self.abrir)
        self.motivo.textEdited.connect(lambda: self._decir(""))
        self.boton.clicked.connect(self.abrir)

    def pulsar(self) -> None:
        """Its key: to the reason while there is none, and then it opens."""
        if self.motivo.text().strip():
            self.abrir()
        else:
            self.motivo.setFocus()

    def abrir(self) -> None:
        """Open it."""
        usuario, motivo, taller = self._sesion.usuario, self.motivo.text().strip(), self._sesion.taller
        if usuario is None or not self.boton.isEnabled():
            return
        if not motivo:
            self._decir("Escriba el motivo: el cajón no se abre sin él.", "mal")
            self.motivo.setFocus()
            return

        def hacer(ctx: Contexto) -> str:
            return abrir_cajon(ctx, motivo, usuario, taller.dispositivo(leer_ajustes(ctx).impresora))

        self.boton.setEnabled(False)
        # A device may take its time: the writer does not wait for it.
        op = Op(self, self._sesion.motor.aparte, hacer).always(lambda: self.boton.setEnabled(True))
        op.success(self._on_abierto).failure(self._on_negado).run()

    def _on_abierto(self, resultado: str) -> None:
        self.motivo.clear()
        self._decir(_DICHO[resultado], "bien")
        self.abierto.emit()

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje, "mal")
        # It may have been written down although the device failed.
        self.abierto.emit()

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)
