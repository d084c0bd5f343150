"""What can be done with any list on the screen: copy its rows, write it to a file for spreadsheets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from app.exportacion import EXTENSIONES, Listado, escribir_listado
from ui import dialogos
from ui.modelos import TablaModel
from ui.op import Op
from ui.pantalla import Pantalla

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
    foco = QApplication.focusWidget()
    if isinstance(foco, QAbstractItemView) and _is_lista(foco) and pantalla.isAncestorOf(foco):
        return foco
    vistas = [vista for vista in pantalla.findChildren(QAbstractItemView) if _is_lista(vista) and vista.isVisible()]
    return max(vistas, key=lambda vista: vista.model().rowCount(), default=None)


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
    menu.addAction("Exportar…\tCtrl+E", lambda: exportar(vista))
    return menu


def _abrir_menu(vista: QAbstractItemView, donde: QPoint) -> None:
    menu_de(vista).popup(vista.viewport().mapToGlobal(donde))
