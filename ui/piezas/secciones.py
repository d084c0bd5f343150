"""A screen of several sections: a row of tabs, each with its key, and one section at the front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.piezas.flujo import Flujo
from ui.piezas.pila import Pila
from ui.piezas.tecla import Boton


class Secciones(QWidget):
    """The tabs and what is behind them; keys are of whoever shows it (`Alt 1` and so on are only drawn).

    Signals:
        elegida: number of a section whose tab was pressed.
    """

    elegida = Signal(int)

    def __init__(self, secciones: Sequence[tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """`secciones`: title and page of each."""
        super().__init__(parent)
        self._pila = Pila()
        self._botones = QButtonGroup(self)
        fila = Flujo(hueco=0, entre_lineas=0)
        for n, (titulo, pagina) in enumerate(secciones):
            boton = Boton(titulo, f"Alt {n + 1}", "pestana")
            boton.setCheckable(True)
            self._botones.addButton(boton, n)
            fila.addWidget(boton)
            self._pila.addWidget(pagina)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(8)
        filas.addLayout(fila)
        filas.addWidget(self._pila, 1)
        self._botones.idClicked.connect(self.elegida)
        self._botones.button(0).setChecked(True)

    @property
    def actual(self) -> int:
        """Number of the section at the front."""
        return self._pila.currentIndex()

    def traer(self, n: int) -> None:
        """Bring a section to the front."""
        self._pila.setCurrentIndex(n)
        self._botones.button(n).setChecked(True)

    def permitir(self, n: int, si: bool) -> None:
        """Show or hide a section's tab."""
        self._botones.button(n).setVisible(si)
