"""What does not fit: texts that are cut, widgets that lie over each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTableView, QWidget

from ui.cobro.textos import Cifra, Elidida

#: Sizes of windows that have to hold.
TAMANOS = [(1024, 768), (1366, 768), (2560, 1440)]


def cortados(raiz: QWidget) -> list[str]:
    """Labels and buttons that are seen and do not show their whole text; those that elide say it in a tooltip."""
    malos = []
    for widget in (w for clase in (QLabel, QPushButton, QCheckBox) for w in raiz.findChildren(clase)):
        if not widget.isVisible() or not widget.text() or isinstance(widget, Elidida):
            continue
        if isinstance(widget, Cifra):
            is_entero = QFontMetrics(widget.font()).horizontalAdvance(widget.text()) <= widget.width()
        elif isinstance(widget, QLabel) and widget.wordWrap():
            is_entero = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            pide = widget.sizeHint()
            is_entero = pide.width() <= widget.width() + 1 and pide.height() <= widget.height() + 1
        if not is_entero:
            malos.append(f"{type(widget).__name__} «{widget.text()}» {widget.size().toTuple()}")
    return malos


def encimados(raiz: QWidget) -> list[str]:
    """Pairs of widgets of one layout that lie over each other."""
    malos = []
    for padre in [raiz, *raiz.findChildren(QWidget)]:
        if padre.layout() is None or not padre.isVisible():
            continue
        hijos = [h for h in padre.children() if isinstance(h, QWidget) and not h.isWindow() and h.isVisible()]
        for n, uno in enumerate(hijos):
            for otro in hijos[n + 1 :]:
                comun = uno.geometry().intersected(otro.geometry())
                if comun.width() > 1 and comun.height() > 1:
                    malos.append(f"{_dicho(uno)} and {_dicho(otro)} in {type(padre).__name__}")
    return malos


def elididas(tabla: QTableView) -> list[str]:
    """Cells and titles of a table that is seen whose text does not fit in its column."""
    model, malas = tabla.model(), []
    titulos = tabla.horizontalHeader()
    for columna in range(model.columnCount()):
        if tabla.isColumnHidden(columna):
            continue
        ancho = tabla.columnWidth(columna)
        if not titulos.isHidden() and titulos.sectionSizeHint(columna) > ancho:
            malas.append(f"title {model.headerData(columna, Qt.Orientation.Horizontal)}")
        for fila in range(model.rowCount()):
            indice = model.index(fila, columna)
            letra = indice.data(Qt.ItemDataRole.FontRole) or tabla.font()
            if QFontMetrics(letra).horizontalAdvance(indice.data() or "") > ancho - 8:
                malas.append(f"{indice.data()} in {ancho}")
    return malas


def _dicho(widget: QWidget) -> str:
    texto = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} «{texto}» {widget.geometry().getRect()}"
