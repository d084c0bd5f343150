"""F1 with several cuentas and several means, its explanation, its last charges and its tickets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from tests.factories import CajaDePrueba
from tests.ui.mostrador import Mostrador, padron
from ui.sesion import Sesion

Key = Qt.Key


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    padron(caja)
    return Mostrador(qtbot, caja, con_cajera)


def test_f8_explains_and_esc_comes_back(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.teclear("D")
    m.pulsar(Key.Key_F8)
    assert m.pantalla.porque.isVisible()
    textos = " ".join(f"{r.que} {r.como} {r.fundamento}" for r in m.pantalla.porque.modelo.filas)
    assert "Agua potable" in textos and "Art. 33" in textos and "rango de" in textos
    assert "La tarifa da" in textos, "what was billed differs from the tariff"
    assert m.esc() and m.pantalla.cuenta.isVisible()
    assert m.foco() is m.pago.efectivo and m.pago.efectivo.importe() == d("200.00")


def test_several_cuentas_in_one_charge(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.ctrl(Key.Key_N)
    assert m.foco() is m.pantalla.buscador.campo
    m.teclear("ayala")
    m.enter()
    m.esperar(lambda: m.total == "$ 296.00")
    assert m.pantalla.cuenta.lista.isVisible() and "2 cuentas" in m.pago.detalle.text()
    m.teclear("Q")
    m.cobrar()
    assert [p.cuenta for p in m.pagos] == ["0000100-1", "0000300-3"]
    assert m.pantalla.hecho.cambio.text() == "$ 204.00" and len(m.cobros) == 1


def test_scan_with_a_charge_on_the_screen_adds_to_it(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.pantalla.leer("00003003202308")
    m.esperar(lambda: m.total == "$ 296.00")
    m.pantalla.leer("00003003202308")
    m.esperar(lambda: "ya está en este cobro" in m.error)
    m.pantalla.leer("0000400-4")
    m.esperar(lambda: "No se agregó" in m.error)
    assert m.total == "$ 296.00"
    m.esc()
    m.quieto()
    m.esc()
    m.esperar(lambda: m.total == "$ 180.00")


def test_with_several_cuentas_there_is_no_part_nor_choice(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.pantalla.otra_vez()
    m.teclear("ayala")
    m.enter()
    m.esperar(lambda: m.total == "$ 296.00")
    m.teclear(" ")
    assert "Con varias cuentas" in m.error
    m.pulsar(Key.Key_F7)
    assert "el abono va por separado" in m.error


def test_cuenta_is_taken_out_with_supr(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.pantalla.leer("0000300-3")
    m.esperar(lambda: m.total == "$ 296.00")
    m.pantalla.cuenta.lista.setFocus()
    m.pulsar(Key.Key_Up, Key.Key_Delete)
    m.esperar(lambda: m.total == "$ 116.00")


def test_four_means_together(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    for clase, importe, datos in ((0, "50", ("A1",)), (2, "40", ("T1",)), (3, "30", ("77", "BANCO"))):
        m.pago.efectivo.setFocus()
        m.teclear("+")
        vista = m.pago.medios.vistas[-1]
        vista.clase.setCurrentIndex(clase)
        vista.importe.setFocus()
        m.teclear(importe)
        for dato in datos:
            m.enter()
            m.teclear(dato)
    m.pago.efectivo.setFocus()
    m.teclear("C")
    m.teclear("C")
    assert m.cambio == "$ 40.00"
    m.cobrar()
    assert [(x.medio, x.importe, x.referencia, x.banco) for x in m.pagos[0].medios] == [
        ("tarjeta", d("50.00"), "A1", ""),
        ("transferencia", d("40.00"), "T1", ""),
        ("cheque", d("30.00"), "77", "BANCO"),
        ("efectivo", d("60.00"), "", ""),
    ]


def test_means_are_reached_and_added_by_keys_alone(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.teclear("+")
    primera = m.pago.medios.vistas[0]
    m.pulsar(Key.Key_Tab)
    assert QApplication.focusWidget() is primera.importe
    m.pulsar(Key.Key_Backtab, Key.Key_Backtab)
    assert QApplication.focusWidget() is m.pago.efectivo
    m.pulsar(Key.Key_Tab, Key.Key_Tab)
    m.teclear("+")
    assert len(m.pago.medios.vistas) == 2 and primera.importe.importe() == d("180.00")
    m.pulsar(Key.Key_Backtab)
    assert QApplication.focusWidget() is primera.referencia


def test_card_alone_is_offered_for_the_whole(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.teclear("+")
    assert m.pago.medios.vistas[0].importe.importe() == d("180.00")
    m.enter()
    m.teclear("9911")
    m.cobrar()
    assert [(x.medio, x.tipo, x.referencia) for x in m.pagos[0].medios] == [("tarjeta", "debito", "9911")]


def test_bills_add_up_and_the_change_follows(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.teclear("N")
    assert m.pago.rotulo_cambio.text() == "Falta" and m.cambio == "$ 80.00"
    m.teclear("N")
    assert m.pago.rotulo_cambio.text() == "Cambio" and m.cambio == "$ 20.00"
    m.teclear("E")
    assert m.cambio == "$ 0.00"


def test_last_charges_and_their_tickets(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.enter()
    m.cobrar()
    m.esperar(lambda: m.pantalla.columnas.ultimo.isVisible())
    assert "Núñez Ríos, María Elena" in m.pantalla.columnas.ultimo.nombre.text()
    m.pulsar(Key.Key_F9)
    m.esperar(lambda: "RECIBO OFICIAL" in m.pantalla.columnas.copia.accessibleDescription())
    assert m.pantalla.ultimos.modelo.rowCount() == 1
    avisos: list[str] = []
    m.sesion.aviso.connect(avisos.append)
    m.ctrl(Key.Key_R)
    m.esperar(lambda: any("impresora" in a for a in avisos))
    assert m.esc() and not m.pantalla.ultimos.isVisible()


def test_ticket_preview_is_the_paper(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.enter()
    m.cobrar()
    m.esperar(lambda: bool(m.pantalla.columnas.papel.accessibleDescription()))
    texto = m.pantalla.columnas.papel.accessibleDescription()
    assert str(m.pagos[0].folio) in texto and "TOTAL" in texto
    m.sesion.papel_cambiado.emit(str(m.pagos[0].folio), "impreso")
    assert m.pantalla.hecho.papel.text() == "Ticket impreso"


def test_every_action_says_what_it_does(mostrador: Mostrador) -> None:
    acciones = mostrador.pantalla.acciones()
    assert len({a.shortcut().toString() for a in acciones}) == len(acciones) == 12
    assert all(a.text() and a.whatsThis() for a in acciones)
