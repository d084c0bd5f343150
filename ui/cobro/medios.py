"""The other means of payment: card, cheque, transfer; several together, each with what proves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Medio
from ui.piezas.campos import ENTER, ImporteEdit, TextoEdit

#: What is offered, in order: name, medio, type, and what its reference is called.
CLASES = (
    ("Tarjeta de débito", "tarjeta", "debito", "Autorización"),
    ("Tarjeta de crédito", "tarjeta", "credito", "Autorización"),
    ("Transferencia", "transferencia", "", "Referencia"),
    ("Cheque", "cheque", "", "Número"),
)
_LARGO = 60


class _Importe(ImporteEdit):
    """`+` asks for another means, as it does in the cash."""

    mas = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "+":
            if not event.isAutoRepeat():
                self.mas.emit()
        else:
            super().keyPressEvent(event)


class MedioView(QWidget):
    """One means: which, how much, and its proof.

    Signals:
        cambiado: something of it was changed.
        terminado: Enter in its last field.
        mas: another means is wanted.
    """

    cambiado = Signal()
    terminado = Signal()
    mas = Signal()

    def __init__(self, importe: Dinero | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.importe.poner(importe)
        self._on_clase()
        self.clase.currentIndexChanged.connect(self._on_clase)
        self.importe.textChanged.connect(self.cambiado)
        self.importe.mas.connect(self.mas)
        self.banco.textChanged.connect(self.cambiado)
        self.referencia.textChanged.connect(self.cambiado)
        for campo in (self.importe, self.banco, self.referencia):
            campo.entrado.connect(self._on_entrado)

    def _build(self) -> None:
        self.clase = QComboBox()
        self.clase.setAccessibleName("Medio de pago")
        self.clase.addItems([nombre for nombre, *_ in CLASES])
        self.clase.setMinimumContentsLength(8)
        self.clase.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.importe = _Importe("Importe con este medio")
        self.importe.setProperty("clase", "")
        self.banco = TextoEdit("Banco")
        self.banco.setAccessibleName("Banco del cheque")
        self.banco.setMaxLength(_LARGO)
        self.referencia = TextoEdit("Referencia")
        self.referencia.setMaxLength(_LARGO)
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setSpacing(8)
        rejilla.addWidget(self.clase, 0, 0, 1, 2)
        rejilla.addWidget(self.importe, 1, 0)
        rejilla.addWidget(self.referencia, 1, 1)
        rejilla.addWidget(self.banco, 2, 0, 1, 2)
        rejilla.setColumnStretch(0, 1)
        rejilla.setColumnStretch(1, 1)

    def encadenar(self, antes: QWidget) -> None:
        """Tab comes here from that widget, and goes on in the order in which Enter does."""
        for campo in (self.clase, self.importe, self.referencia, self.banco):
            QWidget.setTabOrder(antes, campo)
            antes = campo

    def medio(self) -> Medio | None:
        """What was typed; None while its amount is blank or no amount."""
        importe = self.importe.importe()
        if importe is None:
            return None
        _, medio, tipo, _ = CLASES[self.clase.currentIndex()]
        banco = self.banco.text().strip() if medio == "cheque" else ""
        return Medio(medio, importe, referencia=self.referencia.text().strip(), banco=banco, tipo=tipo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the choice goes on to what proves it."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._on_entrado()
        else:
            super().keyPressEvent(event)

    def _on_clase(self) -> None:
        _, medio, _, prueba = CLASES[self.clase.currentIndex()]
        self.banco.setVisible(medio == "cheque")
        self.referencia.setPlaceholderText(prueba)
        self.referencia.setAccessibleName(prueba)
        self.cambiado.emit()

    def _on_entrado(self) -> None:
        """To the first field that is still blank; when none is, it is done."""
        campos: list[QLineEdit] = [self.importe, self.referencia, self.banco]
        for campo in campos:
            if not campo.isHidden() and not campo.text().strip():
                campo.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.terminado.emit()


class MediosView(QScrollArea):
    """The means other than cash, in the order in which they were added; scrolls when there is no room for all.

    Signals:
        cambiados: something was added, changed or taken out.
        terminado: Enter in the last field of one of them.
        mas: another one is wanted.
    """

    cambiados = Signal()
    terminado = Signal()
    mas = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Otros medios de pago")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lista = QWidget()
        self.setWidget(self._lista)
        self._columna = QVBoxLayout(self._lista)
        self._columna.setContentsMargins(0, 0, 0, 0)
        self._columna.setSpacing(12)
        self.vistas: list[MedioView] = []
        self.hide()

    def agregar(self, importe: Dinero | None, efectivo: QWidget) -> None:
        """One more, for that much, with the keyboard on its choice; Tab comes from the one before or from the cash."""
        vista = MedioView(importe, self._lista)
        vista.encadenar(self.vistas[-1].banco if self.vistas else efectivo)
        vista.mas.connect(self.mas)
        vista.cambiado.connect(self.cambiados)
        vista.clase.currentIndexChanged.connect(self._medir)
        vista.terminado.connect(self.terminado)
        self.vistas.append(vista)
        self._columna.addWidget(vista)
        vista.show()
        self._medir()
        vista.clase.setFocus(Qt.FocusReason.TabFocusReason)
        self.cambiados.emit()

    def quitar(self) -> bool:
        """Take the last one out; False when there is none."""
        if not self.vistas:
            return False
        vista = self.vistas.pop()
        self._columna.removeWidget(vista)
        vista.hide()
        vista.deleteLater()
        self._medir()
        self.cambiados.emit()
        return True

    def limpiar(self) -> None:
        """Take all of them out."""
        while self.quitar():
            pass

    def _medir(self) -> None:
        """As high as what it holds, and no less than one of them."""
        altos = [vista.sizeHint().height() for vista in self.vistas]
        self.setVisible(bool(altos))
        self.setMinimumHeight(max(altos, default=0))
        self.setMaximumHeight(sum(altos) + self._columna.spacing() * max(0, len(altos) - 1))

    def medios(self) -> tuple[Medio, ...] | None:
        """The means typed; None when one of them has no amount yet."""
        leidos = [vista.medio() for vista in self.vistas]
        return None if None in leidos else tuple(m for m in leidos if m is not None)

    @property
    def total(self) -> Dinero:
        """What they add up to so far."""
        return suma(m.importe for m in (v.medio() for v in self.vistas) if m is not None) + CERO
