"""Fields: blank is not zero, nothing is clamped, and a scanner is no cashier."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.dinero import CERO, Dinero
from tests.ui.conftest import Escanear
from ui.piezas.campos import DineroEdit, PinEdit
from ui.piezas.escaner import Escaner
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla


@pytest.fixture
def campo(qtbot: QtBot) -> DineroEdit:
    edit = DineroEdit("Efectivo")
    qtbot.addWidget(edit)
    return edit


@pytest.mark.parametrize(
    ("escrito", "centavos"),
    [("1234.5", 123450), ("1,234.5", 123450), ("1234.50", 123450), (" 0 ", 0), ("0.01", 1), ("9999999.99", 999999999)],
)
def test_amounts_are_read_alike(qtbot: QtBot, campo: DineroEdit, escrito: str, centavos: int) -> None:
    qtbot.keyClicks(campo, escrito)
    assert campo.importe() == Dinero(centavos) and campo.is_valido() and not campo.mensaje()


@pytest.mark.parametrize("escrito", ["-5", "12,34", "1.234", "1e3", "abc", "1..2", "99999999999999", "٣"])
def test_what_is_no_amount_is_none_and_says_why(qtbot: QtBot, campo: DineroEdit, escrito: str) -> None:
    campo.setText(escrito)
    assert campo.importe() is None and not campo.is_valido() and campo.mensaje()
    assert campo.text() == escrito, "nothing is taken from what was typed"


def test_blank_is_not_zero(campo: DineroEdit) -> None:
    assert campo.importe() is None and campo.is_valido()
    campo.poner(CERO)
    assert campo.importe() == CERO and campo.text() == "0.00"
    campo.poner(None)
    assert campo.importe() is None


def test_it_tells_each_change_once(qtbot: QtBot, campo: DineroEdit) -> None:
    vistos: list[Dinero | None] = []
    campo.importe_cambiado.connect(vistos.append)
    for texto in ("5", "5.0", "5.00", "5.x", ""):
        campo.setText(texto)
    assert vistos == [Dinero(500), None]


@pytest.mark.parametrize("pegado", ["7" * 100_000, "500" + " " * 100_000 + "9", "x" * 100_000])
def test_a_paste_of_100_kb_is_no_amount(campo: DineroEdit, pegado: str) -> None:
    QApplication.clipboard().setText(pegado)
    campo.paste()
    assert campo.importe() is None and not campo.is_valido()
    campo.setText("500")
    assert campo.importe() == Dinero(50_000)


def test_going_out_writes_it_as_amounts_are_read(qtbot: QtBot) -> None:
    ventana = QWidget()
    qtbot.addWidget(ventana)
    dinero, otro = DineroEdit("Efectivo"), QLineEdit()
    filas = QVBoxLayout(ventana)
    filas.addWidget(dinero)
    filas.addWidget(otro)
    with qtbot.waitActive(ventana):
        ventana.show()
        ventana.activateWindow()
    dinero.setFocus()
    qtbot.keyClicks(dinero, "1500")
    otro.setFocus()
    assert dinero.text() == "1,500.00"
    dinero.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(dinero, "7")
    assert dinero.text() == "7", "what was there is selected on coming in"


def test_a_pin_is_never_shown(qtbot: QtBot) -> None:
    pin = PinEdit()
    qtbot.addWidget(pin)
    qtbot.keyClicks(pin, "246810999999999")
    assert pin.displayText() != pin.text() and len(pin.text()) == 12


@pytest.fixture
def mostrador(qtbot: QtBot) -> Iterator[tuple[DineroEdit, list[str], list[str]]]:
    """A window with a money field that has the hand; what was scanned and which Enters arrived."""
    ventana = QWidget()
    qtbot.addWidget(ventana)
    edit = DineroEdit("Efectivo")
    QVBoxLayout(ventana).addWidget(edit)
    ventana.show()
    edit.setFocus()
    escaner = Escaner(ventana)
    escaner.vigilar(ventana.windowHandle())
    leidos: list[str] = []
    enters: list[str] = []
    escaner.leido.connect(leidos.append)
    edit.returnPressed.connect(lambda: enters.append(edit.text()))
    yield edit, leidos, enters


Mostrador = tuple[DineroEdit, list[str], list[str]]


@pytest.mark.parametrize("codigo", ["0000123-4", "123", "00001234202308", "A" * 60])
def test_a_burst_never_lands_in_a_money_field(mostrador: Mostrador, escanear: Escanear, codigo: str) -> None:
    edit, leidos, enters = mostrador
    edit.setText("12")
    escanear(edit, codigo)
    assert (edit.text(), leidos, enters) == ("12", [codigo], [])


def test_a_person_typing_is_no_scanner(mostrador: Mostrador, escanear: Escanear) -> None:
    edit, leidos, enters = mostrador
    escanear(edit, "1500", entre=45)
    assert (leidos, enters) == ([], ["1500"])


def test_a_scanner_without_enter_is_complete_after_a_silence(
    qtbot: QtBot, mostrador: Mostrador, escanear: Escanear
) -> None:
    edit, leidos, _ = mostrador
    escanear(edit, "00001234", con_enter=False)
    qtbot.waitUntil(lambda: leidos == ["00001234"])
    assert edit.text() == ""


@pytest.mark.parametrize(("tras", "llegan"), [(40, []), (350, []), (900, [""])])
def test_an_enter_behind_a_burst_is_the_scanners_for_a_while(
    qtbot: QtBot, mostrador: Mostrador, escanear: Escanear, tras: int, llegan: list[str]
) -> None:
    """It would otherwise charge whoever is open; one that comes a second later is a person's."""
    edit, leidos, enters = mostrador
    escanear(edit, "00001234", con_enter=False)
    if tras > 100:
        qtbot.waitUntil(lambda: leidos == ["00001234"])
    escanear(edit, "", entre=tras, tras_lo_anterior=True)
    assert (leidos, enters, edit.text()) == (["00001234"], llegan, "")


FILAS = (("Zoila", Dinero(500)), ("Ana", None), ("Mía", Dinero(-1)), ("=1+1", Dinero(123456)))
COLUMNAS: tuple[Columna[tuple[str, Dinero | None]], ...] = (
    Columna("Nombre", lambda f: f[0]),
    Columna("Importe", lambda f: f[1], derecha=True),
)


def test_table_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = TablaModel(COLUMNAS, FILAS)
    qtmodeltester.check(model)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.poner(FILAS[:1])
    qtmodeltester.check(model)


def test_table_sorts_by_value_and_leaves_blanks_last() -> None:
    model = TablaModel(COLUMNAS, FILAS)
    model.sort(1)
    assert [f[0] for f in model.filas] == ["Mía", "Zoila", "=1+1", "Ana"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [f[0] for f in model.filas] == ["=1+1", "Zoila", "Mía", "Ana"]


def test_table_copies_text_that_no_spreadsheet_runs(qtbot: QtBot) -> None:
    tabla = Tabla(TablaModel(COLUMNAS, FILAS), "Gente", estira=0)
    qtbot.addWidget(tabla)
    tabla.selectAll()
    qtbot.keyClick(tabla, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[-1] == "'=1+1\t1,234.56"
    assert TablaModel(COLUMNAS, FILAS).en_csv([2]) == "Nombre,Importe\nMía,-0.01\n"
