"""Who buys: the cuenta that F1 has open, or somebody without one, by name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cuenta import Cuenta
from app.domain.renglon import LARGO
from ui.cobro.textos import Elidida
from ui.piezas.campos import TextoEdit
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton


class CompradorView(QWidget):
    """The name of the cuenta, or the field for that of who pays without one.

    Signals:
        nombre_cambiado: the name, once it is typed.
        entrado: Enter in the name: on to the money.
        cambio_pedido: with the cuenta of F1, or without one.
    """

    nombre_cambiado = Signal()
    entrado = Signal()
    cambio_pedido = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Para quién")
        self.quien = Elidida("nombre")
        self.senas = Elidida("tenue")
        self.nombre = TextoEdit("Nombre de quien paga")
        self.nombre.setMaxLength(LARGO)
        self.boton = Boton("", "Ctrl N")
        self.boton.setAutoDefault(False)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(6)
        columna.addWidget(etiqueta("Para quién", "rotulo"))
        for cosa in (self.quien, self.senas, self.nombre):
            columna.addWidget(cosa)
        columna.addWidget(self.boton, 0, Qt.AlignmentFlag.AlignLeft)
        self.nombre.editingFinished.connect(self.nombre_cambiado)
        self.nombre.entrado.connect(self.entrado)
        self.boton.clicked.connect(self.cambio_pedido)

    def mostrar(self, cuenta: Cuenta | None, abierta: Cuenta | None) -> None:
        """Show who buys; `abierta` is the cuenta of F1, which may be taken."""
        self.nombre.setVisible(cuenta is None)
        self.senas.setVisible(cuenta is not None)
        if cuenta is None:
            self.quien.setText("Sin cuenta")
            self.boton.rotular("Con la cuenta de F1")
        else:
            domicilio = ", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t)
            self.quien.setText(cuenta.titular or "Sin nombre en el padrón")
            self.senas.setText(" · ".join(t for t in (f"Cuenta {cuenta.numero}", domicilio) if t))
            self.boton.rotular("Sin cuenta")
        self.boton.setVisible(cuenta is not None or abierta is not None)

    @property
    def texto(self) -> str:
        """The name that was typed."""
        return self.nombre.text().strip()

    def enfocar(self) -> None:
        """Put the keyboard in the name."""
        self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)
