"""F4 by keyboard: cash in and out, the drawer, its limit, and what who is there may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.domain.dinero import Dinero
from app.turno.caja import corte_x, ver_turno
from app.turno.movimientos import movimientos_del_dia
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    un_medio,
    un_pago,
    una_caja,
)
from tests.ui.conftest import Dialogos
from tests.ui.mesa import CTRL, Key, Mesa, mover, un_adeudo
from ui.caja.pantalla import PantallaCaja
from ui.cuerpo import Cuerpo
from ui.sesion import Sesion


@pytest.fixture
def caja(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CajaDePrueba]:
    """A demonstration whose drawer should hold, with `limite` as parameter, at most 600.00."""
    limite = Dinero(60_000) if getattr(request, "param", "") == "limite" else None
    with una_caja(tmp_path / "datos", perfil=replace(PERFIL, limite_efectivo=limite)) as prueba:
        yield prueba


@pytest.fixture
def oficina(caja: CajaDePrueba) -> CajaDePrueba:
    un_adeudo(caja)
    return caja


@pytest.fixture
def mesa(qtbot: QtBot, oficina: CajaDePrueba, sesion: Sesion, dialogs: Dialogos) -> Mesa:
    return Mesa(qtbot, oficina, sesion, dialogs)


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
    mesa.sesion.poner_turno(ver_turno(mesa.caja.ctx))
    mover(mesa, 0, "100.01")
    dicho = "El cajón pasa de 600.00 en efectivo"
    assert dicho in mesa.efectivo.aviso.text() and dicho in cuerpo.estado.limite.text()
    mover(mesa, 2, "300")
    assert mesa.efectivo.aviso.isHidden() and cuerpo.estado.limite.isHidden()


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
