"""The list that a search fills: a model over frozen rows, and how each is painted in two lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.cobro.consulta import Encontrada
from ui import tema
from ui.piezas.modelos import Columna, Index, TablaModel

_ORILLA = 10


class ResultadosModel(TablaModel[Encontrada]):
    """Cuentas found, the likeliest first. The list shows each in two lines; copied or exported it is a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columnas: tuple[Columna[Encontrada], ...] = (
            Columna("Titular", lambda f: f.titular),
            Columna("Cuenta", lambda f: f.cuenta),
            Columna("Domicilio", lambda f: f.domicilio),
            Columna("Adeudo", lambda f: f.adeudo, derecha=True),
        )
        super().__init__(columnas, (), parent)

    def en(self, n: int) -> Encontrada | None:
        """The cuenta of that row; None where there is none."""
        return self.fila(n) if 0 <= n < self.rowCount() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table; its tooltip and description say the whole cuenta."""
        fila = self.en(index.row()) if index.isValid() else None
        if fila is not None and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            debe = f"debe {fila.adeudo}" if fila.adeudo else "no debe nada"
            return f"{fila.titular}\n{fila.cuenta} · {fila.domicilio}\n{debe}"
        return super().data(index, role)


class ResultadoDelegate(QStyledItemDelegate):
    """Name in bold, then number and address; what is owed at the right. What does not fit is elided."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        fila = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caja = option.rect.adjusted(0, 1, 0, -1)
        elegida = bool(option.state & QStyle.StateFlag.State_Selected)
        if elegida:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tema.color("seleccion"))
            painter.drawRoundedRect(caja, 8, 8)
        self._renglones(painter, option, caja.adjusted(_ORILLA, 6, -_ORILLA, -6), fila)
        painter.restore()

    @staticmethod
    def _renglones(painter: QPainter, option: QStyleOptionViewItem, caja: QRect, fila: Encontrada) -> None:
        izquierda, derecha = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        letra = _letra(option, 1.0, True)
        painter.setFont(letra)
        painter.setPen(tema.color("tinta"))
        alto = painter.fontMetrics().height()
        nombre = painter.fontMetrics().elidedText(fila.titular, Qt.TextElideMode.ElideRight, caja.width())
        painter.drawText(QRect(caja.left(), caja.top(), caja.width(), alto), izquierda, nombre)
        painter.setFont(_letra(option, 0.86, False))
        painter.setPen(tema.color("tenue"))
        segundo = QRect(caja.left(), caja.top() + alto + 2, caja.width(), painter.fontMetrics().height())
        debe = str(fila.adeudo) if fila.adeudo else ""
        ancho = painter.fontMetrics().horizontalAdvance(debe) + (_ORILLA if debe else 0)
        donde = f"{fila.cuenta} · {fila.domicilio}"
        donde = painter.fontMetrics().elidedText(donde, Qt.TextElideMode.ElideRight, segundo.width() - ancho)
        painter.drawText(segundo, izquierda, donde)
        painter.drawText(segundo, derecha, debe)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 1.9) + 16)


def _letra(option: QStyleOptionViewItem, escala: float, negrita: bool) -> QFont:
    letra = QFont(option.font)
    if letra.pixelSize() > 0:
        letra.setPixelSize(round(letra.pixelSize() * escala))
    else:
        letra.setPointSizeF(letra.pointSizeF() * escala)
    letra.setBold(negrita)
    return letra
