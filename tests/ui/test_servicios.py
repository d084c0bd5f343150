"""F2 by keyboard: choose, for whom, how many, contributions apart, and charge, over a real caja with its threads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from app.turno.caja import corte_x
from app.turno.cortes import ver_jornada
from tests.factories import CajaDePrueba, un_turno
from tests.ui.despacho import Despacho, abrir_despacho
from tests.ui.mostrador import padron
from ui.caja.jornada import JornadaCard
from ui.cobro.pantalla import PantallaCobrar
from ui.sesion import Sesion

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def v(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Despacho:
    return abrir_despacho(qtbot, caja, con_cajera)


def test_a_service_for_somebody_without_a_cuenta_by_keyboard_alone(v: Despacho) -> None:
    v.teclear("cambio nombre")
    v.enter()
    assert v.foco() is v.pantalla.venta.pedido.cantidad
    v.enter()
    v.esperar(lambda: v.total == "$ 205.39")
    assert v.renglones == [("Cambio de nombre", "177.06", "205.39")]
    assert v.foco() is v.pantalla.lista.campo and not v.pantalla.lista.campo.text()
    v.enter()
    assert v.foco() is v.pantalla.venta.comprador.nombre
    v.teclear("Ana Ruiz")
    v.enter()
    assert v.foco() is v.pantalla.pago.efectivo
    v.esperar(lambda: v.pantalla.mando.is_al_dia)
    v.teclear("Q")
    assert v.pantalla.pago.cambio.text() == "$ 294.61"
    v.enter()
    v.esperar(lambda: bool(v.pagos))
    (pago,) = v.pagos
    assert (pago.cuenta, pago.titular, pago.total) == ("", "Ana Ruiz", Dinero(20539))
    v.esperar(lambda: v.pantalla.hecho.isVisible())
    assert v.pantalla.hecho.cambio.text() == "$ 294.61"
    assert v.foco() is v.pantalla.lista.campo and not v.pantalla.venta.comprador.texto


def test_the_cuenta_of_f1_buys_and_its_debt_is_not_touched(v: Despacho) -> None:
    v.mostrar("0000200-2")
    assert v.pantalla.venta.comprador.quien.text() == "Núñez Ríos, Jesús"
    assert v.pantalla.venta.comprador.nombre.isHidden()
    v.agregar("garza", "7.5")
    assert v.renglones == [("Agua en garza, pipa de particular, 7.5 m3 × 54.00", "405.00", "469.80")]
    v.pulsar(Key.Key_Return, con=CTRL)
    v.pantalla.pasar()
    v.enter()
    v.enter()
    v.esperar(lambda: bool(v.pagos))
    assert (v.pagos[0].cuenta, v.pagos[0].total, v.pagos[0].saldo_restante) == (
        "0000200-2", Dinero(46980), Dinero(28000),
    )  # fmt: skip


def test_contributions_are_offered_apart_and_never_chosen_for_anybody(v: Despacho) -> None:
    casillas = v.pantalla.venta.aportaciones.casillas
    assert len(casillas) == 4 and not any(c.isChecked() for c in casillas)
    v.mostrar("0000100-1")
    bomberos, _ = v.pantalla.venta.aportaciones.casillas
    assert "uso doméstico" in bomberos.accessibleName() and not bomberos.isChecked()
    v.agregar("cambio de nombre")
    QTest.keyClick(v.pantalla, Key.Key_D, CTRL)
    assert v.foco() is bomberos
    v.pulsar(Key.Key_Space)
    v.esperar(lambda: v.total == "$ 208.63")
    assert v.renglones[1] == (v.caja.ctx.perfil.servicio("U1").concepto, "3.24", "3.24")
    assert "aportaciones $ 3.24" in v.pantalla.pago.detalle.text()
    v.pantalla.pasar()
    v.enter()
    v.enter()
    v.esperar(lambda: bool(v.pagos))
    corte = corte_x(v.caja.ctx)
    assert corte.aportaciones == (("U1", Dinero(324)),)
    jornada = JornadaCard()
    v.bot.addWidget(jornada)
    assert jornada.aportaciones.isHidden()
    jornada.poner(ver_jornada(v.caja.ctx))
    assert jornada.aportaciones.text() == "De eso, $ 3.24 son aportaciones a terceros."
    assert not jornada.aportaciones.isHidden()
    assert dict(corte.propios) == {"servicio:B": Dinero(17706), "iva_servicio:B": Dinero(2833)}
    v.esperar(lambda: not any(c.isChecked() for c in v.pantalla.venta.aportaciones.casillas))


def test_a_contribution_alone_is_charged(v: Despacho) -> None:
    v.pantalla.venta.aportaciones.casillas[2].setChecked(True)
    v.esperar(lambda: v.total == "$ 3.24")
    v.pantalla.venta.renglones.quitado.emit(0)
    v.esperar(lambda: v.total == "—")
    assert not v.pantalla.venta.aportaciones.casillas[2].isChecked()


def test_what_is_half_chosen_stays_with_whom_it_was_chosen_for(v: Despacho) -> None:
    v.mostrar("0000100-1")
    v.agregar("cambio de nombre")
    v.mostrar("0000300-3")
    assert v.pantalla.mando.curso.cuentas == ("0000100-1",)
    assert v.pantalla.venta.comprador.quien.text() == "Núñez Ríos, María Elena"


def test_supr_takes_a_line_out_and_esc_steps_back_to_nothing(v: Despacho) -> None:
    v.agregar("cambio de nombre")
    v.agregar("tambo", "3")
    v.agregar("garza")
    tabla = v.pantalla.venta.renglones
    tabla.setFocus()
    tabla.setCurrentIndex(tabla.modelo.index(1, 0))
    v.pulsar(Key.Key_Delete)
    v.esperar(lambda: len(v.renglones) == 2 and v.total == "$ 268.03")
    v.pantalla.lista.enfocar()
    v.elegir("tambo")
    for _ in range(12):
        if not v.pantalla.escape():
            break
        assert v.sesion.motor.esperar()
        QApplication.processEvents()
    else:
        raise AssertionError("Esc never ends")
    assert not v.renglones and v.total == "—" and v.pantalla.mando.curso is None


def test_esc_takes_back_the_cash_before_anything_else(v: Despacho) -> None:
    v.agregar("garza")
    v.pantalla.venta.comprador.nombre.setText("Ana")
    v.pantalla.pasar()
    v.teclear("50")
    assert v.pantalla.escape() and v.pantalla.pago.efectivo.is_vacio() and v.renglones
    assert v.foco() is v.pantalla.pago.efectivo


def test_nothing_chosen_and_no_name_are_said(v: Despacho) -> None:
    v.enter()
    assert "no hay nada que cobrar" in v.error
    v.agregar("garza")
    assert not v.error
    v.pantalla.pago.enfocar()
    v.enter()
    v.enter()
    v.esperar(lambda: "nombre de quien paga" in v.error)
    assert not v.pagos and v.renglones


def test_a_refusal_is_said_beside_the_button_and_nothing_is_lost(v: Despacho) -> None:
    v.agregar("garza")
    v.pantalla.venta.comprador.nombre.setText("Ana")
    v.pantalla.pasar()
    v.esperar(lambda: v.pantalla.mando.is_al_dia)
    v.caja.reloj.avanzar(days=1)
    v.enter()
    v.enter()
    v.esperar(lambda: "Se cierra en F4" in v.error)
    assert not v.pagos and v.renglones and not v.pantalla.pago.efectivo.is_vacio()


def test_f1_says_which_cuenta_it_has_open(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> None:
    padron(caja)
    un_turno(caja)
    cobrar = PantallaCobrar(con_cajera)
    qtbot.addWidget(cobrar)
    cobrar.show()
    assert con_cajera.cuenta is None
    cobrar.leer("0000100-1")
    qtbot.waitUntil(lambda: con_cajera.cuenta is not None and con_cajera.cuenta.numero == "0000100-1")
    cobrar.leer("0000300-3")
    qtbot.waitUntil(lambda: con_cajera.cuenta is not None and con_cajera.cuenta.numero == "0000300-3")
    cobrar.cuenta.lista.actual_cambiada.emit(0)
    assert con_cajera.cuenta is not None and con_cajera.cuenta.numero == "0000100-1"
    while cobrar.mando.curso is not None:
        cobrar.escape()
        assert con_cajera.motor.esperar()
        QApplication.processEvents()
    assert con_cajera.cuenta is None


def test_reprint_is_of_what_was_charged_here(v: Despacho) -> None:
    v.pantalla.reimprimir()
    v.agregar("garza")
    v.pantalla.venta.comprador.nombre.setText("Ana")
    v.pantalla.pasar()
    v.esperar(lambda: v.pantalla.mando.is_al_dia)
    v.enter()
    v.enter()
    v.esperar(lambda: v.pantalla.hecho.isVisible())
    avisos: list[str] = []
    v.sesion.aviso.connect(avisos.append)
    QTest.keyClick(v.pantalla, Key.Key_R, CTRL)
    assert avisos[:1] == [f"Reimprimiendo {v.pagos[0].folio}…"]
    assert v.sesion.motor.esperar()
