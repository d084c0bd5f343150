"""What can be done with any list on the screen: copy its rows, sort them, write it to a file for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTableView, QWidget

from app.papel.exportacion import EXTENSIONES, Listado, escribir_listado
from ui import dialogos
from ui.op import Op
from ui.pantalla import Pantalla
from ui.piezas.modelos import TablaModel

Vista = TypeVar("Vista", bound=QAbstractItemView)
_SENTIDOS = {Qt.SortOrder.AscendingOrder: "de menor a mayor", Qt.SortOrder.DescendingOrder: "de mayor a menor"}
_FILTRO = "Hoja de cálculo (*.xlsx);;Texto separado por comas (*.csv)"


def con_menu(vista: QAbstractItemView) -> None:
    """Give a list its menu: what the keys do, for the mouse, also where the keyboard never stands."""
    vista.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    vista.customContextMenuRequested.connect(lambda donde: _abrir_menu(vista, donde))


def copiar(vista: QAbstractItemView) -> None:
    """The rows chosen (all of them for none) to the clipboard, with tabs between cells."""
    model = vista.model()
    if isinstance(model, TablaModel):
        elegidas = sorted({indice.row() for indice in vista.selectionModel().selectedIndexes()})
        QGuiApplication.clipboard().setText(model.en_csv(elegidas or None, "\t"))


def lista_de(pantalla: QWidget) -> QAbstractItemView | None:
    """The list of a screen that is meant by its key: the one stood on, else the longest of those that are seen."""
    return _la_de([v for v in pantalla.findChildren(QAbstractItemView) if _is_lista(v) and v.isVisible()])


def ordenable_de(pantalla: QWidget) -> QTableView | None:
    """The same among those that can be sorted."""
    vistas = [v for v in pantalla.findChildren(QTableView) if _is_lista(v) and v.isVisible()]
    return _la_de([v for v in vistas if v.isSortingEnabled()])


def _la_de(vistas: Sequence[Vista]) -> Vista | None:
    foco = QApplication.focusWidget()
    return max(vistas, key=lambda vista: (vista is foco, vista.model().rowCount()), default=None)


def ordenar(vista: QTableView, *, al_reves: bool = False) -> str:
    """Sort by the next column, or with `al_reves` by the same one the other way round; what was done, in words.

    Behind the last column comes the order in which the rows were given.
    """
    model, titulos = vista.model(), vista.horizontalHeader()
    if not isinstance(model, TablaModel):
        return ""
    columna, sentido = titulos.sortIndicatorSection(), titulos.sortIndicatorOrder()
    visibles = [n for n in range(model.columnCount()) if not vista.isColumnHidden(n)]
    if not al_reves:
        columna, sentido = next((n for n in visibles if n > columna), -1), Qt.SortOrder.AscendingOrder
    elif columna in visibles and sentido == Qt.SortOrder.AscendingOrder:
        sentido = Qt.SortOrder.DescendingOrder
    else:
        columna, sentido = max(columna, visibles[0]), Qt.SortOrder.AscendingOrder
    vista.sortByColumn(columna, sentido)
    vista.scrollTo(vista.currentIndex())
    if columna < 0:
        return f"{vista.accessibleName()}: en su orden de antes."
    return f"{vista.accessibleName()}: por {model.columnas[columna].titulo}, {_SENTIDOS[sentido]}."


def exportar(vista: QAbstractItemView) -> None:
    """Ask where, and write the list there off the GUI thread."""
    model = vista.model()
    if isinstance(model, TablaModel):
        nombre = vista.accessibleName()
        listado = model.listado(nombre)
        dialogos.guardar_archivo(
            vista, f"Exportar «{nombre}»", _FILTRO, lambda ruta: _escribir(vista, listado, ruta), nombre
        )


def _escribir(vista: QAbstractItemView, listado: Listado, ruta: Path) -> None:
    pantalla = _pantalla_de(vista)
    if pantalla is None:
        return
    sesion = pantalla.sesion
    destino = ruta if ruta.suffix.lower() in EXTENSIONES else ruta.with_name(f"{ruta.name}.xlsx")
    sesion.aviso.emit(f"Exportando {destino.name}…")
    op = Op(pantalla, sesion.motor.aparte, lambda ctx: escribir_listado(listado, destino))
    op.success(lambda filas: sesion.aviso.emit(_dicho(destino, filas))).run()


def _dicho(ruta: Path, filas: int) -> str:
    cuantas = "1 renglón" if filas == 1 else f"{filas:,} renglones"
    return f"Exportado: {ruta.name}, {cuantas}."


def _is_lista(vista: QAbstractItemView) -> bool:
    return isinstance(vista.model(), TablaModel)


def _pantalla_de(widget: QWidget) -> Pantalla | None:
    encima: QWidget | None = widget
    while encima is not None and not isinstance(encima, Pantalla):
        encima = encima.parentWidget()
    return encima


def menu_de(vista: QAbstractItemView) -> QMenu:
    """What can be done with a list, each with its key."""
    menu = QMenu(vista)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(f"Lista: {vista.accessibleName()}")
    menu.addAction("Copiar\tCtrl+C", lambda: copiar(vista))
    if isinstance(vista, QTableView) and vista.isSortingEnabled():
        menu.addAction("Ordenar por otra columna\tCtrl+O", lambda: ordenar(vista))
        menu.addAction("Ordenar al revés\tCtrl+Mayús+O", lambda: ordenar(vista, al_reves=True))
    menu.addAction("Exportar…\tCtrl+E", lambda: exportar(vista))
    return menu


def _abrir_menu(vista: QAbstractItemView, donde: QPoint) -> None:
    menu_de(vista).popup(vista.viewport().mapToGlobal(donde))
