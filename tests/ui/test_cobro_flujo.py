"""F1 by keyboard: every way to charge, from the search to the change, over a real caja with its threads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from tests.factories import PINES, CajaDePrueba, importar, un_beneficio, un_cobro, un_recibo
from tests.ui.conftest import Dialogos
from tests.ui.mostrador import Mostrador, padron
from ui.sesion import Sesion

Key = Qt.Key


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    padron(caja)
    return Mostrador(qtbot, caja, con_cajera)


def test_search_open_cash_enter_and_the_change_is_read(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    assert m.total == "$ 180.00"
    assert "ahorra $ 20.00 por pronto pago" in m.pago.detalle.text().lower()
    m.teclear("Q")
    assert m.cambio == "$ 320.00"
    m.cobrar()
    (pago,) = m.pagos
    assert (pago.cuenta, pago.total, pago.recibido, pago.cambio) == ("0000100-1", d("180.00"), d("500.00"), d("320.00"))
    hecho = m.pantalla.hecho
    assert hecho.isVisible() and hecho.cambio.text() == "$ 320.00" and str(pago.folio) in hecho.folio.text()
    assert m.foco() is m.pantalla.buscador.campo and not m.pantalla.buscador.campo.text()


def test_next_person_is_searched_at_once(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.enter()
    m.cobrar()
    m.teclear("ayala")
    m.enter()
    m.esperar(lambda: m.total == "$ 116.00")
    assert m.pago.isVisible() and not m.pago.efectivo.text()


def test_two_enters_after_a_scan_charge_the_exact_amount(mostrador: Mostrador) -> None:
    m = mostrador
    m.pantalla.leer("00001001202308")
    m.esperar(lambda: m.foco() is m.pago.efectivo)
    assert m.teclas == 0
    m.enter()
    assert m.pago.efectivo.importe() == d("180.00") and m.cambio == "$ 0.00"
    m.cobrar()
    assert m.teclas == 2 and len(m.pagos) == 1


def test_scanned_recibo_stands_on_its_month(mostrador: Mostrador) -> None:
    m = mostrador
    m.pantalla.leer("00002002202308")
    m.esperar(lambda: m.foco() is m.pago.efectivo)
    assert m.pantalla.cuenta.recibos.actual == Periodo(2023, 8)


def test_scanned_recibo_that_is_paid_says_so(mostrador: Mostrador) -> None:
    m = mostrador
    un_cobro(m.caja, "0000200-2", recibos=(Periodo(2023, 7),))
    m.pantalla.leer("00002002202307")
    m.esperar(lambda: bool(m.error))
    assert m.error == "El recibo de julio 2023 ya está pagado."


def test_number_typed_whole_opens_by_itself_and_a_late_enter_means_nothing(mostrador: Mostrador) -> None:
    m = mostrador
    m.pago.gracia = 60.0
    m.teclear("0000100-1")
    m.esperar(lambda: m.foco() is m.pago.efectivo)
    m.enter()
    assert m.pago.efectivo.is_vacio()


def test_arrow_goes_to_the_next_cuenta(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("nunez")
    m.esperar(lambda: m.pantalla.buscador.modelo.rowCount() == 2)
    segunda = m.pantalla.buscador.modelo.fila(1)
    m.pulsar(Key.Key_Down)
    m.enter()
    m.esperar(lambda: m.foco() is m.pago.efectivo)
    assert segunda is not None and m.pantalla.cuenta.nombre.text() == segunda.titular


def test_enter_before_the_rows_arrive_opens_the_first(mostrador: Mostrador) -> None:
    m = mostrador
    m.pantalla.buscador.campo.setText("ayala")
    m.enter()
    m.esperar(lambda: m.total == "$ 116.00")


def test_space_chooses_what_to_pay(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("jesus")
    assert m.total == "$ 280.00"
    m.pulsar(Key.Key_Down)
    m.teclear(" ")
    m.esperar(lambda: m.total == "$ 80.00")
    assert m.foco() is m.pago.efectivo
    m.enter()
    m.cobrar()
    assert {a.periodo for a in m.pagos[0].aplicado} == {Periodo(2023, 7)}


def test_older_recibo_is_skipped_only_with_a_supervisor(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m = mostrador
    m.abrir("jesus")
    m.teclear(" ")
    m.esperar(lambda: "Antes se paga julio 2023" in m.error)
    assert not m.pago.boton.isEnabled() and "Ctrl S" in m.error
    dialogs.respuestas["autorizacion"] = ("super", "000000")
    m.ctrl(Key.Key_S)
    m.esperar(lambda: "PIN no son correctos" in dialogs.mensajes[-1].texto)
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    m.ctrl(Key.Key_S)
    m.esperar(lambda: m.pago.boton.isEnabled())
    m.enter()
    m.cobrar()
    assert {a.periodo for a in m.pagos[0].aplicado} == {Periodo(2023, 8)}


def test_last_box_cannot_be_taken_off(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("maria nunez")
    m.teclear(" ")
    assert "al menos un recibo" in m.error


def test_part_of_what_is_owed(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ayala")
    m.pulsar(Key.Key_F7)
    m.teclear("50")
    m.esperar(lambda: m.total == "$ 50.00")
    assert "quedan $ 66.00 por pagar" in m.pago.detalle.text()
    m.enter()
    assert m.foco() is m.pago.efectivo
    m.teclear("C")
    m.cobrar()
    assert (m.pagos[0].total, m.pagos[0].saldo_restante) == (d("50.00"), d("66.00"))
    assert "Queda por pagar 66.00" in m.pantalla.hecho.aviso.text()


def test_more_than_what_is_owed_is_said_to_be_paid_ahead(mostrador: Mostrador) -> None:
    m = mostrador
    m.abrir("ayala")
    m.pulsar(Key.Key_F7)
    m.teclear("500")
    m.esperar(lambda: m.total == "$ 500.00")
    assert "PAGO ADELANTADO" in m.pago.detalle.text()
    m.enter()
    m.enter()
    m.cobrar()
    assert m.pagos[0].saldo_a_favor > d("0.00")


def test_nothing_owed_is_said_and_can_be_paid_ahead(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("alguna")
    m.enter()
    m.esperar(lambda: m.pantalla.cuenta.isVisible())
    assert m.pantalla.cuenta.insignia.text() == "SIN ADEUDO"
    assert "no debe nada" in m.pantalla.cuenta.nota_texto.text()
    assert not m.pago.boton.isEnabled()
    m.pulsar(Key.Key_F7)
    m.teclear("30")
    m.esperar(lambda: m.total == "$ 30.00")
    m.enter()
    m.enter()
    m.cobrar()
    assert m.pagos[0].saldo_a_favor == d("30.00")


def test_credit_pays_its_part(mostrador: Mostrador) -> None:
    m = mostrador
    un_cobro(m.caja, "0000400-4", monto="30.00")
    importar(m.caja, recibos=[un_recibo("0000400-4", "2023-07", agua="100.00")])
    m.abrir("alguna")
    assert m.total == "$ 70.00" and "30.00 de saldo a favor" in m.pago.detalle.text()


def test_benefit_is_shown_with_its_reason_and_ctrl_b_takes_it_off(mostrador: Mostrador) -> None:
    m = mostrador
    importar(m.caja, beneficios=[un_beneficio("0000100-1", documento="INAPAM 778")])
    m.abrir("maria nunez")
    con = m.total
    filas = m.pantalla.cuenta.conceptos.modelo.filas
    insen = next(f for f in filas if f.tono == "bueno")
    assert insen.nombre == "INSEN" and "INAPAM 778" in insen.detalle and "hasta 26 m³" in insen.detalle
    m.ctrl(Key.Key_B)
    m.esperar(lambda: m.total == "$ 200.00")
    assert "sin beneficio porque así se pidió" in m.pantalla.cuenta.nota_texto.text()
    m.ctrl(Key.Key_B)
    m.esperar(lambda: m.total == con)


def test_benefit_that_is_not_given_says_why(mostrador: Mostrador) -> None:
    m = mostrador
    importar(m.caja, recibos=[un_recibo("0000200-2", "2023-06", agua="10.00")], beneficios=[un_beneficio("0000200-2")])
    m.abrir("jesus")
    assert "tiene rezago" in m.pantalla.cuenta.nota_texto.text()
    assert m.pantalla.cuenta.insignia.text() == "2 VENCIDOS"
    assert "vencido hace" in m.pantalla.cuenta.recibos.modelo.filas[0].vence
