"""The two tables of a cuenta: its recibos, each with a box to pay it or not, and how the chosen one comes about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.dinero import CERO
from app.domain.periodo import Periodo
from ui import tema
from ui.cobro.dobleces import Doblada
from ui.cobro.renglones import RenglonConcepto, RenglonRecibo
from ui.piezas.modelos import Columna, Index, TablaModel
from ui.piezas.tabla import Tabla

#: Recibos shown before the table scrolls by itself.
_VISIBLES = 6
_TITULO, _M3, _VENCE, _IMPORTE, _DESCUENTO, _A_PAGAR = range(6)
_TONOS = {"bueno": "bien", "aviso": "aviso"}


class RecibosModel(TablaModel[RenglonRecibo]):
    """Recibos with a box each.

    Attributes:
        breve: when they are due is said shortly; the tooltip says it whole.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        columnas: tuple[Columna[RenglonRecibo], ...] = (
            Columna("Periodo", lambda r: r.titulo, orden=lambda r: r.periodo),
            Columna("m³", lambda r: r.m3, derecha=True, orden=lambda r: Decimal(r.m3) if r.m3 else None),
            Columna("Vence", self._vence, orden=lambda r: r.dia, explica=lambda r: r.vence),
            Columna("Importe", lambda r: r.importe, derecha=True),
            Columna("Descuento", _descuento, derecha=True, orden=lambda r: r.descuento),
            Columna("A pagar", _a_pagar, derecha=True, orden=lambda r: r.a_pagar),
        )
        super().__init__(columnas, (), parent)
        self.breve = False

    def _vence(self, fila: RenglonRecibo) -> str:
        return fila.breve if self.breve else fila.vence

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table, with the box, and words that stand out."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        fila, columna = self.fila(index), index.column()
        if role == Qt.ItemDataRole.CheckStateRole and columna == _TITULO and fila.periodo is not None:
            return Qt.CheckState.Checked if fila.elegido else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and columna in (_TITULO, _A_PAGAR):
            return tema.letra(14, fuerte=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            if columna == _VENCE and fila.vencido:
                return tema.color("mal")
            if columna == _DESCUENTO:
                return tema.color("bien")
        if role == Qt.ItemDataRole.AccessibleTextRole and columna == _TITULO:
            return f"{fila.titulo}, {'se paga' if fila.elegido else 'no se paga'}"
        return super().data(index, role)


def _descuento(fila: RenglonRecibo) -> str | None:
    return f"−{-fila.descuento}" if fila.descuento else None


def _a_pagar(fila: RenglonRecibo) -> str:
    if not fila.elegido:
        return "—"
    return f"parte {fila.a_pagar}" if fila.parcial else str(fila.a_pagar)


class ConceptosModel(TablaModel[RenglonConcepto]):
    """How a recibo comes about."""

    def __init__(self, parent: QObject | None = None) -> None:
        columnas: tuple[Columna[RenglonConcepto], ...] = (
            Columna("Concepto", lambda r: r.nombre),
            Columna("Importe", lambda r: str(r.importe).replace("-", "−"), derecha=True, orden=lambda r: r.importe),
            Columna("Cómo resulta", lambda r: r.detalle, explica=lambda r: r.detalle),
        )
        super().__init__(columnas, (), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table; what is taken off, and what the tariff does not explain, stand out."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        fila = self.fila(index)
        if role == Qt.ItemDataRole.ForegroundRole:
            return tema.color("tenue" if index.column() == 2 else _TONOS.get(fila.tono, "tinta"))
        if role == Qt.ItemDataRole.FontRole and fila.tono and index.column() < 2:
            return tema.letra(14, fuerte=True)
        return super().data(index, role)


class _Delegate(QStyledItemDelegate):
    """The row stood on keeps the colours of its words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, tema.color("seleccion"))
            option.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)


class RecibosView(Tabla):
    """The recibos. Space pays one or not; the arrows go to another.

    Signals:
        alternado: Periodo whose box was changed.
        actual_cambiado: Periodo of the row gone to, None for the late charge's.
    """

    alternado = Signal(object)
    actual_cambiado = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        modelo = RecibosModel()
        super().__init__(modelo, "Recibos de la cuenta", _VENCE, parent)
        modelo.setParent(self)
        self.modelo = modelo
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def poner(self, filas: tuple[RenglonRecibo, ...], actual: Periodo | None) -> None:
        """Show these, standing on the recibo of `actual`, else on the first."""
        self.modelo.poner(filas)
        self._estrechar()
        lugar = next((n for n, f in enumerate(self.modelo.filas) if actual is not None and f.periodo == actual), 0)
        if filas:
            self.setCurrentIndex(self.modelo.index(lugar, 0))

    @property
    def actual(self) -> Periodo | None:
        """The recibo stood on."""
        fila = self.currentIndex().row()
        return self.modelo.fila(fila).periodo if 0 <= fila < self.modelo.rowCount() else None

    def mover(self, pasos: int) -> None:
        """Go to another row."""
        fila = max(0, min(self.currentIndex().row() + pasos, self.modelo.rowCount() - 1))
        self.setCurrentIndex(self.modelo.index(fila, 0))

    def alternar(self) -> None:
        """Pay the recibo stood on, or not."""
        if self.actual is not None:
            self.alternado.emit(self.actual)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for every column, those that are said elsewhere too give theirs."""
        super().resizeEvent(event)
        self._estrechar()

    def _estrechar(self) -> None:
        filas, titulos, alto = self.modelo.filas, self.horizontalHeader(), self.verticalHeader().defaultSectionSize()
        tarjeta = self.parentWidget()
        caben = _VISIBLES if tarjeta is None else max(2, min(_VISIBLES, tarjeta.height() * 2 // 5 // alto))
        ancho = self.width() - (self.verticalScrollBar().sizeHint().width() if len(filas) > caben else 0)
        sin_descuento = all(f.descuento == CERO for f in filas)
        visibles = [c for c in range(self.modelo.columnCount()) if c != _DESCUENTO or not sin_descuento]
        self.modelo.breve = False
        pide = self._piden(visibles)
        for columna in (_M3, _DESCUENTO, _IMPORTE):
            if sum(pide.values()) > ancho:
                pide.pop(columna, None)
        self.modelo.breve = sum(pide.values()) > ancho
        if self.modelo.breve and sum(self._piden(list(pide)).values()) > ancho:
            # The badge over the table says how many are overdue; what is to be paid is said only here.
            pide.pop(_VENCE)
        modo = QHeaderView.ResizeMode
        titulos.setSectionResizeMode(_TITULO, modo.ResizeToContents if _VENCE in pide else modo.Stretch)
        for columna in range(self.modelo.columnCount()):
            if self.isColumnHidden(columna) != (columna not in pide):
                self.setColumnHidden(columna, columna not in pide)
        fijo = titulos.sizeHint().height() + alto * max(1, min(len(filas), caben)) + 2
        if self.height() != fijo:
            self.setFixedHeight(fijo)

    def _piden(self, columnas: list[int]) -> dict[int, int]:
        """Width that each column needs."""
        titulos = self.horizontalHeader()
        return {c: max(self.sizeHintForColumn(c), titulos.sectionSizeHint(c)) for c in columnas}

    def sizeHintForColumn(self, column: int) -> int:
        """Room for the box and the bold letters, which the stylesheet's margins leave out."""
        return super().sizeHintForColumn(column) + tema.px({_TITULO: 28, _VENCE: 20}.get(column, 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space changes the box; what else is typed belongs to the screen."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.alternar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.mover(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, indice: QModelIndex) -> None:
        if indice.column() == _TITULO:
            self.alternar()

    def _on_current_row_changed(self, actual: QModelIndex, _antes: QModelIndex) -> None:
        if actual.isValid():
            self.actual_cambiado.emit(self.modelo.fila(actual).periodo)


class ConceptosView(Tabla):
    """The conceptos of the recibo stood on; long reasons go on in the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        modelo = ConceptosModel()
        super().__init__(modelo, "Conceptos y cómo resultan", 2, parent, ordenable=False)
        modelo.setParent(self)
        self.modelo = modelo
        self.setWordWrap(True)
        self.setItemDelegate(Doblada(self))
        self.setSelectionMode(Tabla.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(tema.px(38))
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)

    def poner(self, filas: tuple[RenglonConcepto, ...]) -> None:
        """Show these."""
        self.modelo.poner(filas)

    def minimumSizeHint(self) -> QSize:
        """Two of them under their titles; the others scroll."""
        titulos = self.horizontalHeader().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), titulos + 2 * self.verticalHeader().minimumSectionSize())
