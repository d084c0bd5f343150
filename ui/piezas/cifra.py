"""Figures: a tile with one, and one as large as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import tema
from ui.piezas.tarjeta import etiqueta


class Ajustada(QLabel):
    """One line that is made smaller rather than cut where it does not fit; right-aligned."""

    def __init__(self, rol: str, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rol", rol)
        self.setAccessibleName(nombre)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        letra = QFont(self.font())
        ancho = QFontMetrics(letra).horizontalAdvance(self.text())
        if ancho > self.width() > 0:
            letra.setPixelSize(max(8, letra.pixelSize() * self.width() // ancho))
        pintor.setFont(letra)
        pintor.setPen(self.palette().windowText().color())
        pintor.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text())
        pintor.end()


class Cifra(QFrame):
    """A tile: what it is, and the figure."""

    def __init__(self, rotulo: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "cifra")
        self.cifra = etiqueta("0", "cifra")
        self.cifra.setAccessibleName(rotulo)
        self.rotulo = etiqueta(rotulo, "tenue")
        columna = QVBoxLayout(self)
        columna.setContentsMargins(12, 8, 12, 8)
        columna.setSpacing(0)
        columna.addWidget(self.rotulo)
        columna.addWidget(self.cifra, 1, Qt.AlignmentFlag.AlignVCenter)

    def rotular(self, rotulo: str) -> None:
        """Say what it is now."""
        self.rotulo.setText(rotulo)
        self.cifra.setAccessibleName(rotulo)

    def poner(self, texto: str, rol: str = "cifra") -> None:
        """Show another."""
        self.cifra.setText(texto)
        tema.poner(self.cifra, rol=rol)
