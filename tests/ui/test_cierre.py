"""The window closed, the disk full and the clock moved in the middle of a charge: a payment is whole or not there."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.armado import Taller
from app.domain.dinero import Dinero
from app.sistema.reloj import RelojDemo
from tests.ui.conftest import Abierto, Abrir, Dialogos
from ui.cobro.pantalla import PantallaCobrar

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    """With a cuenta on the screen that owes 135.00, and 500 handed over."""
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    servir(programa, "0000100-0")
    return programa


def cobrar_de(abierto: Abierto) -> PantallaCobrar:
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla


def servir(abierto: Abierto, numero: str) -> None:
    """Somebody's cuenta, and a bill of 500."""
    pantalla = cobrar_de(abierto)
    pantalla.leer(numero)
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.pago.efectivo.hasFocus())
    abierto.bot.keyClicks(pantalla.pago.efectivo, "Q")


def pagos(carpeta: Path) -> list[tuple[str, str]]:
    """What is on the disk, read as another program does."""
    with closing(sqlite3.connect(carpeta / "caja.db")) as base:
        return [(folio, cuenta) for folio, cuenta in base.execute("SELECT folio, cuenta FROM pago ORDER BY numero")]


@contextmanager
def disco_ocupado(carpeta: Path) -> Iterator[None]:
    """Somebody else is writing to the file: whoever wants to write waits."""
    with closing(sqlite3.connect(carpeta / "caja.db", isolation_level=None)) as otra:
        otra.execute("BEGIN IMMEDIATE")
        yield
        otra.execute("ROLLBACK")


@contextmanager
def disco_lleno() -> Iterator[None]:
    """No file of this process can grow any more."""
    antes, techo = resource.getrlimit(resource.RLIMIT_FSIZE)
    viejo = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, techo))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (antes, techo))
        signal.signal(signal.SIGXFSZ, viejo)


def cerrar_en_pleno_cobro(abierto: Abierto) -> None:
    """Enter, and at once the window is closed, while the payment waits for the disk."""
    abierto.tecla(Key.Key_Return)
    assert cobrar_de(abierto).mando.ocupado
    for _ in range(3):
        abierto.ventana.close()
    abierto.bot.wait(150)
    assert abierto.ventana.isVisible() and not abierto.ventana.isEnabled()
    assert "Terminando de guardar" in abierto.cuerpo.estado.dicho.text()


def empezar_otra_vez(abrir: Abrir, carpeta: Path) -> Abierto:
    """The next start: nothing to repair, the turno open, the books right."""
    assert Taller(carpeta).verificar(None).ok
    otra = abrir(carpeta)
    otra.entrar()
    assert otra.sesion.turno is not None and otra.cuerpo.is_al_frente()
    return otra


def test_closed_in_mid_charge_it_closes_when_the_payment_is_whole(
    abierto: Abierto, abrir: Abrir, carpeta: Path, dialogs: Dialogos
) -> None:
    with abierto.bot.waitSignal(abierto.ventana.cerrada, timeout=20_000), disco_ocupado(carpeta):
        cerrar_en_pleno_cobro(abierto)
        assert pagos(carpeta) == []
    abierto.programa.terminar()
    assert not abierto.ventana.isVisible() and pagos(carpeta) == [("2A-000001", "0000100-0")]
    otra = empezar_otra_vez(abrir, carpeta)
    servir(otra, "0000101-1")
    otra.tecla(Key.Key_Return)
    otra.bot.waitUntil(lambda: len(pagos(carpeta)) == 2, timeout=10_000)
    otra.quieto()
    otra.cerrar()
    assert Taller(carpeta).verificar(None).ok and dialogs.mensajes == []


