"""Fields. Money: blank is not zero, nothing is clamped, `1,234.5` and `1234.50` are read alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.dinero import CERO, Dinero
from app.errors import NegocioError
from ui import tema

#: Longer than any amount; what does not fit is refused whole, never cut into another amount.
_LARGO = 40
#: The two keys that are Enter.
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DineroEdit(QLineEdit):
    """A field for an amount that is not negative.

    Signals:
        importe_cambiado: Dinero, or None when it is blank or is no amount.
    """

    importe_cambiado = Signal(object)

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        """`nombre` is what a screen reader says of it."""
        super().__init__(parent)
        self._is_cortado = False
        self._is_rechazado = False
        self._avisado: Dinero | None = None
        self.setAccessibleName(nombre)
        self.setProperty("clase", "dinero")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_LARGO)
        self.inputRejected.connect(self._on_input_rejected)
        self.textChanged.connect(self._on_text_changed)

    def importe(self) -> Dinero | None:
        """The amount; None when the field is blank or does not hold one: see `is_valido`."""
        try:
            importe = None if self.is_vacio() or self._is_cortado else Dinero.from_texto(self.text())
        except NegocioError:
            return None
        return None if importe is not None and importe < CERO else importe

    def is_vacio(self) -> bool:
        """Whether nothing was typed."""
        return not self.text().strip()

    def is_valido(self) -> bool:
        """Whether it is blank or an amount."""
        return self.is_vacio() or self.importe() is not None

    def poner(self, importe: Dinero | None) -> None:
        """Put an amount, or leave it blank."""
        self.setText("" if importe is None else str(importe))

    def mensaje(self) -> str:
        """What is wrong with what was typed and what to do; empty when nothing is."""
        if self.is_valido():
            return ""
        if self._is_cortado:
            return "Lo pegado es demasiado largo para ser un importe. Escríbalo otra vez."
        try:
            Dinero.from_texto(self.text())
        except NegocioError as error:
            return error.mensaje
        return "Un importe no puede ser negativo."

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in selects what there is, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going out writes the amount the way amounts are read: `500` becomes `500.00`."""
        super().focusOutEvent(event)
        importe = self.importe()
        if importe is not None:
            self.poner(importe)

    def _on_input_rejected(self) -> None:
        # Qt says so before it puts in what did fit.
        self._is_rechazado = True

    def _on_text_changed(self) -> None:
        self._is_cortado = self._is_rechazado and len(self.text()) >= _LARGO
        self._is_rechazado = False
        self._on_importe()

    def _on_importe(self) -> None:
        estado = "" if self.is_valido() else "mal"
        if estado != (self.property("estado") or ""):
            tema.poner(self, estado=estado)
        importe = self.importe()
        if importe != self._avisado:
            self._avisado = importe
            self.importe_cambiado.emit(importe)


class TextoEdit(QLineEdit):
    """A short text; Enter held down counts once.

    Signals:
        entrado: Enter was pressed.
    """

    entrado = Signal()

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        """`nombre` is what a screen reader says of it, and what stands in it while it is blank."""
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setPlaceholderText(nombre)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is told; the rest is typed."""
        if not _is_enter(event, self.entrado):
            super().keyPressEvent(event)


class ImporteEdit(DineroEdit):
    """An amount; Enter held down counts once.

    Signals:
        entrado: Enter was pressed.
    """

    entrado = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is told; the rest is typed."""
        if not _is_enter(event, self.entrado):
            super().keyPressEvent(event)


class PinEdit(QLineEdit):
    """A field for a PIN: digits only, never shown."""

    def __init__(self, nombre: str = "PIN", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(12)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)


def _is_enter(event: QKeyEvent, entrado: SignalInstance) -> bool:
    """Whether the key was Enter, of which `entrado` tells once, however long it is held down."""
    if event.key() not in ENTER:
        return False
    if not event.isAutoRepeat():
        entrado.emit()
    return True
