"""The list that a search fills: a model over frozen rows, and how each is painted in two lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.consulta import Encontrada
from ui import tema

Indice = QModelIndex | QPersistentModelIndex
_SIN_PADRE = QModelIndex()
_ORILLA = 10


class ResultadosModel(QAbstractListModel):
    """Cuentas found, the likeliest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filas: tuple[Encontrada, ...] = ()

    def poner(self, filas: Sequence[Encontrada]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._filas = tuple(filas)
        self.endResetModel()

    def fila(self, n: int) -> Encontrada | None:
        """The cuenta of that row."""
        return self._filas[n] if 0 <= n < len(self._filas) else None

    def rowCount(self, parent: Indice = _SIN_PADRE) -> int:
        return 0 if parent.isValid() else len(self._filas)

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        fila = self.fila(index.row()) if index.isValid() else None
        if fila is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return fila.titular
        if role == Qt.ItemDataRole.UserRole:
            return fila
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            debe = f"debe {fila.adeudo}" if fila.adeudo else "no debe nada"
            return f"{fila.titular}\n{fila.cuenta} · {fila.domicilio}\n{debe}"
        return None


class ResultadoDelegate(QStyledItemDelegate):
    """Name in bold, then number and address; what is owed at the right. What does not fit is elided."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
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

    def sizeHint(self, option: QStyleOptionViewItem, index: Indice) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 1.9) + 16)


def _letra(option: QStyleOptionViewItem, escala: float, negrita: bool) -> QFont:
    letra = QFont(option.font)
    if letra.pixelSize() > 0:
        letra.setPixelSize(round(letra.pixelSize() * escala))
    else:
        letra.setPointSizeF(letra.pointSizeF() * escala)
    letra.setBold(negrita)
    return letra
