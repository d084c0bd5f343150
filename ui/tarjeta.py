"""Cards: white sheets of radius 10 on the soft background, each with one matter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui import tema

MARGEN = 16
HUECO = 12


class Card(QFrame):
    """A card; things are added to `cuerpo`.

    Attributes:
        cuerpo: its vertical layout.
        rotulo: the label of its title; hidden where there is none.
    """

    def __init__(self, titulo: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "tarjeta")
        self.cuerpo = QVBoxLayout(self)
        self.cuerpo.setContentsMargins(MARGEN, MARGEN, MARGEN, MARGEN)
        self.cuerpo.setSpacing(HUECO)
        self.rotulo = etiqueta(titulo, "titulo")
        self.rotulo.setVisible(bool(titulo))
        self.cuerpo.addWidget(self.rotulo)
        if titulo:
            self.setAccessibleName(titulo)

    def titular(self, titulo: str) -> None:
        """Change its title."""
        self.rotulo.setText(titulo)
        self.rotulo.setVisible(bool(titulo))
        self.setAccessibleName(titulo)


class Raya(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "raya")
        self.setFixedHeight(1)


def etiqueta(texto: str = "", rol: str = "", estado: str = "", *, dobla: bool = False) -> QLabel:
    """A label of plain text in one of the roles of `ui.hoja`; `dobla` lets it go on in the next line."""
    label = QLabel()
    # What is written may come from an import; it is never read as markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(texto)
    label.setWordWrap(dobla)
    if rol:
        label.setProperty("rol", rol)
    if estado:
        tema.poner(label, estado=estado)
    return label
