"""The count and who makes it: papers one by one, absurd pieces, a forgotten turno, another cashier at midday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.corte.corte import Corte
from app.domain.dinero import Dinero
from app.domain.usuario import Usuario
from app.turno.caja import ver_turno
from app.turno.cortes import ver_corte
from tests.factories import (
    PERFIL,
    CajaDePrueba,
    de_alta,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.ui.conftest import Abierto, Abrir, al_frente, quieto
from ui.caja.corte import PantallaCorte
from ui.sesion import Sesion

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SUPERVISORA = Usuario("jefa", "Ana Ruiz", ("supervisor",))


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A blind count with a limit of 50.00, a turno of 500.00, 90.00 in cash and two cheques of 90.00."""
    demo = replace(PERFIL.demostracion, arqueo_ciego=True, diferencia_con_motivo=Dinero(5_000))
    with una_caja(tmp_path / "datos", perfil=replace(PERFIL, demostracion=demo)) as prueba:
        numeros = ("100", "200", "300")
        importar(prueba, [una_cuenta(n) for n in numeros], [un_recibo(n) for n in numeros])
        un_turno(prueba)
        un_pago(prueba, "100")
        for numero in ("200", "300"):
            un_pago(prueba, numero, medios=(un_medio("90.00", "cheque"),))
        yield prueba


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> PantallaCorte:
    p = PantallaCorte(con_cajera)
    al_frente(qtbot, p)
    quieto(qtbot)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is p)
    return p


def teclear(qtbot: QtBot, *textos: str) -> None:
    """Each with its Enter."""
    for texto in textos:
        campo = QApplication.focusWidget()
        assert campo is not None
        qtbot.keyClicks(campo, texto)
        qtbot.keyClick(campo, Key.Key_Return)


def terminar(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return, CTRL)
    quieto(qtbot)


def cerrado(caja: CajaDePrueba) -> Corte:
    assert ver_turno(caja.ctx) is None
    return ver_corte(caja.ctx, 1)


def test_cheques_and_vouchers_are_counted_one_by_one(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, *([""] * 3), "5", "1", "2", *([""] * 7))
    cheques, vouchers = pantalla.arqueo.papeles
    assert cheques.campo.hasFocus()
    teclear(qtbot, "90", "70", "")
    assert cheques.cuenta.text() == "2 · 160.00" and cheques.cada_uno.text() == "90.00 + 70.00"
    assert vouchers.campo.hasFocus()
    qtbot.keyClick(vouchers.campo, Key.Key_Up)
    qtbot.keyClick(cheques.campo, Key.Key_Backspace)
    assert cheques.cuenta.text() == "1 · 90.00"
    teclear(qtbot, "89.90")
    terminar(qtbot)
    terminar(qtbot)
    corte = cerrado(caja)
    assert corte.arqueo is not None and corte.contado == Dinero(59_000)
    assert corte.arqueo.valores == (("cheque", Dinero(9_000)), ("cheque", Dinero(8_990)))
    assert "Cheques: 179.90; falta $ 0.10." in pantalla.resultado.en_papel.text()


def test_an_amount_typed_and_not_entered_counts_and_a_wrong_one_is_said(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte
) -> None:
    teclear(qtbot, "1")
    cheques, vouchers = pantalla.arqueo.papeles
    vouchers.campo.setText("12,5,0")
    terminar(qtbot)
    assert pantalla.mensaje.isVisible() and "12,5,0" in pantalla.mensaje.text()
    vouchers.campo.setText("0")
    terminar(qtbot)
    assert "no puede ser de 0.00" in pantalla.mensaje.text()
    vouchers.campo.clear()
    cheques.campo.setText("90")
    assert cheques.valores() == (("cheque", Dinero(9_000)),)
    cheques.limpiar()
    assert cheques.is_vacio()


@pytest.mark.parametrize(
    ("malo", "dicho"), [("-3", "no pueden ser menos de 0"), ("20001", "no caben en un cajón"), ("1.5", "número entero")]
)
def test_absurd_pieces_are_refused_in_words(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte, malo: str, dicho: str
) -> None:
    teclear(qtbot, malo)
    terminar(qtbot)
    assert dicho in pantalla.mensaje.text() and not pantalla.motivo.isVisible()


