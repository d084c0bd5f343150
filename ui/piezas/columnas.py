"""Columns across a screen: two side by side; three, of which the first two take turns where they do not fit."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import tema
from ui.piezas.pila import Pila

#: Narrower than this, in pixels at 100 %, three columns do not fit.
_ESTRECHA = 1000
_ORILLA = 12
#: Of a column at a side: part of the width, and least and most pixels at 100 %.
Ancho = tuple[float, int, int]


def lado_a_lado(parent: QWidget, *columnas: tuple[QWidget, int]) -> QHBoxLayout:
    """Widgets in a row over the whole of another, each with its part of the width."""
    fila = QHBoxLayout(parent)
    fila.setContentsMargins(0, 0, 0, 0)
    fila.setSpacing(_ORILLA)
    for columna, parte in columnas:
        fila.addWidget(columna, parte)
    return fila


class TresColumnas(QWidget):
    """What is chosen from at the left, what was chosen in the middle, money at the right."""

    def __init__(self, izquierda: Ancho, derecha: Ancho, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anchos = (izquierda, derecha)
        self._buscando = True
        self._columnas: tuple[QWidget, QWidget, QWidget] | None = None

    def colocar(self, izquierda: QWidget, centro: QWidget, derecha: QWidget) -> None:
        """Put the columns in; once."""
        self._columnas = (izquierda, centro, derecha)
        fila = _Fila(self)
        fila.setContentsMargins(_ORILLA, _ORILLA, _ORILLA, _ORILLA)
        fila.setSpacing(_ORILLA)
        fila.addWidget(izquierda)
        fila.addWidget(centro, 1)
        fila.addWidget(derecha)

    @property
    def is_estrecha(self) -> bool:
        """Whether the first two take turns."""
        return self.width() < tema.px(_ESTRECHA)

    def turnar(self, *, buscando: bool) -> None:
        """Whose turn it is where there is room for one: the left column's, or that of the middle."""
        self._buscando = buscando
        self._acomodar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sides take their part of the width, within what they need and what they are worth."""
        super().resizeEvent(event)
        self._acomodar()

    def _acomodar(self) -> None:
        if self._columnas is None:
            return
        izquierda, centro, derecha = self._columnas
        estrecha = self.is_estrecha
        ancho, del_pago = (self._ancho(parte) for parte in self._anchos)
        if estrecha:
            ancho = self.width() - del_pago - 3 * _ORILLA
        visibles = {izquierda: not estrecha or self._buscando, centro: not estrecha or not self._buscando}
        # What goes away goes first: both at once would ask for a wider window.
        for columna in (c for c, is_visible in visibles.items() if not is_visible):
            columna.hide()
        izquierda.setFixedWidth(ancho)
        derecha.setFixedWidth(del_pago)
        for columna in (c for c, is_visible in visibles.items() if is_visible):
            columna.show()

    def _ancho(self, columna: Ancho) -> int:
        parte, menos, mas = columna
        return max(tema.px(menos), min(round(self.width() * parte), tema.px(mas)))


class _Fila(QHBoxLayout):
    """The columns side by side. What is seen of them asks for the least height that it does with: tables shrink and
    scroll by themselves before the whole screen does, and what is behind asks for nothing."""

    def heightForWidth(self, ancho: int) -> int:
        """The highest of the columns, each at its own width."""
        cosas = (self.itemAt(n) for n in range(self.count()))
        columnas = [c for cosa in cosas if cosa is not None and (c := cosa.widget()) is not None and not c.isHidden()]
        margenes = self.contentsMargins()
        libre = ancho - margenes.left() - margenes.right() - self.spacing() * (len(columnas) - 1)
        libre -= sum(c.maximumWidth() for c in columnas if c.maximumWidth() < libre)
        altos = [_menos_alto(c, min(c.maximumWidth(), max(1, libre))) for c in columnas]
        return max(altos, default=0) + margenes.top() + margenes.bottom()


def _menos_alto(columna: QWidget, ancho: int) -> int:
    hoja = columna.currentWidget() if isinstance(columna, Pila) else columna
    dentro = None if hoja is None else hoja.layout()
    return 0 if dentro is None else dentro.totalMinimumHeightForWidth(ancho)
