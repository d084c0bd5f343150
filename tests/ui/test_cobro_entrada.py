"""What may reach F1 from outside: pastes, scanners, long names, too many rows; and a window that is closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from tests.factories import CajaDePrueba, importar, un_recibo, una_cuenta
from tests.ui.conftest import Escanear
from tests.ui.mostrador import Mostrador
from ui.piezas.escaner import Escaner
from ui.sesion import Sesion

Key = Qt.Key
LARGO = "Guadalupe de los Ángeles " * 8


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    cuentas = [una_cuenta("0000100-1", titular="Ana Ríos"), una_cuenta("0000200-2", titular="Beto Luna")]
    cuentas += [una_cuenta("0000300-3", titular=LARGO, domicilio=LARGO)]
    cuentas += [una_cuenta(f"0009{n:03d}-0", titular=f"Repetida Igual {n}") for n in range(200)]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas])
    return Mostrador(qtbot, caja, con_cajera)


def test_huge_paste_does_no_harm(mostrador: Mostrador) -> None:
    m = mostrador
    QGuiApplication.clipboard().setText("nuñez 9 " * 12_500)
    m.pantalla.buscador.campo.paste()
    m.quieto()
    assert len(m.pantalla.buscador.campo.text()) <= 200
    m.abrir("ana rios")
    for campo in (m.pago.efectivo,):
        campo.setFocus()
        campo.paste()
        assert campo.importe() is None
    m.enter()
    assert m.error and not m.pagos


def test_nothing_found_and_too_many_found_are_said(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("zzzz")
    m.esperar(lambda: "Ninguna cuenta" in m.pantalla.buscador.rotulo.text())
    m.enter()
    m.pantalla.buscador.limpiar()
    m.teclear("repetida igual")
    m.esperar(lambda: "Las primeras 50" in m.pantalla.buscador.rotulo.text())
    for _ in range(100):
        m.pulsar(Key.Key_PageDown)
    assert m.pantalla.buscador.lista.currentIndex().row() == 49


def test_long_names_are_elided_and_columns_hold(mostrador: Mostrador) -> None:
    m = mostrador
    anchos = (m.pago.width(), m.pantalla.buscador.width(), m.pantalla.width())
    m.abrir("guadalupe angeles")
    assert m.pantalla.cuenta.nombre.toolTip() == LARGO.strip() or m.pantalla.cuenta.nombre.toolTip() == LARGO
    assert (m.pago.width(), m.pantalla.buscador.width(), m.pantalla.width()) == anchos
    m.enter()
    m.cobrar()
    m.quieto()
    assert (m.pago.width() or anchos[0], m.pantalla.buscador.width(), m.pantalla.width())[1:] == anchos[1:]


def test_scanner_burst_never_lands_in_the_money(mostrador: Mostrador, escanear: Escanear) -> None:
    m = mostrador
    escaner = Escaner(m.pantalla)
    escaner.leido.connect(m.pantalla.leer)
    escaner.vigilar(m.pantalla.windowHandle())
    m.abrir("ana rios")
    QTest.qWait(50)
    escanear(m.pantalla, "00002002202308")
    m.quieto()
    assert m.pago.efectivo.is_vacio() and not m.pagos
    m.esperar(lambda: len(m.pantalla.mando.curso.cuentas) == 2)
    escanear(m.pantalla, "12345678")
    m.quieto()
    assert m.pago.efectivo.is_vacio() and not m.pagos


def test_what_is_typed_outside_any_field_is_a_search(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.pantalla.cuenta.recibos.setFocus()
    assert m.pantalla.recibir("b")
    assert m.foco() is m.pantalla.buscador.campo and m.pantalla.buscador.campo.text() == "b"


def test_each_key_stops_the_search_before_it(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("repetida igual 5")
    m.quieto()
    assert m.pantalla.buscador.modelo.rowCount() >= 1
    assert "detuvo" not in m.pantalla.buscador.rotulo.text()


def test_window_that_goes_away_in_mid_charge_leaves_a_whole_payment(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.enter()
    m.pantalla.close()
    m.quieto()
    assert len(m.pagos) == 1 and m.caja.verificar().ok
