"""Keys shown as small caps beside what they do."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui import tema

_HUECO = 8


class KeyCap(QLabel):
    """The picture of a key: `KeyCap("F1")`."""

    def __init__(self, tecla: str, parent: QWidget | None = None) -> None:
        super().__init__(tecla, parent)
        self.setProperty("rol", "tecla")
        self.setAccessibleName(f"Tecla {tecla}")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class Boton(QPushButton):
    """A button that shows the key that does the same.

    `clase` is one of those of `ui.hoja`: "" (outlined), "principal" (filled with the accent), "plano", "pestana".
    """

    def __init__(self, texto: str, tecla: str = "", clase: str = "", parent: QWidget | None = None) -> None:
        super().__init__(texto, parent)
        self.tecla = tecla
        self.setProperty("clase", clase)
        self.setAccessibleName(f"{texto} ({tecla})" if tecla else texto)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Enter on a focused button presses it, as people expect; Space does by itself.
        self.setAutoDefault(True)

    def rotular(self, texto: str) -> None:
        """Change its text, for eyes and for screen readers."""
        self.setText(texto)
        self.setAccessibleName(f"{texto} ({self.tecla})" if self.tecla else texto)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter held down presses once: not what comes to the front in between."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the text and the key."""
        base = super().sizeHint()
        if not self.tecla:
            return base
        tapa = self._tapa()
        if not self.text():
            return QSize(tapa.width() + 12, tapa.height() + 12)
        return QSize(base.width() + tapa.width() + _HUECO, max(base.height(), tapa.height() + 12))

    def minimumSizeHint(self) -> QSize:
        """The same: a button is never cut."""
        return self.sizeHint()

    def _letra_de_tapa(self) -> QFontMetrics:
        return QFontMetrics(tema.letra(11, fuerte=True, fija=True))

    def _tapa(self) -> QSize:
        medidas = self._letra_de_tapa()
        return QSize(medidas.horizontalAdvance(self.tecla) + 12, medidas.height() + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel by the style; text and key by hand, side by side in the middle."""
        if not self.tecla:
            super().paintEvent(event)
            return
        opcion = QStyleOptionButton()
        self.initStyleOption(opcion)
        texto, opcion.text = opcion.text, ""
        pintor = QStylePainter(self)
        pintor.drawControl(QStyle.ControlElement.CE_PushButton, opcion)
        tapa = self._tapa()
        ancho = self.fontMetrics().horizontalAdvance(texto)
        hueco = _HUECO if texto else 0
        izquierda = (self.width() - ancho - hueco - tapa.width()) // 2
        # In tabs and outlined buttons the key goes first, as in a list of keys; after the verb in the main one.
        delante = self.property("clase") != "principal"
        x_texto = izquierda + (tapa.width() + hueco if delante else 0)
        x_tapa = izquierda if delante else izquierda + ancho + hueco
        pintor.setFont(self.font())
        pintor.setPen(self._tinta())
        pintor.drawText(
            QRect(x_texto, 0, ancho + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic),
            texto,
        )
        self._pintar_tapa(pintor, QRect(x_tapa, (self.height() - tapa.height()) // 2, tapa.width(), tapa.height()))

    def _tinta(self) -> QColor:
        clase = self.property("clase")
        if not self.isEnabled():
            return tema.color("tenue")
        if clase == "principal":
            return tema.color("sobre_acento")
        if clase == "pestana":
            return tema.color("acento" if self.isChecked() or self.underMouse() or self.hasFocus() else "tenue")
        return tema.color("tinta")

    def _pintar_tapa(self, pintor: QPainter, marco: QRect) -> None:
        principal = self.property("clase") == "principal"
        tinta = self._tinta() if principal else tema.color("tenue")
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(QPen(tinta if principal else tema.color("linea"), 1))
        pintor.setBrush(Qt.BrushStyle.NoBrush if principal else tema.color("fondo"))
        pintor.drawRoundedRect(marco.adjusted(0, 0, -1, -1), 3, 3)
        pintor.drawLine(marco.left() + 2, marco.bottom() - 1, marco.right() - 2, marco.bottom() - 1)
        pintor.setPen(tinta)
        pintor.setFont(tema.letra(11, fuerte=True, fija=True))
        pintor.drawText(marco, Qt.AlignmentFlag.AlignCenter, self.tecla)
