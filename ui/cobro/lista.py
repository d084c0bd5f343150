"""Several cuentas in one charge: a small list, one total."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.cobro.curso import Ficha
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla

_VISIBLES = 4


class ListaView(Tabla):
    """The cuentas of the charge, in order. Supr takes the one stood on out.

    Signals:
        actual_cambiada: place of the cuenta gone to.
        quitada: number of the cuenta to be taken out.
    """

    actual_cambiada = Signal(int)
    quitada = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        modelo: TablaModel[Ficha] = TablaModel(
            (
                Columna("Cuenta", lambda f: f.estado.cuenta.numero),
                Columna("Titular", lambda f: f.estado.cuenta.titular, explica=lambda f: f.estado.cuenta.titular),
                Columna("A pagar", lambda f: f.total, derecha=True),
            )
        )
        super().__init__(modelo, "Cuentas de este cobro", 1, parent)
        modelo.setParent(self)
        self.modelo = modelo
        self.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def poner(self, fichas: tuple[Ficha, ...], actual: int) -> None:
        """Show these; one alone needs no list."""
        self.modelo.poner(fichas)
        self.setVisible(len(fichas) > 1)
        alto = self.verticalHeader().defaultSectionSize() * min(len(fichas), _VISIBLES)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + alto + 2)
        if fichas:
            fila = next(n for n, ficha in enumerate(self.modelo.filas) if ficha is fichas[actual])
            self.setCurrentIndex(self.modelo.index(fila, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Supr takes a cuenta out; what else is typed belongs to the screen."""
        fila = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete and 0 <= fila < self.modelo.rowCount():
            self.quitada.emit(self.modelo.fila(fila).estado.cuenta.numero)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current_row_changed(self, actual: QModelIndex, _antes: QModelIndex) -> None:
        if actual.isValid():
            ficha = self.modelo.fila(actual)
            self.actual_cambiada.emit(next(n for n, dada in enumerate(self.modelo.dadas) if dada is ficha))
