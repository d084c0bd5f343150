"""Cash as it is handed over: the field, and one key for each bill."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.dinero import CERO, Dinero
from ui.piezas.campos import DineroEdit
from ui.piezas.tecla import Boton

#: One key for each bill, none of them part of an amount: its initial in Spanish (cincuenta, cien, doscientos …).
BILLETES = (("50", "C"), ("100", "N"), ("200", "D"), ("500", "Q"), ("1000", "M"))
EXACTO = "E"
_POR_FILA = 3
_PASOS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class EfectivoEdit(DineroEdit):
    """The cash field. What is no part of an amount means something else here.

    Signals:
        entrado: Enter, once however long it is held.
        exacto: the exact amount is wanted.
        mas: another means of payment is wanted.
        movido: the arrows go to another recibo.
        espacio: the space bar pays a recibo or not.
    """

    entrado = Signal()
    exacto = Signal()
    mas = Signal()
    movido = Signal(int)
    espacio = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are bills; the rest of an amount's keys are typed."""
        tecla = event.key()
        hacer = self._hacer(tecla, event.text().upper())
        con_orden = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if hacer is None or con_orden:
            super().keyPressEvent(event)
        elif tecla in _PASOS or not event.isAutoRepeat():
            hacer()

    def sumar(self, billete: Dinero) -> None:
        """One more bill was handed over; what is not an amount yet is begun again with it."""
        antes = self.importe()
        self.poner(billete if antes is None else antes + billete)
        self.end(False)

    def _hacer(self, tecla: int, letra: str) -> Callable[[], object] | None:
        if tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.entrado.emit
        if tecla in _PASOS:
            return lambda: self.movido.emit(_PASOS[Qt.Key(tecla)])
        if letra == EXACTO:
            return self.exacto.emit
        if letra in ("+", " "):
            return self.mas.emit if letra == "+" else self.espacio.emit
        billete = next((b for b, atajo in BILLETES if atajo == letra), None)
        return None if billete is None else lambda: self.sumar(Dinero.from_texto(billete))


class BilletesView(QWidget):
    """The same shortcuts as buttons, each with its key.

    Signals:
        exacto: the exact amount is wanted.
        billete: Dinero of one more bill.
    """

    exacto = Signal()
    billete = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setSpacing(8)
        exacto = self._boton("Exacto", EXACTO)
        exacto.clicked.connect(self.exacto)
        botones = [exacto]
        for texto, atajo in BILLETES:
            boton = self._boton(texto, atajo)
            boton.clicked.connect(partial(self._on_billete, Dinero.from_texto(texto)))
            botones.append(boton)
        for n, boton in enumerate(botones):
            rejilla.addWidget(boton, n // _POR_FILA, n % _POR_FILA)

    def _on_billete(self, billete: Dinero) -> None:
        self.billete.emit(billete)

    @staticmethod
    def _boton(texto: str, atajo: str) -> Boton:
        boton = Boton(texto, atajo)
        boton.setStyleSheet("QPushButton { padding: 7px 4px; } QPushButton:focus { padding: 6px 3px; }")
        boton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return boton


def is_absurdo(recibido: Dinero, a_pagar: Dinero, veces: int = 20) -> bool:
    """So much more cash than what is owed that it is surely a typing error."""
    return a_pagar > CERO and recibido > a_pagar * veces
