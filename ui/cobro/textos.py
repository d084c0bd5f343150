"""Text that fits where it is: names that end in an ellipsis, and figures that grow small before they are cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.domain.dinero import Dinero
from ui import tema

#: No figure is written smaller than this, in pixels at 100 %.
_MINIMA = 16


class Elidida(QLabel):
    """One line of text of any length: what does not fit becomes an ellipsis, and the whole is its tooltip."""

    def __init__(self, rol: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rol", rol)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, texto: str) -> None:
        """Show it, and keep it whole for the tooltip and for screen readers."""
        super().setText(texto)
        self.setToolTip(texto)
        self.setAccessibleName(texto)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as far as it fits."""
        pintor = QPainter(self)
        visto = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        pintor.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), visto)
        pintor.end()


class Cifra(QLabel):
    """A large figure that takes the largest size, up to its own, at which it fits in the width there is."""

    def __init__(self, medida: int, nombre: str, vacio: str = "—", parent: QWidget | None = None) -> None:
        """`vacio` is what stands for no amount."""
        super().__init__(parent)
        self._vacio = vacio
        self._medida = medida
        self._nombre = nombre
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.poner(None)

    def poner(self, importe: Dinero | None) -> None:
        """Show an amount, or that there is none."""
        self.setText(self._vacio if importe is None else importe.pesos())
        self.setAccessibleName(f"{self._nombre}: {self.text()}")
        self._ajustar()

    def minimumSizeHint(self) -> QSize:
        """Any width will do; the height is that of its own size, so that nothing jumps."""
        return QSize(0, QFontMetrics(tema.letra(self._medida, fuerte=True)).height())

    def sizeHint(self) -> QSize:
        """Room for it at its own size."""
        medidas = QFontMetrics(tema.letra(self._medida, fuerte=True))
        return QSize(medidas.horizontalAdvance(self.text()) + 2, medidas.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._ajustar()

    def changeEvent(self, event: QEvent) -> None:
        """Another font scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._ajustar()

    def _ajustar(self) -> None:
        medida = self._medida
        while medida > _MINIMA and self._ancho(medida) > self.width():
            medida -= 1
        if self.font().pixelSize() != tema.px(medida):
            self.setFont(tema.letra(medida, fuerte=True))

    def _ancho(self, medida: int) -> int:
        return QFontMetrics(tema.letra(medida, fuerte=True)).horizontalAdvance(self.text()) + 2
