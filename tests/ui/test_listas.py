"""Every list: sorted by its titles, copied with Ctrl+C, exported with Ctrl+E off the GUI thread."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.ui.conftest import Abierto, Abrir, Dialogos
from ui.administracion.pantalla import PantallaAdministracion
from ui.cobro.pantalla import PantallaCobrar
from ui.piezas import listas
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    return programa


def cobrar_de(abierto: Abierto) -> PantallaCobrar:
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla


def cobrados(abierto: Abierto, *numeros: str) -> PantallaCobrar:
    """Charge those cuentas with exact cash, and look at the last charges."""
    pantalla = cobrar_de(abierto)
    for n, numero in enumerate(numeros, 1):
        pantalla.leer(numero)
        abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.pago.efectivo.hasFocus())
        abierto.tecla(Qt.Key.Key_Return)
        abierto.tecla(Qt.Key.Key_Return)
        abierto.bot.waitUntil(lambda n=n: abierto.cuerpo.estado.turno.text().endswith(f"{n} cobro{'s' * (n > 1)}"))
    abierto.tecla(Qt.Key.Key_F9)
    abierto.bot.waitUntil(lambda: pantalla.ultimos.modelo.rowCount() == len(numeros))
    return pantalla


def test_the_list_at_the_front_is_exported(abierto: Abierto, dialogs: Dialogos, tmp_path: Path) -> None:
    pantalla = cobrados(abierto, "0000100-0", "0000101-1")
    for nombre in ("u.csv", "u.xlsx", "sin"):
        dialogs.respuestas["guardar"] = tmp_path / nombre
        abierto.tecla(Qt.Key.Key_E, CTRL)
        abierto.bot.waitUntil(lambda: "2 renglones" in abierto.cuerpo.estado.dicho.text())
        abierto.cuerpo.estado.dicho.setText("")
    with (tmp_path / "u.csv").open(encoding="utf-8-sig", newline="") as archivo:
        titulos, *filas = csv.reader(archivo)
    assert titulos == ["Hora", "Folio", "Cuenta", "Nombre", "Total", "Cambio", "Ticket"]
    assert [fila[1] for fila in filas] == ["2A-000002", "2A-000001"]
    assert filas[0][0].startswith("2023-09-05") and filas[0][4] == str(pantalla.ultimos.modelo.fila(0).pago.total)
    hoja = CalamineWorkbook.from_path(tmp_path / "sin.xlsx").get_sheet_by_index(0).to_python()
    assert [type(v).__name__ for v in hoja[1][:5]] == ["datetime", "str", "str", "str", "float"]


def test_what_cannot_be_written_is_said(abierto: Abierto, dialogs: Dialogos, tmp_path: Path) -> None:
    cobrados(abierto, "0000100-0")
    dialogs.respuestas["guardar"] = tmp_path / "no hay" / "u.csv"
    abierto.tecla(Qt.Key.Key_E, CTRL)
    abierto.bot.waitUntil(lambda: [m.clase for m in dialogs.mensajes] == ["guardar", "aviso"])
    assert "Elija otro lugar" in dialogs.mensajes[-1].texto


def test_a_screen_without_lists_says_so(abierto: Abierto, dialogs: Dialogos) -> None:
    abierto.tecla(Qt.Key.Key_F12)
    abierto.tecla(Qt.Key.Key_E, CTRL)
    assert "ninguna lista" in abierto.cuerpo.estado.dicho.text() and dialogs.mensajes == []


def test_sorting_the_last_charges_does_not_change_which_is_the_last(abierto: Abierto) -> None:
    pantalla = cobrados(abierto, "0000100-0", "0000101-1")
    ultimos = pantalla.ultimos
    ultimos.tabla.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert str(ultimos.modelo.fila(0).pago.folio) == "2A-000001"
    assert ultimos.ultimo is not None and str(ultimos.ultimo.folio) == "2A-000002"
    ultimos.ir_a(1)
    pantalla._releer_ultimos()
    abierto.quieto()
    assert ultimos.actual is not None and str(ultimos.actual.folio) == "2A-000002"
    assert ultimos.modelo.headerData(1, Qt.Orientation.Horizontal) == "Folio ↑"
    ultimos.tabla.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert [str(u.pago.folio) for u in ultimos.modelo.filas] == ["2A-000002", "2A-000001"]


def test_several_cuentas_stay_in_their_order_however_they_are_sorted(abierto: Abierto) -> None:
    pantalla = cobrar_de(abierto)
    for numero in ("0000102-2", "0000100-0"):
        pantalla.leer(numero)
        abierto.bot.waitUntil(lambda n=numero: bool(pantalla.mando.curso) and n in pantalla.mando.curso.cuentas)
    lista = pantalla.cuenta.lista
    lista.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    lista.setCurrentIndex(lista.modelo.index(0, 0))
    assert pantalla.cuenta.ficha is not None and pantalla.cuenta.ficha.estado.cuenta.numero == "0000100-0"
    lista.setCurrentIndex(lista.modelo.index(1, 0))
    assert pantalla.cuenta.ficha.estado.cuenta.numero == "0000102-2"
    assert pantalla.mando.curso is not None and pantalla.mando.curso.cuentas == ("0000102-2", "0000100-0")


def test_what_was_found_is_copied_by_its_menu(abierto: Abierto) -> None:
    pantalla = cobrar_de(abierto)
    abierto.bot.keyClicks(pantalla.buscador.campo, "a")
    abierto.bot.waitUntil(lambda: pantalla.buscador.respondido)
    lista = pantalla.buscador.lista
    menu = listas.menu_de(lista)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Titular\tCuenta\tDomicilio\tAdeudo"
    assert listas.lista_de(pantalla) is lista


def test_every_list_is_a_table_of_values_that_can_be_sorted_copied_and_exported(abierto: Abierto) -> None:
    vistas = [
        v
        for pantalla in abierto.cuerpo.pantallas
        for v in pantalla.findChildren(QAbstractItemView)
        if v.accessibleName() and not type(v).__name__.startswith("QCombo")
    ]
    assert len(vistas) >= 10
    for vista in vistas:
        nombre = vista.accessibleName()
        assert isinstance(vista.model(), TablaModel), nombre
        assert vista.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu, nombre
        assert vista.model().listado(nombre).titulos, nombre
    # The steps of an explanation, and the parts of a plan, say what they say in their order.
    fijas = {v.accessibleName() for v in vistas if isinstance(v, Tabla) and not v.isSortingEnabled()}
    pasos = {"Recibo A, paso por paso", "Recibo B, paso por paso"}
    assert fijas == pasos | {"Explicación del importe", "Conceptos y cómo resultan", "Parcialidades"}


def test_users_are_sorted_without_regard_to_accents(abierto: Abierto) -> None:
    abierto.tecla(Qt.Key.Key_F6)
    administracion = abierto.cuerpo.actual
    assert isinstance(administracion, PantallaAdministracion)
    administracion.traer(2)
    tabla = administracion.usuarios.tabla
    abierto.bot.waitUntil(lambda: tabla.model().rowCount() > 1)
    tabla.setFocus()
    tabla.selectAll()
    abierto.bot.keyClick(tabla, Qt.Key.Key_C, CTRL)
    lineas = QApplication.clipboard().text().splitlines()
    assert len(lineas) == tabla.model().rowCount() + 1 and "\t" in lineas[0]


def test_a_click_on_a_title_sorts_turns_round_and_gives_the_order_back(qtbot: QtBot) -> None:
    modelo = TablaModel((Columna("Letra", lambda fila: fila[0]), Columna("Lugar", lambda fila: fila[1])))
    modelo.poner((("b", "1"), ("a", "2"), ("c", "0")))
    tabla = Tabla(modelo, "Letras")
    qtbot.addWidget(tabla)
    tabla.show()
    titulos = tabla.horizontalHeader()
    for esperado in ("abc", "cba", "bac"):
        qtbot.mouseClick(titulos.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(titulos.sectionPosition(0) + 10, 8))
        assert "".join(fila[0] for fila in modelo.filas) == esperado


MAYUS = Qt.KeyboardModifier.ShiftModifier


def test_keys_sort_the_list_stood_on_column_by_column_and_say_so(abierto: Abierto) -> None:
    ultimos = cobrados(abierto, "0000102-2", "0000100-0").ultimos
    abierto.quieto()
    folios = lambda: [str(u.pago.folio)[-1] for u in ultimos.modelo.filas]  # noqa: E731
    assert ultimos.tabla.hasFocus() and folios() == ["2", "1"]
    visto = ultimos.actual
    for titulo, orden in (("Hora", ["1", "2"]), ("Folio", ["1", "2"]), ("Cuenta", ["2", "1"])):
        abierto.tecla(Qt.Key.Key_O, CTRL)
        assert folios() == orden and ultimos.actual == visto
        assert abierto.cuerpo.estado.dicho.text() == f"Últimos cobros: por {titulo}, de menor a mayor."
    abierto.tecla(Qt.Key.Key_O, CTRL | MAYUS)
    assert folios() == ["1", "2"] and abierto.cuerpo.estado.dicho.text().endswith("por Cuenta, de mayor a menor.")
    for _ in range(5):
        abierto.tecla(Qt.Key.Key_O, CTRL)
    assert folios() == ["2", "1"] and abierto.cuerpo.estado.dicho.text().endswith("en su orden de antes.")
    abierto.tecla(Qt.Key.Key_O, CTRL | MAYUS)
    assert abierto.cuerpo.estado.dicho.text().endswith("por Hora, de menor a mayor.")


def test_the_menu_of_a_list_sorts_and_the_help_says_its_keys(abierto: Abierto, dialogs: Dialogos) -> None:
    ultimos = cobrados(abierto, "0000102-2", "0000100-0").ultimos
    por_otra, al_reves = listas.menu_de(ultimos.tabla).actions()[1:3]
    por_otra.trigger()
    al_reves.trigger()
    assert ultimos.modelo.headerData(0, Qt.Orientation.Horizontal) == "Hora ↓"
    abierto.tecla(Qt.Key.Key_F12)
    textos = {w.text() for w in abierto.cuerpo.ayuda.findChildren(QLabel)}
    assert {"Ordenar la lista", "Ctrl O", "Ordenarla al revés", "Ctrl Mayús O"} <= textos
    abierto.tecla(Qt.Key.Key_O, CTRL)
    assert "ninguna lista que ordenar" in abierto.cuerpo.estado.dicho.text() and dialogs.mensajes == []


def test_what_says_something_by_its_order_is_not_sorted_by_keys(abierto: Abierto) -> None:
    pantalla = cobrar_de(abierto)
    pantalla.leer("0000100-0")
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.pago.efectivo.hasFocus())
    abierto.tecla(Qt.Key.Key_F8)
    assert pantalla.porque.isVisible() and listas.ordenable_de(pantalla) is None
