"""Cheques and vouchers of the count, one by one: an amount and Enter for each; Backspace on a blank takes the last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.dinero import CERO, Dinero, suma
from ui import tema
from ui.cobro.textos import Elidida
from ui.piezas.campos import ENTER, DineroEdit
from ui.piezas.tarjeta import etiqueta

#: Each medio that is counted in papers (`app.domain.corte.corte.DE_PAPEL`), as people call them, and one of them.
NOMBRES = {"cheque": ("Cheques", "cheque"), "tarjeta": ("Vouchers", "voucher")}


class _PapelEdit(DineroEdit):
    """The amount of one paper.

    Signals:
        agregado: Enter on an amount.
        quitado: Backspace on a blank.
        bajado, subido: Enter on a blank or the arrow down; the arrow up.
    """

    agregado = Signal()
    quitado = Signal()
    bajado = Signal()
    subido = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, or goes on; what is no amount stays to be mended."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in ENTER and not event.isAutoRepeat():
            (self.bajado if self.is_vacio() else self.agregado).emit()
        elif event.key() == Qt.Key.Key_Down:
            self.bajado.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.subido.emit()
        elif event.key() == Qt.Key.Key_Backspace and self.is_vacio():
            self.quitado.emit()
        else:
            super().keyPressEvent(event)


class PapelesContados(QFrame):
    """The papers of one medio: how many, what they come to, and each amount.

    Signals:
        papeles_cambiados: one more, or one less.
    """

    papeles_cambiados = Signal()

    def __init__(self, medio: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.medio = medio
        self._importes: list[Dinero] = []
        varios, uno = NOMBRES[medio]
        self.setProperty("clase", "renglon")
        self.campo = _PapelEdit(f"Importe de un {uno}; Enter lo agrega")
        self.campo.setProperty("clase", "piezas")
        self.campo.setPlaceholderText("—")
        self.cuenta = etiqueta("—")
        self.cuenta.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cada_uno = Elidida("leyenda")
        self.cada_uno.hide()
        fila = QGridLayout(self)
        fila.setContentsMargins(8, 0, 8, 0)
        fila.setHorizontalSpacing(8)
        fila.setVerticalSpacing(0)
        for n, (widget, parte) in enumerate(((etiqueta(varios), 4), (self.campo, 3), (self.cuenta, 5))):
            fila.addWidget(widget, 0, n)
            fila.setColumnStretch(n, parte)
        fila.addWidget(self.cada_uno, 1, 0, 1, 3)
        self.campo.agregado.connect(self._agregar)
        self.campo.quitado.connect(self._quitar)
        self.campo.importe_cambiado.connect(lambda importe: self.papeles_cambiados.emit())

    def valores(self) -> tuple[tuple[str, Dinero], ...]:
        """Each paper: medio and amount. What was typed and not yet entered counts too."""
        suelto = self.campo.importe()
        todos = [*self._importes, *([suelto] if suelto is not None and suelto > CERO else [])]
        return tuple((self.medio, importe) for importe in todos)

    def is_vacio(self) -> bool:
        """Whether nothing was typed."""
        return not self._importes and self.campo.is_vacio()

    def mensaje(self) -> str:
        """What is wrong with what is typed; empty when nothing is."""
        importe = self.campo.importe()
        if importe is not None and importe <= CERO:
            return f"Un {NOMBRES[self.medio][1]} no puede ser de 0.00: bórrelo o corríjalo."
        return self.campo.mensaje()

    def limpiar(self) -> None:
        """Forget them."""
        self._importes.clear()
        self.campo.clear()
        self._contar()

    def _agregar(self) -> None:
        importe = self.campo.importe()
        if importe is not None and importe > CERO:
            self._importes.append(importe)
            self.campo.clear()
            self._contar()

    def _quitar(self) -> None:
        if self._importes:
            self._importes.pop()
            self._contar()

    def _contar(self) -> None:
        cuantos = len(self._importes)
        self.cuenta.setText("—" if not cuantos else f"{cuantos} · {suma(self._importes)}")
        self.cada_uno.setText(" + ".join(str(i) for i in self._importes))
        self.cada_uno.setVisible(bool(cuantos))
        tema.poner(self, activa=bool(cuantos))
        self.papeles_cambiados.emit()
