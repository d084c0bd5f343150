"""A row of widgets that goes on in the next line where it does not fit, so that nothing is cut at any font size."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flujo(QLayout):
    """Widgets from left to right, line after line; those added after `empujar` go to the right end of their line."""

    def __init__(
        self, parent: QWidget | None = None, hueco: int = 12, entre_lineas: int = 4, *, arriba: bool = False
    ) -> None:
        """`arriba` puts what is lower than its line at the top of it, not in the middle."""
        super().__init__(parent)
        self._cosas: list[QLayoutItem] = []
        self._hueco = hueco
        self._entre_lineas = entre_lineas
        self._derecha = -1
        self._arriba = arriba

    def empujar(self) -> None:
        """What is added from now on goes to the right."""
        self._derecha = len(self._cosas)

    def addItem(self, item: QLayoutItem) -> None:
        """Add a thing at the end."""
        self._cosas.append(item)

    def count(self) -> int:
        """How many things."""
        return len(self._cosas)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._cosas[index] if 0 <= index < len(self._cosas) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._cosas.pop(index) if 0 <= index < len(self._cosas) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never asks for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of its lines at that width."""
        return self._acomodar(QRect(0, 0, width, 0), mover=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._acomodar(rect, mover=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        cosas = [c.sizeHint() for c in self._visibles()]
        ancho = sum(c.width() for c in cosas) + self._hueco * max(0, len(cosas) - 1)
        return self._con_margen(QSize(ancho, max((c.height() for c in cosas), default=0)))

    def minimumSize(self) -> QSize:
        """The widest and the tallest of them."""
        ancho = max((c.minimumSize().width() for c in self._visibles()), default=0)
        return self._con_margen(QSize(ancho, max((c.minimumSize().height() for c in self._visibles()), default=0)))

    def _visibles(self) -> list[QLayoutItem]:
        return [c for c in self._cosas if not c.isEmpty()]

    def _con_margen(self, tamano: QSize) -> QSize:
        margen: QMargins = self.contentsMargins()
        return tamano.grownBy(margen)

    def _lineas(self, ancho: int) -> list[list[QLayoutItem]]:
        lineas: list[list[QLayoutItem]] = [[]]
        usado = 0
        for cosa in self._visibles():
            pide = min(cosa.sizeHint().width(), ancho)
            if lineas[-1] and usado + self._hueco + pide > ancho:
                lineas.append([])
                usado = 0
            usado += pide + (self._hueco if lineas[-1] else 0)
            lineas[-1].append(cosa)
        return lineas

    def _acomodar(self, rect: QRect, *, mover: bool) -> int:
        margen = self.contentsMargins()
        dentro = rect.marginsRemoved(margen)
        al_final = {id(c) for c in self._cosas[self._derecha :]} if self._derecha >= 0 else set()
        y = dentro.y()
        for n, linea in enumerate(self._lineas(dentro.width())):
            y += self._entre_lineas if n else 0
            alto = max((self._alto(c, dentro.width()) for c in linea), default=0)
            anchos = [min(c.sizeHint().width(), dentro.width()) for c in linea]
            libre = dentro.width() - sum(anchos) - self._hueco * (len(linea) - 1)
            x = dentro.x()
            for cosa, ancho in zip(linea, anchos, strict=True):
                if id(cosa) in al_final:
                    x, libre = x + libre, 0
                if mover:
                    pide = self._alto(cosa, ancho)
                    cosa.setGeometry(
                        QRect(QPoint(x, y if self._arriba else y + (alto - pide) // 2), QSize(ancho, pide))
                    )
                x += ancho + self._hueco
            y += alto
        return y + margen.bottom() - rect.y()

    def _alto(self, cosa: QLayoutItem, ancho: int) -> int:
        pide = min(cosa.sizeHint().width(), ancho)
        return cosa.heightForWidth(pide) if cosa.hasHeightForWidth() else cosa.sizeHint().height()