def test_closed_in_mid_charge_with_a_full_disk_it_stays_and_says_so(
    abierto: Abierto, abrir: Abrir, carpeta: Path, dialogs: Dialogos
) -> None:
    efectivo = cobrar_de(abierto).pago.efectivo
    with disco_lleno():
        with disco_ocupado(carpeta):
            cerrar_en_pleno_cobro(abierto)
        abierto.bot.waitUntil(abierto.ventana.isEnabled, timeout=20_000)
    assert abierto.ventana.isVisible() and pagos(carpeta) == []
    assert "No se cerró" in abierto.cuerpo.estado.dicho.text()
    assert "disco" in cobrar_de(abierto).pago.error.text().lower()
    assert efectivo.importe() == Dinero(50_000) and efectivo.hasFocus()
    abierto.cerrar()
    otra = empezar_otra_vez(abrir, carpeta)
    servir(otra, "0000100-0")
    otra.tecla(Key.Key_Return)
    otra.bot.waitUntil(lambda: pagos(carpeta) == [("2A-000001", "0000100-0")], timeout=10_000)
    otra.quieto()
    assert dialogs.mensajes == []


def test_closed_with_the_payment_done_and_its_paper_under_way(abierto: Abierto, abrir: Abrir, carpeta: Path) -> None:
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: not cobrar_de(abierto).mando.ocupado)
    abierto.cerrar()
    assert pagos(carpeta) == [("2A-000001", "0000100-0")]
    empezar_otra_vez(abrir, carpeta)


def test_a_disk_that_fills_up_and_has_room_again_loses_nothing(
    abierto: Abierto, carpeta: Path, dialogs: Dialogos
) -> None:
    pago = cobrar_de(abierto).pago
    with disco_lleno():
        for _ in range(2):
            abierto.tecla(Key.Key_Return)
            abierto.bot.waitUntil(lambda: "disco" in pago.error.text().lower(), timeout=10_000)
            abierto.quieto()
            assert pagos(carpeta) == [] and pago.efectivo.importe() == Dinero(50_000)
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: len(pagos(carpeta)) == 1, timeout=10_000)
    abierto.quieto()
    abierto.cerrar()
    assert Taller(carpeta).verificar(None).ok and dialogs.mensajes == []


def mover_reloj(abierto: Abierto, **cuanto: int) -> None:
    """The machine's clock jumps."""
    motor = abierto.sesion.motor
    for reloj in {id(r): r for r in (motor.escritura.ctx.reloj, motor.lectura.ctx.reloj)}.values():
        assert isinstance(reloj, RelojDemo)
        reloj._desfase += timedelta(**cuanto)


@pytest.mark.parametrize("dias", [1, 400, -1])
def test_a_clock_that_jumps_with_the_window_open_leads_to_the_corte(
    abierto: Abierto, carpeta: Path, dialogs: Dialogos, dias: int
) -> None:
    mover_reloj(abierto, days=dias)
    pago = cobrar_de(abierto).pago
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: "lo cierre con su arqueo" in pago.error.text())
    assert pagos(carpeta) == [] and pago.efectivo.importe() == Dinero(50_000)
    abierto.tecla(Key.Key_F4)
    abierto.quieto()
    abierto.tecla(Key.Key_F1)
    assert not abierto.cuerpo.is_al_frente() and "sigue abierto" in abierto.cuerpo.sin_turno.explica.text()
    mover_reloj(abierto, days=-dias)
    abierto.tecla(Key.Key_F4)
    abierto.quieto()
    abierto.tecla(Key.Key_F1)
    assert abierto.cuerpo.is_al_frente() and pago.efectivo.importe() == Dinero(50_000)
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: len(pagos(carpeta)) == 1, timeout=10_000)
    abierto.quieto()
    abierto.cerrar()
    assert Taller(carpeta).verificar(None).ok and dialogs.mensajes == []


@pytest.mark.parametrize("dias", [1, -1])
def test_a_clock_that_jumps_is_written_down_and_said(abierto: Abierto, carpeta: Path, dias: int) -> None:
    caja = abierto.programa._caja
    assert caja is not None
    caja.vigilar()
    mover_reloj(abierto, days=dias)
    caja.vigilar()
    abierto.quieto()
    assert "saltó" in abierto.cuerpo.estado.dicho.text()
    with closing(sqlite3.connect(carpeta / "caja.db")) as base:
        ((contenido,),) = base.execute("SELECT contenido FROM diario WHERE tipo = 'reloj_saltado'").fetchall()
    assert json.loads(contenido)["segundos"] == pytest.approx(dias * 86400, abs=2)
    mover_reloj(abierto, days=-dias)
    abierto.cerrar()
    assert Taller(carpeta).verificar(None).ok
