"""F2 by keyboard: what is found, what is for whom, and what is said of what cannot be had."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from tests.factories import CajaDePrueba
from tests.ui.despacho import Despacho, abrir_despacho
from ui.sesion import Sesion

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def v(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Despacho:
    return abrir_despacho(qtbot, caja, con_cajera)


def test_words_in_any_order_without_accents_and_a_clave_typed_whole_comes_first(v: Despacho) -> None:
    def halladas(texto: str) -> list[str]:
        v.pantalla.lista.campo.setText(texto)
        return [o.servicio.clave for o in v.pantalla.lista.modelo.filas]

    assert halladas("EXCAVACION tierra") == ["K", "M"]
    assert halladas("tierra excavacion sub") == ["M"]
    assert halladas("n2")[0] == "N2" and halladas("b")[0] == "B"
    assert halladas("zzz") == [] and "Ningún servicio" in v.pantalla.lista.rotulo.text()
    v.enter()
    assert not v.pantalla.venta.pedido.is_abierto
    assert len(halladas("")) == v.pantalla.lista.modelo.rowCount() > 40


def test_only_what_is_for_who_buys_is_in_the_list(v: Despacho) -> None:
    def claves() -> set[str]:
        return {o.servicio.clave for o in v.pantalla.lista.modelo.filas}

    assert "NOCONTR" in claves() and not claves() & {"A", "D", "Z", "U1"}
    v.mostrar("0000100-1")
    assert claves() >= {"A", "C", "D"} and not claves() & {"NOCONTR", "E", "Z", "U1"}
    v.mostrar("0000300-3")
    assert claves() >= {"A", "E", "F"} and not claves() & {"NOCONTR", "C", "D"}


def test_arrows_choose_another_one(v: Despacho) -> None:
    v.teclear("reposicion")
    v.pulsar(Key.Key_Down)
    v.enter()
    assert v.pantalla.venta.pedido.nombre.text() == "Q · Reposición de medidor por robo suburbano"
    v.pantalla.escape()
    v.pantalla.lista.enfocar(limpiar=True)
    v.pulsar(Key.Key_Down)
    v.enter()
    assert v.pantalla.venta.pedido.is_abierto


def test_a_free_amount_asks_for_its_reference(v: Despacho) -> None:
    v.elegir("presup")
    pedido = v.pantalla.venta.pedido
    assert v.foco() is pedido.importe and pedido.cantidad.isHidden()
    v.teclear("1,500")
    v.enter()
    assert v.foco() is pedido.referencia
    v.enter()
    v.esperar(lambda: "referencia" in pedido.error.text())
    assert pedido.importe.importe() == Dinero(150000) and not v.renglones
    v.teclear("PRE-77")
    v.enter()
    v.esperar(lambda: v.total == "$ 1,740.00")
    assert v.renglones[0][0].endswith(", referencia PRE-77")


@pytest.mark.parametrize(
    ("cuantos", "dicho"), [("1.5", "números enteros"), ("dos", "no es una cantidad"), ("0", "más de 0")]
)
def test_what_cannot_be_had_is_said_where_it_was_typed(v: Despacho, cuantos: str, dicho: str) -> None:
    v.agregar("garza", "2")
    v.elegir("cambio de nombre")
    v.teclear(cuantos)
    v.enter()
    pedido = v.pantalla.venta.pedido
    v.esperar(lambda: dicho in pedido.error.text())
    assert pedido.is_abierto and pedido.cantidad.text() == cuantos and v.foco() is pedido.cantidad
    v.esperar(lambda: v.total == "$ 125.28")


def test_an_amount_that_is_none_is_said(v: Despacho) -> None:
    v.elegir("presup")
    v.teclear("1.2.3")
    v.enter()
    v.teclear("P-1")
    v.enter()
    assert "importe" in v.pantalla.venta.pedido.error.text().lower() and not v.pantalla._pedidos


def test_certificate_only_to_who_owes_nothing(v: Despacho) -> None:
    v.mostrar("0000100-1")
    v.elegir("certificado de no")
    v.enter()
    v.esperar(lambda: "no deba nada" in v.pantalla.venta.pedido.error.text())
    v.pantalla._vaciar()
    v.mostrar("0000400-4")
    v.agregar("certificado de no")
    assert v.total == "$ 205.39"


def test_with_the_recibo_no_money_is_taken(v: Despacho) -> None:
    v.mostrar("0000100-1")
    v.elegir("cargo domestico urbano")
    assert "se paga con el siguiente recibo" in v.pantalla.venta.pedido.nombre.text()
    v.enter()
    v.esperar(lambda: "cargo al siguiente recibo" in v.pantalla.venta.pedido.error.text())
    assert not v.pantalla._pedidos and not v.pantalla.pago.boton.isEnabled()


def test_another_buyer_takes_with_them_only_what_is_for_them(v: Despacho) -> None:
    v.mostrar("0000100-1")
    v.agregar("cambio de nombre")
    v.pantalla.venta.aportaciones.casillas[0].setChecked(True)
    v.esperar(lambda: v.total == "$ 208.63")
    QTest.keyClick(v.pantalla, Key.Key_N, CTRL)
    v.esperar(lambda: v.pantalla.venta.comprador.quien.text() == "Sin cuenta")
    assert v.sesion.motor.esperar()
    v.esperar(lambda: v.pantalla.mando.is_al_dia and v.pantalla.mando.curso.cuentas == ())
    v.pulsar(Key.Key_N, con=CTRL)
    v.esperar(lambda: v.pantalla.mando.curso.cuentas == ("0000100-1",) and v.total == "$ 208.63")


def test_typing_outside_a_field_looks_for_a_service_and_a_scan_is_left_to_f1(v: Despacho) -> None:
    assert v.pantalla.recibir("gar")
    assert v.pantalla.lista.campo.text() == "gar" and v.pantalla.lista.modelo.rowCount() == 1
    assert not v.pantalla.leer("0000100-1")


def test_a_second_enter_is_not_a_second_service(v: Despacho) -> None:
    v.elegir("cambio de nombre")
    v.enter()
    v.enter()
    v.esperar(lambda: v.al_dia)
    assert v.total == "$ 205.39" and len(v.renglones) == 1


def test_a_cuenta_that_is_gone_is_said_and_what_was_typed_stays(v: Despacho) -> None:
    v.sesion.poner_cuenta(replace(v.cuenta("0000100-1"), numero="9999999-9"))
    v.pantalla.mostrar()
    v.elegir("cambio de nombre")
    v.enter()
    v.esperar(lambda: "9999999-9" in v.pantalla.venta.pedido.error.text())
    assert not v.renglones and v.pantalla.venta.pedido.is_abierto
