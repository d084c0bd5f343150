"""F1 and what goes wrong: twice the same key, scanners anywhere, totals that change, nothing lost, one payment."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from tests.factories import CajaDePrueba, importar, un_beneficio, un_cobro, un_recibo, una_cuenta
from tests.ui.conftest import Dialogos
from tests.ui.mostrador import Mostrador
from ui.sesion import Sesion

Key = Qt.Key
LARGO = "Guadalupe de los Ángeles " * 8


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    cuentas = [una_cuenta("0000100-1", titular="Ana Ríos"), una_cuenta("0000200-2", titular="Beto Luna")]
    cuentas += [una_cuenta("0000300-3", titular=LARGO, domicilio=LARGO)]
    cuentas += [una_cuenta(f"00009{n:02d}-0", titular=f"Repetida Igual {n}") for n in range(60)]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas])
    return Mostrador(qtbot, caja, con_cajera)


def enter_repetido(m: Mostrador, veces: int = 30) -> None:
    """Enter held down: the keyboard repeats it."""
    for _ in range(veces):
        evento = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(m.foco(), evento)


def test_enter_twice_is_one_payment(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.pulsar(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    m.esperar(lambda: len(m.cobros) == 1)
    m.pulsar(Key.Key_Return, Key.Key_Return)
    m.quieto()
    assert len(m.pagos) == 1 and len(m.cobros) == 1


def test_enter_held_down_does_not_charge(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    enter_repetido(m)
    m.quieto()
    assert not m.pagos and m.pago.efectivo.is_vacio()
    m.teclear("Q")
    m.enter()
    enter_repetido(m)
    m.quieto()
    enter_repetido(m)
    assert len(m.pagos) == 1


def test_button_is_off_while_it_charges_and_esc_does_nothing(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.enter()
    assert not m.pago.boton.isEnabled() and m.pago.efectivo.isReadOnly()
    assert m.esc() and m.pantalla.mando.ocupado
    assert m.pantalla.leer("0000200-2") and m.pantalla.recibir("x")
    m.esperar(lambda: len(m.cobros) == 1)
    assert len(m.pagos) == 1


def test_esc_steps_back_one_thing_at_a_time(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q+")
    m.pulsar(Key.Key_F7)
    m.pulsar(Key.Key_F8)
    pasos = [
        (lambda: m.pantalla.porque.isVisible(), lambda: m.pantalla.cuenta.isVisible()),
        (lambda: bool(m.pago.medios.vistas), lambda: not m.pago.medios.vistas),
        (lambda: not m.pago.efectivo.is_vacio(), lambda: m.pago.efectivo.is_vacio()),
        (lambda: m.pago.parte.is_abierta, lambda: not m.pago.parte.is_abierta),
        (lambda: m.pantalla.cuenta.isVisible(), lambda: m.pantalla.columnas.vacia.isVisible()),
        (lambda: bool(m.pantalla.buscador.campo.text()), lambda: not m.pantalla.buscador.campo.text()),
    ]
    for antes, despues in pasos:
        assert antes()
        assert m.esc()
        m.quieto()
        assert despues()
    assert not m.esc() and not m.pagos


def test_esc_after_the_charge_keeps_it(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.enter()
    m.cobrar()
    assert m.esc() and m.pantalla.columnas.vacia.isVisible()
    assert not m.esc() and len(m.pagos) == 1


def test_money_short_is_said_and_kept(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("N")
    m.enter()
    m.esperar(lambda: "Faltan 80.00" in m.error)
    assert "F7" in m.error and m.pago.efectivo.importe() == d("100.00") and not m.pagos
    m.teclear("N")
    assert not m.error
    m.cobrar()
    assert len(m.pagos) == 1


def test_what_is_no_amount_is_said(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("12..3")
    m.enter()
    assert "no es un importe" in m.error and m.pago.efectivo.text() == "12..3" and not m.pagos


def test_card_without_its_authorisation_is_asked_for(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("+")
    m.pago.boton.click()
    m.esperar(lambda: "autorización" in m.error)
    assert m.pago.medios.vistas[0].importe.importe() == d("180.00")
    m.pago.medios.vistas[0].importe.clear()
    m.pago.efectivo.setFocus()
    m.teclear("Q")
    m.enter()
    assert "Falta el importe de uno de los medios" in m.error


def test_more_card_than_total_is_refused(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("+")
    vista = m.pago.medios.vistas[0]
    vista.importe.poner(d("300.00"))
    vista.referencia.setText("1")
    m.pago.boton.click()
    m.esperar(lambda: "solo del efectivo se da cambio" in m.error)
    assert not m.pagos


def test_twenty_times_the_total_asks_first(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("5000")
    m.enter()
    m.quieto()
    assert "5,000.00" in dialogs.mensajes[-1].texto and not m.pagos
    assert m.pago.efectivo.importe() == d("5000.00")
    dialogs.respuestas["pregunta"] = True
    m.cobrar()
    assert m.pagos[0].cambio == d("4820.00")


def test_total_changed_underneath_shows_old_and_new(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    un_cobro(m.caja, "0000100-1", monto="100.00", efectivo="100.00")
    m.enter()
    m.esperar(lambda: "era 180.00, ahora es" in m.error)
    assert m.pago.efectivo.importe() == d("500.00") and len(m.pagos) == 1
    m.cobrar()
    assert len(m.pagos) == 2 and m.pagos[1].saldo_restante == d("0.00")


def test_paid_meanwhile_elsewhere_says_so(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    un_cobro(m.caja, "0000100-1")
    m.enter()
    m.esperar(lambda: "ya no hay nada que cobrar" in m.error)
    assert not m.pago.boton.isEnabled() and len(m.pagos) == 1


def test_benefit_withdrawn_while_on_the_screen(mostrador: Mostrador) -> None:
    m = mostrador
    importar(m.caja, beneficios=[un_beneficio("0000100-1")])
    m.abrir("ana rios")
    antes = m.total
    importar(m.caja, beneficios=[un_beneficio("0000100-1", hasta=date(2023, 1, 2))])
    m.teclear("Q")
    m.enter()
    m.esperar(lambda: "era 100.00, ahora es 180.00" in m.error)
    assert m.total != antes and not m.pagos


def test_turno_of_another_day_says_what_to_do(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.caja.reloj.avanzar(days=1)
    m.teclear("Q")
    m.enter()
    m.esperar(lambda: "lo cierre con su arqueo" in m.error)
    assert m.pago.efectivo.importe() == d("500.00") and not m.pagos


def test_disk_almost_full_says_so_and_keeps_everything(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.caja.disco.libre = 0
    m.enter()
    m.esperar(lambda: "poco disco" in m.error)
    m.caja.disco.libre = 2**40
    m.cobrar()
    assert len(m.pagos) == 1


def test_locked_caja_does_not_charge(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.sesion.bloquear()
    m.enter()
    assert "identifíquese" in m.error and not m.pagos
