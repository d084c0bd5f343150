"""The table of every list: hairlines, whole rows, sorted by its titles or Ctrl+O, copied with Ctrl+C, exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from ui import tema
from ui.piezas import listas
from ui.piezas.tarjeta import etiqueta

#: Pixels of the titles and two rows, at 100 %.
_BAJA = 112


class Tabla(QTableView):
    """A view of a `TablaModel`; the column named by `estira` takes the room that is left.

    `ordenable` is False where the order of the rows is what they say, as the steps of an explanation.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        nombre: str,
        estira: int = -1,
        parent: QWidget | None = None,
        *,
        ordenable: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(nombre)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        titulos = self.horizontalHeader()
        titulos.setHighlightSections(False)
        titulos.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if estira >= 0:
            titulos.setSectionResizeMode(estira, QHeaderView.ResizeMode.Stretch)
        if ordenable:
            # As they were given until somebody asks otherwise; a third click gives that order back.
            titulos.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            titulos.setSortIndicatorClearable(True)
            self.setSortingEnabled(True)
            # The title itself says it (`Folio ↑`); the style's mark would take its room from every column.
            titulos.setSortIndicatorShown(False)
        listas.con_menu(self)
        self._medir()

    def _medir(self) -> None:
        self.verticalHeader().setDefaultSectionSize(tema.px(38))
        self.horizontalHeader().setMinimumSectionSize(tema.px(32))

    def changeEvent(self, event: QEvent) -> None:
        """Another font scale makes other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._medir()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the rows chosen, with tabs between cells, as spreadsheets take them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            listas.copiar(self)
            return
        super().keyPressEvent(event)


class TablaBaja(Tabla):
    """The same, content with the room of two rows where several share a page, so that the page need not scroll."""

    def sizeHint(self) -> QSize:
        """Titles and two rows; it takes what more there is."""
        return QSize(super().sizeHint().width(), tema.px(_BAJA))

    def minimumSizeHint(self) -> QSize:
        """As much."""
        return QSize(super().minimumSizeHint().width(), tema.px(_BAJA))


def detalle_de(tabla: Tabla, en_palabras: Callable[[Any], str]) -> QLabel:
    """A line under a table: the row stood on in whole words, where its cells are cut; not there when they say none."""
    detalle = etiqueta("", "tenue", dobla=True)
    detalle.setVisible(False)

    def decir() -> None:
        fila = tabla.currentIndex().data(Qt.ItemDataRole.UserRole)
        detalle.setText("" if fila is None else en_palabras(fila))
        detalle.setAccessibleName(detalle.text())
        detalle.setVisible(bool(detalle.text()))

    tabla.selectionModel().currentChanged.connect(decir)
    tabla.model().modelReset.connect(decir)
    return detalle
