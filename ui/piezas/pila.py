"""Cards one behind the other, no larger than the one that is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pila(QStackedWidget):
    """A stack that asks for the room of its current page alone."""

    def sizeHint(self) -> QSize:
        actual = self.currentWidget()
        return super().sizeHint() if actual is None else actual.sizeHint()

    def minimumSizeHint(self) -> QSize:
        actual = self.currentWidget()
        return super().minimumSizeHint() if actual is None else actual.minimumSizeHint()