def test_blind_it_is_kept_and_then_a_reason_is_asked_for_without_the_figure(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte
) -> None:
    teclear(qtbot, "1")
    terminar(qtbot)
    terminar(qtbot)
    assert "no coincide: escriba el motivo" in pantalla.mensaje.text() and "590" not in pantalla.mensaje.text()
    pantalla.arqueo.renglones[0].campo.setText("2")
    terminar(qtbot)
    terminar(qtbot)
    assert "cierre con el mismo" in pantalla.mensaje.text() and ver_turno(caja.ctx) is not None
    pantalla.arqueo.renglones[0].campo.setText("1")
    terminar(qtbot)
    teclear(qtbot, "sobro un billete")
    quieto(qtbot)
    assert cerrado(caja).diferencia == Dinero(41_000) and pantalla.resultado.isVisible()


def test_a_forgotten_turno_is_counted_and_closed_by_a_supervisor_with_the_reason(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte, con_cajera: Sesion
) -> None:
    caja.reloj.avanzar(days=1)
    con_cajera.entrar(de_alta(caja, SUPERVISORA))
    pantalla.mostrar()
    quieto(qtbot)
    assert "es de demo: cuente lo que hay y ciérrelo con el motivo" in pantalla.aviso.text()
    teclear(qtbot, *([""] * 3), "5", "1", "2")
    terminar(qtbot)
    terminar(qtbot)
    assert "por qué cierra el turno otra persona" in pantalla.mensaje.text()
    pantalla.motivo.setFocus()
    teclear(qtbot, "se fue sin cerrar")
    quieto(qtbot)
    corte = cerrado(caja)
    assert (corte.cajero, corte.quien, corte.motivo) == ("demo", "jefa", "se fue sin cerrar")
    assert not pantalla.resultado.otro.isVisible() and not pantalla.abrir.isEnabled()


def test_who_may_not_closes_nobodys_turno(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte) -> None:
    caja.reloj.avanzar(days=1)
    pantalla.mostrar()
    quieto(qtbot)
    assert "lo cierra un supervisor" in pantalla.aviso.text()
    teclear(qtbot, "1")
    terminar(qtbot)
    terminar(qtbot)
    assert "lo cuenta y lo cierra un supervisor" in pantalla.mensaje.text() and ver_turno(caja.ctx) is not None


def test_the_copy_follows_the_corte(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "0")
    terminar(qtbot)
    teclear(qtbot, "se entrego todo")
    quieto(qtbot)
    assert list(caja.carpeta.glob("respaldos/*.db*"))


def test_enter_held_down_does_not_leave_the_corte(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "0")
    terminar(qtbot)
    teclear(qtbot, "se entrego todo")
    quieto(qtbot)
    terminar(qtbot)
    assert QApplication.focusWidget() is pantalla.resultado.otro
    for sostenida in (True, False):
        tecla = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", sostenida)
        QApplication.sendEvent(pantalla.resultado.otro, tecla)
        assert pantalla.resultado.isVisible() is sostenida


def test_another_cashier_follows_at_midday_without_closing_the_window(abrir: Abrir, tmp_path: Path) -> None:
    with una_caja(tmp_path / "dia") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100")])
        de_alta(caja, Usuario("luz", "Luz", ("cajero",)))
        un_turno(caja)
    abierto: Abierto = abrir(tmp_path / "dia")
    abierto.entrar()
    abierto.tecla(Key.Key_F4)
    abierto.quieto()
    teclear(abierto.bot, "0")
    for _ in range(2):
        abierto.tecla(Key.Key_Return, CTRL)
        abierto.quieto()
    assert abierto.sesion.turno is None
    abierto.tecla(Key.Key_L, CTRL)
    abierto.quieto()
    acceso = abierto.ventana.acceso
    assert acceso.quien.currentData() == "demo" and acceso.pin.hasFocus()
    abierto.bot.keyClick(acceso.pin, Key.Key_Down)
    assert acceso.quien.currentData() == "luz"
    teclear(abierto.bot, "314159")
    abierto.bot.waitUntil(lambda: abierto.sesion.usuario is not None, timeout=10_000)
    abierto.quieto()
    teclear(abierto.bot, "500")
    abierto.bot.waitUntil(lambda: abierto.sesion.turno is not None)
    assert abierto.sesion.turno is not None and (abierto.sesion.turno.cajero, abierto.sesion.turno.numero) == ("luz", 2)
    abierto.tecla(Key.Key_F1)
    assert abierto.cuerpo.is_al_frente()
