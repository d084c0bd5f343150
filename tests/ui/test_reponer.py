"""F4: a payment that was lost with its PC, taken up again by keyboard from the customer's ticket."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from tests.factories import SUPER, CajaDePrueba, un_pago, una_caja
from tests.ui.conftest import Dialogos
from tests.ui.mesa import Key, Mesa, un_adeudo
from ui.sesion import Sesion


@pytest.fixture
def perdido(tmp_path: Path) -> Pago:
    """On a disk that is gone."""
    with una_caja(tmp_path / "perdida") as caja:
        un_adeudo(caja)
        return un_pago(caja, "100")


@pytest.fixture
def mesa(qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion, dialogs: Dialogos) -> Mesa:
    un_adeudo(caja)
    return Mesa(qtbot, caja, sesion, dialogs)


def llenar(mesa: Mesa, pago: Pago, **otros: str) -> None:
    mesa.ir(4)
    campos = {
        "folio": str(pago.folio),
        "verificacion": pago.hash[:10].upper(),
        "cuenta": pago.cuenta,
        "fecha": f"{pago.fecha:%d/%m/%Y}",
        "importe": str(pago.total),
    } | otros
    for texto in campos.values():
        mesa.teclear(texto)
        mesa.pulsar(Key.Key_Return)
    mesa.teclear("se quemo la PC")
    mesa.pulsar(Key.Key_Return)


def test_it_is_seen_before_it_is_allowed_and_its_paper_comes_out(mesa: Mesa, perdido: Pago, tmp_path: Path) -> None:
    cambiar_impresora(mesa.caja.ctx, Impresora("archivo", str(tmp_path / "papel.txt")), SUPER)
    llenar(mesa, perdido)
    panel = mesa.pantalla.reponer
    panel.boton.click()
    mesa.quieto()
    assert "Recibo agosto 2023: $ 180.00" in panel.lineas.text() and panel.total.text() == "$ 180.00"
    assert not mesa.dialogs.mensajes and estado_de_cuenta(mesa.caja.ctx, "100").adeudo.total == Dinero(20_000)
    panel.boton.click()
    mesa.quieto()
    assert mesa.dialogs.mensajes[-1].texto == f"Reponer el pago {perdido.folio}"
    assert "Repuesto el pago" in panel.mensaje.text() and not panel.folio.text()
    assert estado_de_cuenta(mesa.caja.ctx, "100").adeudo.total == Dinero(0)
    mesa.bot.waitUntil((tmp_path / "papel.txt").exists)
    assert "PAGO REPUESTO" in (tmp_path / "papel.txt").read_text(encoding="utf-8")
    assert mesa.caja.verificar().ok


def test_a_ticket_that_is_read_fills_the_form(mesa: Mesa, perdido: Pago) -> None:
    mesa.ir(4)
    codigo = f"VTN1|cajeme|{perdido.folio}|{perdido.total}|{perdido.fecha.isoformat()}|{perdido.hash[:10]}"
    assert mesa.pantalla.leer_ticket(codigo)
    panel = mesa.pantalla.reponer
    assert panel.verificacion.text() == perdido.hash[:10] and panel.cuenta.hasFocus()
    assert not mesa.pantalla.leer_ticket("0000100")
    panel.cuenta.setText("100")
    panel.boton.click()
    mesa.quieto()
    panel.boton.click()
    # Nobody is asked before there is a reason.
    assert "qué pasó" in panel.mensaje.text() and not mesa.dialogs.mensajes
    mesa.ir(1)
    assert not mesa.pantalla.leer_ticket(codigo)


@pytest.mark.parametrize(
    ("otros", "dice"),
    [
        ({"folio": "hola"}, "no es un folio"),
        ({"verificacion": "123"}, "10 caracteres"),
        ({"fecha": "ayer"}, "como 05/09/2023"),
        ({"importe": ""}, "importe"),
        ({"cuenta": "999"}, "No hay ninguna cuenta"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    mesa: Mesa, perdido: Pago, otros: dict[str, str], dice: str
) -> None:
    llenar(mesa, perdido, **otros)
    panel = mesa.pantalla.reponer
    panel.boton.click()
    mesa.quieto()
    assert dice in panel.mensaje.text() and panel.motivo.text() == "se quemo la PC"
    assert panel.escape() and not panel.folio.text() and not panel.escape()


def test_a_payment_that_is_here_is_not_taken_up(mesa: Mesa) -> None:
    llenar(mesa, un_pago(mesa.caja, "200"))
    mesa.pantalla.reponer.boton.click()
    mesa.quieto()
    assert "está en el diario" in mesa.pantalla.reponer.mensaje.text()
