"""F12: what every key does, made from the actions themselves, so that it cannot say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui import tema
from ui.pantalla import Pantalla
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import KeyCap

if TYPE_CHECKING:
    from ui.sesion import Sesion

_NOMBRES = {
    "Return": "Enter",
    "Esc": "Esc",
    "Space": "Espacio",
    "Up": "↑",
    "Down": "↓",
    "Del": "Supr",
    "Ins": "Insert",
    "Shift": "Mayús",
}
_ANCHO = 400


class Ayuda(Pantalla):
    """The help sheet: a card for the window and one for each screen."""

    tecla = "F12"
    titulo = "Ayuda"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self._capitulos: tuple[tuple[str, Sequence[QAction]], ...] = ()
        self.rollo = QScrollArea()
        self.rollo.setWidgetResizable(True)
        self.rollo.setFrameShape(QFrame.Shape.NoFrame)
        self.rollo.setAccessibleName("Teclas")
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.addWidget(self.rollo)

    def contar(self, capitulos: Sequence[tuple[str, Sequence[QAction]]]) -> None:
        """What there is to tell: titles with their actions."""
        self._capitulos = tuple(capitulos)

    def mostrar(self) -> None:
        """Write the sheet again: actions come and go."""
        hoja = QWidget()
        fila = Flujo(hoja, hueco=12, entre_lineas=12, arriba=True)
        fila.setContentsMargins(12, 12, 12, 12)
        for titulo, acciones in self._capitulos:
            fila.addWidget(_capitulo(titulo, acciones))
        self.rollo.setWidget(hoja)
        self.rollo.setFocus()


def _capitulo(titulo: str, acciones: Sequence[QAction]) -> Card:
    card = Card(titulo)
    card.setFixedWidth(tema.px(_ANCHO))
    tabla = QGridLayout()
    tabla.setHorizontalSpacing(12)
    tabla.setVerticalSpacing(10)
    tabla.setColumnStretch(1, 1)
    for n, accion in enumerate(a for a in acciones if not a.shortcut().isEmpty()):
        tabla.addWidget(KeyCap(tecla_de(accion)), n, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        texto = QVBoxLayout()
        texto.setSpacing(0)
        texto.addWidget(etiqueta(accion.text(), "fuerte", dobla=True))
        if accion.whatsThis():
            texto.addWidget(etiqueta(accion.whatsThis(), "leyenda", dobla=True))
        tabla.addLayout(texto, n, 1)
    card.cuerpo.addLayout(tabla)
    card.cuerpo.addStretch(1)
    return card


def tecla_de(accion: QAction) -> str:
    """The key as it stands on the keyboard: `Ctrl B`, `Enter`."""
    texto = accion.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    return " ".join(_NOMBRES.get(parte, parte) for parte in texto.split("+") if parte)
