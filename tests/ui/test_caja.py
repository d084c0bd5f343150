"""F4 by keyboard beyond the count: cash in and out, the drawer, payments turned round, each seen before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.caja import corte_x
from app.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.pago import Pago
from app.movimientos import movimientos_del_dia
from app.usuarios import dar_de_baja
from tests.factories import (
    DEMO,
    PERFIL,
    PINES,
    SUPER,
    CajaDePrueba,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reversos import cancelado, cerrado
from tests.ui.conftest import Dialogos, quieto
from ui.caja import PantallaCaja
from ui.cuerpo import Cuerpo
from ui.sesion import Sesion

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTRA = ("super", PINES["super"])


class Mesa:
    """The screen and a hand on its keyboard."""

    def __init__(self, bot: QtBot, caja: CajaDePrueba, sesion: Sesion, dialogs: Dialogos) -> None:
        self.bot, self.caja, self.sesion, self.dialogs = bot, caja, sesion, dialogs
        dialogs.respuestas["autorizacion"] = ENTRA
        self.pantalla = PantallaCaja(sesion)
        bot.addWidget(self.pantalla)
        self.pantalla.resize(1366, 660)
        self.pantalla.show()
        sesion.entrar(DEMO)
        bot.waitUntil(lambda: QApplication.activeWindow() is self.pantalla)
        self.pantalla.mostrar()
        self.quieto()

    @property
    def efectivo(self):  # type: ignore[no-untyped-def]
        return self.pantalla.efectivo

    @property
    def revertir(self):  # type: ignore[no-untyped-def]
        return self.pantalla.revertir

    def quieto(self) -> None:
        quieto(self.bot)

    def teclear(self, texto: str) -> None:
        campo = QApplication.focusWidget()
        assert campo is not None
        self.bot.keyClicks(campo, texto)

    def pulsar(self, *teclas: Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for tecla in teclas:
            self.bot.keyClick(QApplication.focusWidget() or self.pantalla, tecla, con)
            self.quieto()

    def ir(self, n: int) -> None:
        self.pulsar(Key(ord(str(n))), con=ALT)

    def buscar(self, pago: Pago) -> None:
        self.ir(3)
        self.teclear(str(pago.folio))
        self.pulsar(Key.Key_Return)

    @property
    def dicho(self) -> str:
        """What the form of a payment turned round says."""
        pedido = self.revertir.pedido
        return "" if pedido.mensaje.isHidden() else str(pedido.mensaje.text())


@pytest.fixture
def caja(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CajaDePrueba]:
    """A demonstration whose drawer should hold, with `limite` as parameter, at most 600.00."""
    limite = Dinero(60_000) if getattr(request, "param", "") == "limite" else None
    with una_caja(tmp_path / "datos", perfil=replace(PERFIL, limite_efectivo=limite)) as prueba:
        yield prueba


@pytest.fixture
def oficina(caja: CajaDePrueba) -> CajaDePrueba:
    """Three cuentas that owe 180.00 each (a month of 200.00, less pronto pago), and a turno of 500."""
    cuentas = [una_cuenta(n) for n in ("100", "200", "300")]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas])
    un_turno(caja)
    return caja


@pytest.fixture
def mesa(qtbot: QtBot, oficina: CajaDePrueba, sesion: Sesion, dialogs: Dialogos) -> Mesa:
    return Mesa(qtbot, oficina, sesion, dialogs)


# --- cash ---


def mover(mesa: Mesa, clase: int, importe: str, motivo: str = "cambio", quien: str = "Luis Vega") -> None:
    mesa.ir(2)
    mesa.pulsar(*([Key.Key_Home] + [Key.Key_Down] * clase))
    for texto in (importe, motivo, quien):
        mesa.pulsar(Key.Key_Tab)
        mesa.teclear(texto)
    mesa.pulsar(Key.Key_Return)


def test_cash_in_and_out_by_keys_with_its_voucher_and_list(mesa: Mesa, tmp_path: Path) -> None:
    cambiar_impresora(mesa.caja.ctx, Impresora("carpeta", str(tmp_path)), SUPER)
    for clase, importe in enumerate(("300", "20.50", "100")):
        mover(mesa, clase, importe)
    mesa.quieto()
    assert "Vale M2A-000003: entrega a bóveda de $ 100.00" in mesa.efectivo.mover.mensaje.text()
    leidos = [(m.clase, str(m.importe)) for m in movimientos_del_dia(mesa.caja.ctx)]
    assert leidos == [("entrega", "100.00"), ("retiro", "20.50"), ("entrada", "300.00")]
    assert [mesa.efectivo.model.index(n, 1).data() for n in range(3)] == ["Entrega a bóveda", "Retiro", "Entrada"]
    assert corte_x(mesa.caja.ctx).esperado == Dinero(67_950)
    mesa.bot.waitUntil(lambda: len(list(tmp_path.glob("M2A-*.pdf"))) == 3)
    mesa.pulsar(Key.Key_R, con=CTRL)
    mesa.bot.waitUntil(lambda: (tmp_path / "M2A-000003-copia-1.pdf").exists())


@pytest.mark.parametrize(
    ("importe", "motivo", "dicho"),
    [("", "cambio", "cuánto efectivo"), ("0", "cambio", "cuánto efectivo"), ("12,5,0", "cambio", "12,5,0"),
     ("100", "", "motivo"), ("500.01", "cambio", "En el cajón no hay 500.01")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(mesa: Mesa, importe: str, motivo: str, dicho: str) -> None:
    mover(mesa, 1, importe, motivo)
    assert dicho in mesa.efectivo.mover.mensaje.text()
    assert mesa.efectivo.mover.recibe.text() == "Luis Vega" and movimientos_del_dia(mesa.caja.ctx) == ()


def test_with_a_supervisor_the_voucher_names_them(mesa: Mesa) -> None:
    mesa.ir(2)
    mesa.pulsar(Key.Key_Tab)
    mesa.teclear("100")
    mesa.pulsar(Key.Key_Tab)
    mesa.teclear("cambio del mediodia")
    mesa.pulsar(Key.Key_S, con=CTRL)
    assert mesa.dialogs.mensajes[-1].texto == "Entrada de efectivo" and "100.00" in mesa.dialogs.mensajes[-1].detalle
    (movimiento,) = movimientos_del_dia(mesa.caja.ctx)
    assert movimiento.autorizo == "super" and not mesa.efectivo.mover.permiso.isVisible()


def test_the_drawer_opens_with_a_reason_and_never_without(mesa: Mesa) -> None:
    mesa.pulsar(Key.Key_F8)
    assert mesa.pantalla.actual is mesa.efectivo and mesa.efectivo.cajon.motivo.hasFocus()
    mesa.pulsar(Key.Key_Return)
    assert "no se abre sin él" in mesa.efectivo.cajon.mensaje.text() and movimientos_del_dia(mesa.caja.ctx) == ()
    mesa.teclear("dar cambio")
    mesa.pulsar(Key.Key_F8)
    assert "ábralo con su llave" in mesa.efectivo.cajon.mensaje.text()
    assert [(m.clase, m.motivo) for m in movimientos_del_dia(mesa.caja.ctx)] == [("cajon", "dar cambio")]


@pytest.mark.parametrize("caja", ["limite"], indirect=True)
def test_more_cash_than_the_drawer_should_hold_is_said_until_it_is_handed_over(mesa: Mesa) -> None:
    cuerpo = Cuerpo(mesa.sesion, [PantallaCaja])
    mesa.bot.addWidget(cuerpo)
    mesa.sesion.releer_turno()
    mover(mesa, 0, "100.01")
    dicho = "El cajón pasa de 600.00 en efectivo"
    assert dicho in mesa.efectivo.aviso.text() and dicho in cuerpo.estado.limite.text()
    mover(mesa, 2, "300")
    assert mesa.efectivo.aviso.isHidden() and cuerpo.estado.limite.isHidden()


# --- payments turned round ---


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


def test_enter_held_down_cancels_once(mesa: Mesa) -> None:
    pago = un_pago(mesa.caja, "100")
    mesa.buscar(pago)
    mesa.teclear("cobro otra cuenta")
    for _ in range(5):
        mesa.bot.keyClick(mesa.revertir.pedido.motivo, Key.Key_Return)
    mesa.quieto()
    with mesa.caja.uow() as uow:
        assert [a.tipo for a in uow.diario.asientos()].count("pago_cancelado") == 1


# --- all of it ---


def test_who_does_not_charge_sees_only_the_count(mesa: Mesa) -> None:
    mesa.ir(2)
    mesa.sesion.entrar(SUPER)
    assert mesa.pantalla.actual is mesa.pantalla.corte
    mesa.ir(3)
    mesa.pulsar(Key.Key_F8)
    assert mesa.pantalla.actual is mesa.pantalla.corte
    assert "Abrir el cajón sin cobrar" not in [a.text() for a in mesa.pantalla.acciones()]
    mesa.sesion.entrar(replace(DEMO, clave="demo"))
    mesa.ir(2)
    assert mesa.pantalla.actual is mesa.efectivo


def test_everything_has_a_name_and_the_models_are_sound(mesa: Mesa, qtmodeltester: ModelTester) -> None:
    pago = un_pago(mesa.caja, "100", medios=(un_medio("180.00", "cheque"),))
    mover(mesa, 0, "10")
    mesa.buscar(pago)
    for model in (mesa.efectivo.model, mesa.revertir.efectos.efectos, mesa.revertir.efectos.regresos):
        qtmodeltester.check(model)
    mudos = [w for w in mesa.pantalla.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert [w for w in mudos if not w.accessibleName() and w.isVisible()] == []
    assert all(a.whatsThis() and a.shortcut().toString() for a in mesa.pantalla.acciones())
