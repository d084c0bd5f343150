"""The table of every list: hairlines, whole rows, copied with Ctrl+C."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import tema
from ui.modelos import TablaModel


class Tabla(QTableView):
    """A view of a `TablaModel`; the column named by `estira` takes the room that is left."""

    def __init__(self, model: QAbstractItemModel, nombre: str, estira: int = -1, parent: QWidget | None = None) -> None:
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
        model = self.model()
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(model, TablaModel):
            elegidas = sorted({indice.row() for indice in self.selectionModel().selectedIndexes()})
            QGuiApplication.clipboard().setText(model.en_csv(elegidas, "\t"))
            return
        super().keyPressEvent(event)
