"""Cells whose text goes on in the next line, with the height that it takes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import tema
from ui.piezas.modelos import Index
from ui.piezas.tabla import Tabla

#: What the stylesheet leaves free at both sides of a cell, and a little more above and below.
_LADOS, _ALTO = 24, 14


class Doblada(QStyledItemDelegate):
    """Wraps at the width of its column; the style's own reckoning forgets the margins of the stylesheet."""

    def __init__(self, tabla: Tabla, alto: int = _ALTO, minimo: int = 32) -> None:
        """`alto`: free above and below the text; `minimo`: of a row, at 100 %; both in pixels."""
        super().__init__(tabla)
        self._alto, self._minimo = alto, minimo
        self._tabla = tabla

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the style says, as high as its lines."""
        base = super().sizeHint(option, index)
        letra = index.data(Qt.ItemDataRole.FontRole) or option.font
        suyas = range(index.column(), index.column() + self._tabla.columnSpan(index.row(), index.column()))
        ancho = max(20, sum(self._tabla.columnWidth(c) for c in suyas) - _LADOS)
        texto = index.data(Qt.ItemDataRole.DisplayRole) or ""
        alto = _alto(texto, ancho, letra.pixelSize(), letra.bold())
        return QSize(base.width(), max(alto + self._alto, tema.px(self._minimo)))


@lru_cache(maxsize=2_000)
def _alto(texto: str, ancho: int, medida: int, fuerte: bool) -> int:
    """Height of a text folded at that width. A table asks for the same ones over and over while it is laid out."""
    letra = QFont(tema.LETRA)
    letra.setPixelSize(medida)
    letra.setBold(fuerte)
    dobla = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(letra).boundingRect(QRect(0, 0, ancho, 10_000), dobla, texto).height()
