"""A picture of bars by hour, painted by hand: no figures to read one by one, only when the rush was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import tema

_HUECO = 20
_ANCHA = 64
_ANGOSTA = 6
_PIE = 22
_CABEZA = 20


@dataclass(frozen=True, slots=True)
class Barra:
    """One bar: how high, what is under it, what is above it (may be empty), and what a pointer reads."""

    valor: int
    pie: str
    cabeza: str
    explica: str


class Barras(QWidget):
    """Bars side by side, the highest as high as there is room."""

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._barras: tuple[Barra, ...] = ()
        self._vacio = "Todavía no hay cobros."
        self.setAccessibleName(nombre)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def barras(self) -> tuple[Barra, ...]:
        """What is shown."""
        return self._barras

    def poner(self, barras: Sequence[Barra]) -> None:
        """Show others."""
        self._barras = tuple(barras)
        self.setAccessibleDescription("; ".join(b.explica for b in self._barras) or self._vacio)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tema.px(480), tema.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(tema.px(160), tema.px(72))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for barra, marco in self._marcos():
                if marco.left() <= event.pos().x() <= marco.right():
                    QToolTip.showText(event.globalPos(), barra.explica, self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def _marcos(self) -> list[tuple[Barra, QRectF]]:
        """Each bar with its place, centred."""
        if not self._barras:
            return []
        cuantas = len(self._barras)
        hueco = min(tema.px(_HUECO), max(2, self.width() // (cuantas * 4)))
        ancho = max(_ANGOSTA, min(tema.px(_ANCHA), (self.width() - hueco * (cuantas - 1)) // cuantas))
        izquierda = (self.width() - ancho * cuantas - hueco * (cuantas - 1)) / 2
        suelo = self.height() - tema.px(_PIE)
        techo = suelo - tema.px(_CABEZA)
        mayor = max(1, *(b.valor for b in self._barras))
        marcos = []
        for n, barra in enumerate(self._barras):
            alto = max(2.0 if barra.valor else 0.0, techo * barra.valor / mayor)
            marcos.append((barra, QRectF(izquierda + n * (ancho + hueco), suelo - alto, ancho, alto)))
        return marcos

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setFont(tema.letra(12))
        if not self._barras:
            pintor.setPen(tema.color("tenue"))
            pintor.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._vacio)
            return
        suelo = self.height() - tema.px(_PIE)
        pintor.setPen(QPen(tema.color("linea"), 1))
        pintor.drawLine(QPointF(0, suelo), QPointF(self.width(), suelo))
        for barra, marco in self._marcos():
            self._pintar(pintor, barra, marco)
        pintor.end()

    def _pintar(self, pintor: QPainter, barra: Barra, marco: QRectF) -> None:
        relleno = QColor(tema.color("acento"))
        relleno.setAlphaF(0.86)
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(relleno)
        pintor.drawRoundedRect(marco, 3, 3)
        medidas = QFontMetrics(pintor.font())
        pintor.setPen(tema.color("tenue"))
        ancho = marco.width() + tema.px(_HUECO)
        pie = QRectF(marco.center().x() - ancho / 2, marco.bottom() + 2, ancho, tema.px(_PIE) - 2)
        if medidas.horizontalAdvance(barra.pie) <= ancho:
            pintor.drawText(pie, Qt.AlignmentFlag.AlignCenter, barra.pie)
        if medidas.horizontalAdvance(barra.cabeza) <= ancho:
            cabeza = QRectF(pie.left(), marco.top() - tema.px(_CABEZA), ancho, tema.px(_CABEZA))
            pintor.drawText(cabeza, Qt.AlignmentFlag.AlignCenter, barra.cabeza)
