"""Paying a part, or ahead: how much, instead of what is owed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.piezas.campos import ImporteEdit
from ui.piezas.tarjeta import Raya, etiqueta


class ParteView(QWidget):
    """One field, hidden until it is asked for.

    Signals:
        importe_cambiado: Dinero, or None for all that is owed.
        entrado: Enter: on to the cash.
    """

    importe_cambiado = Signal(object)
    entrado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.importe = ImporteEdit("Cuánto paga hoy")
        self.nota = etiqueta("", "leyenda", dobla=True)
        renglon = QHBoxLayout()
        renglon.addWidget(etiqueta("Paga hoy", "fuerte"))
        renglon.addWidget(self.importe, 1)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(8)
        columna.addLayout(renglon)
        columna.addWidget(self.nota)
        columna.addWidget(Raya())
        self.importe.importe_cambiado.connect(self.importe_cambiado)
        self.importe.entrado.connect(self.entrado)
        self.hide()

    @property
    def is_abierta(self) -> bool:
        """Whether a part is being paid."""
        return not self.isHidden()

    def abrir(self) -> None:
        """Ask how much."""
        self.show()
        self.nota.setText("Escriba cuánto recibe hoy. En blanco se paga todo.")
        self.importe.setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar(self) -> bool:
        """Pay all that is owed again; False when it was so already."""
        if self.isHidden():
            return False
        self.hide()
        self.importe.clear()
        return True
