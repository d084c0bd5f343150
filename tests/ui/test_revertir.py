"""F4 by keyboard: a payment cancelled, given back or bounced, each seen before it is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.gente.usuarios import dar_de_baja
from tests.factories import (
    PINES,
    SUPER,
    CajaDePrueba,
    un_medio,
    un_pago,
    un_turno,
)
from tests.reversos import cancelado, cerrado
from tests.ui.conftest import Abrir, Dialogos, Escanear
from tests.ui.mesa import CTRL, ENTRA, Key, Mesa, un_adeudo
from ui.caja.pantalla import PantallaCaja
from ui.cobro.pantalla import PantallaCobrar
from ui.sesion import Sesion


@pytest.fixture
def mesa(qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion, dialogs: Dialogos) -> Mesa:
    un_adeudo(caja)
    return Mesa(qtbot, caja, sesion, dialogs)


def test_a_payment_is_seen_before_it_is_cancelled_and_the_cash_is_told_after(mesa: Mesa, tmp_path: Path) -> None:
    cambiar_impresora(mesa.caja.ctx, Impresora("archivo", str(tmp_path / "papel.txt")), SUPER)
    pago = un_pago(mesa.caja, "100")
    mesa.buscar(pago)
    efectos = [(e.que, str(e.antes), str(e.despues)) for e in mesa.revertir.efectos.efectos.filas]
    assert efectos == [
        ("Recibo de agosto 2023", "0.00", "200.00"),
        ("Descuento Pronto pago", "20.00", "0.00"),
        ("Debe la cuenta", "0.00", "200.00"),
    ]
    assert [(r.medio, r.como) for r in mesa.revertir.efectos.regresos.filas] == [("Efectivo", "Se entrega del cajón")]
    assert mesa.revertir.efectos.efectivo.text() == "$ 180.00" and mesa.revertir.pedido.motivo.hasFocus()
    mesa.pulsar(Key.Key_Return)
    assert "motivo" in mesa.dicho and not mesa.dialogs.mensajes
    mesa.teclear("cobro otra cuenta")
    mesa.pulsar(Key.Key_Return)
    assert mesa.dialogs.mensajes[-1].texto == f"Cancelar el pago {pago.folio}"
    assert mesa.revertir.is_hecho and mesa.revertir.hecho.entregue.text() == "$ 180.00"
    assert mesa.revertir.hecho.folio == "C2A-000001" and "debe ahora $ 200.00" in mesa.revertir.hecho.detalle.text()
    mesa.bot.waitUntil(lambda: mesa.revertir.hecho.papel.text() == "Comprobante impreso")
    assert "CANCELACIÓN" in (tmp_path / "papel.txt").read_text(encoding="utf-8")
    assert estado_de_cuenta(mesa.caja.ctx, "100").adeudo.total == Dinero(20_000)
    mesa.pulsar(Key.Key_R, con=CTRL)
    mesa.bot.waitUntil(lambda: "COPIA 1" in mesa.revertir.hecho.papel.text())
    mesa.pulsar(Key.Key_Return)
    assert mesa.revertir.pedido.folio.hasFocus() and not mesa.revertir.is_hecho
    assert mesa.caja.verificar().ok


def test_what_was_cancelled_is_not_cancelled_twice(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    cancelado(mesa.caja, pago)
    mesa.buscar(pago)
    assert "ya se canceló" in mesa.dicho and not mesa.revertir.pedido.boton.isEnabled()
    mesa.pulsar(Key.Key_Return)
    assert not mesa.dialogs.mensajes


def test_an_earlier_payment_is_given_back_in_part(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100", sin_beneficio=True)
    cerrado(mesa.caja)
    un_turno(mesa.caja)
    mesa.buscar(pago)
    pedido = mesa.revertir.pedido
    assert pedido.clase_elegida == "devolucion" and pedido.campos["monto"].hasFocus()
    mesa.teclear("50")
    mesa.pulsar(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert pedido.motivo.hasFocus() and mesa.revertir.efectos.efectivo.text() == "$ 50.00"
    mesa.teclear("pago de mas")
    mesa.pulsar(Key.Key_Return)
    assert mesa.revertir.is_hecho and mesa.revertir.hecho.entregue.text() == "$ 50.00"
    assert estado_de_cuenta(mesa.caja.ctx, "100").adeudo.total == Dinero(5_000)


def test_a_cheque_of_an_earlier_turno_asks_for_its_transfer(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100", sin_beneficio=True, medios=(un_medio("200.00", "cheque"),))
    cerrado(mesa.caja)
    un_turno(mesa.caja)
    mesa.buscar(pago)
    pedido = mesa.revertir.pedido
    pedido.motivo.setFocus()
    mesa.teclear("pago dos veces")
    mesa.pulsar(Key.Key_Return)
    assert "por transferencia: diga banco y referencia" in mesa.dicho and pedido.motivo.text() == "pago dos veces"
    assert pedido.permiso.text().startswith("Autoriza super")
    for nombre, texto in (("banco", "Banco del Norte"), ("referencia", "778812")):
        pedido.campos[nombre].setFocus()
        mesa.teclear(texto)
    pedido.motivo.setFocus()
    mesa.quieto()
    antes = len(mesa.dialogs.mensajes)
    mesa.pulsar(Key.Key_Return)
    assert mesa.revertir.is_hecho and len(mesa.dialogs.mensajes) == antes, "the word in hand serves"
    assert mesa.revertir.hecho.entregue.text() == "$ 0.00" and "778812" in mesa.revertir.hecho.resto.text()


def test_a_cheque_that_the_bank_returned_with_its_charge(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100", sin_beneficio=True, medios=(un_medio("200.00", "cheque"),))
    mesa.buscar(pago)
    pedido = mesa.revertir.pedido
    assert [pedido.clase.itemData(n) for n in range(2)] == ["pago_cancelado", "cheque_devuelto"]
    pedido.clase.setCurrentIndex(1)
    mesa.quieto()
    assert mesa.revertir.efectos.efectivo.text() == "$ 0.00"
    pedido.campos["causa"].setFocus()
    for texto in ("fondos insuficientes", "60.12", "LGTOC, Art. 193", "lo dice el banco"):
        mesa.teclear(texto)
        mesa.pulsar(Key.Key_Return)
    assert mesa.revertir.is_hecho and "60.12" in mesa.revertir.hecho.aviso.text()
    assert estado_de_cuenta(mesa.caja.ctx, "100").adeudo.total == Dinero(26_012)


def test_what_a_card_paid_never_leaves_the_drawer(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100", medios=(un_medio("180.00", "tarjeta"),))
    mesa.buscar(pago)
    assert mesa.revertir.efectos.efectivo.text() == "$ 0.00"
    assert "no se da del cajón" in mesa.revertir.efectos.regresos.filas[0].como


def test_the_cashier_allows_nothing_to_herself_and_nothing_is_lost(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    mesa.dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    mesa.buscar(pago)
    mesa.teclear("cobro otra cuenta")
    mesa.pulsar(Key.Key_Return)
    assert "no es supervisor" in mesa.dialogs.mensajes[-1].texto
    assert mesa.revertir.pedido.motivo.text() == "cobro otra cuenta" and not mesa.revertir.is_hecho
    mesa.dialogs.respuestas["autorizacion"] = ENTRA
    mesa.pulsar(Key.Key_Return)
    assert mesa.revertir.is_hecho


def test_a_cashier_disabled_meanwhile_does_nothing_more(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    mesa.buscar(pago)
    dar_de_baja(mesa.caja.ctx, "demo", SUPER)
    mesa.teclear("cobro otra cuenta")
    mesa.pulsar(Key.Key_Return)
    assert "dado de baja" in mesa.dicho and not mesa.revertir.is_hecho


@pytest.mark.parametrize(("folio", "dicho"), [("no", "no es un folio"), ("2A-000999", "No hay ningún pago")])
def test_a_folio_that_is_none(mesa: Mesa, folio: str, dicho: str) -> None:
    mesa.ir(3)
    mesa.teclear(folio)
    mesa.pulsar(Key.Key_Return)
    assert dicho in mesa.dicho and mesa.revertir.pedido.folio.text() == folio
    assert mesa.pantalla.escape() and mesa.revertir.pedido.folio.text() == "" and mesa.dicho == ""
    assert mesa.pantalla.escape() and mesa.pantalla.actual is mesa.pantalla.corte
    assert not mesa.pantalla.escape()


def test_another_folio_forgets_the_payment_that_was_found(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    mesa.buscar(pago)
    mesa.revertir.pedido.folio.setFocus()
    mesa.teclear("9")
    pedido = mesa.revertir.pedido
    assert not pedido.motivo.isVisible() and not pedido.boton.isVisible()
    pedido.confirmado.emit()
    mesa.quieto()
    assert mesa.dialogs.mensajes == [] and mesa.revertir.efectos.efectos.filas == ()


def test_enter_held_down_cancels_once(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    mesa.buscar(pago)
    mesa.teclear("cobro otra cuenta")
    for _ in range(5):
        mesa.bot.keyClick(mesa.revertir.pedido.motivo, Key.Key_Return)
    mesa.quieto()
    with mesa.caja.uow() as uow:
        assert [a.tipo for a in uow.diario.asientos()].count("pago_cancelado") == 1


def test_from_the_last_payments_and_by_the_code_of_the_ticket(abrir: Abrir, carpeta: Path, escanear: Escanear) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    abierto.abrir_turno()
    cobrar = abierto.cuerpo.pantallas[0]
    assert isinstance(cobrar, PantallaCobrar)
    cobrar.leer("0000100-0")
    abierto.bot.waitUntil(lambda: cobrar.mando.is_al_dia and cobrar.pago.efectivo.hasFocus())
    abierto.tecla(Key.Key_Q)
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: bool(cobrar.hecho.folios), timeout=10_000)
    abierto.quieto()
    (folio,) = cobrar.hecho.folios
    abierto.tecla(Key.Key_F9)
    abierto.quieto()
    abierto.tecla(Key.Key_Delete)
    abierto.quieto()
    caja = abierto.cuerpo.actual
    assert isinstance(caja, PantallaCaja) and caja.revertir.pedido.folio.text() == folio
    assert caja.revertir.pedido.motivo.hasFocus()
    for codigo in (folio, f"VTN1|cajeme|{folio}|135.00|2023-09-05|ABCDEF"):
        abierto.tecla(Key.Key_F1)
        caja.revertir.otro()
        abierto.quieto()
        escanear(abierto.ventana, codigo)
        abierto.quieto()
        assert abierto.cuerpo.actual is caja and caja.revertir.efectos.efectivo.text() == "$ 135.00", codigo
