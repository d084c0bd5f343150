"""F1 when the world goes wrong around it: the disk, the printer, the clock, and answers that come late."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.domain.dinero import Dinero
from app.errors import EquipoError
from app.papel.impresion import papeles_en_cola
from tests.factories import SUPER, CajaDePrueba, importar, un_recibo, una_cuenta
from tests.printing.impresora_falsa import SIN_PAPEL, ImpresoraFalsa
from tests.ui.conftest import Dialogos, Escanear
from tests.ui.mostrador import Mostrador
from ui.cobro.buscador import Respuesta
from ui.piezas.escaner import Escaner
from ui.sesion import Sesion

Key = Qt.Key


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    cuentas = [una_cuenta("0000100-1", titular="Ana Ríos"), una_cuenta("0000200-2", titular="Beto Luna")]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas])
    return Mostrador(qtbot, caja, con_cajera)


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


def test_disk_that_fills_up_in_the_charge_charges_nothing_and_keeps_everything(
    mostrador: Mostrador, dialogs: Dialogos
) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    with disco_lleno():
        m.enter()
        m.esperar(lambda: bool(m.error) or bool(dialogs.mensajes))
        m.quieto()
    assert "disco" in m.error.lower() and dialogs.mensajes == []
    assert not m.pagos and m.pago.efectivo.importe() == Dinero(50_000)
    m.cobrar()
    assert len(m.pagos) == 1 and m.caja.verificar().ok


@pytest.mark.parametrize("destino", ["127.0.0.1:1", "sin-papel"])
def test_dead_printer_does_not_stop_the_line(mostrador: Mostrador, dialogs: Dialogos, destino: str) -> None:
    m = mostrador
    with ImpresoraFalsa() as falsa:
        falsa.estado = SIN_PAPEL
        puerto = f"127.0.0.1:{falsa.puerto}" if destino == "sin-papel" else destino
        cambiar_impresora(m.caja.ctx, Impresora("red", puerto), SUPER)
        for numero, nombre in enumerate(("ana rios", "beto luna"), 1):
            m.abrir(nombre)
            m.teclear("Q")
            m.cobrar()
            assert m.pantalla.hecho.isVisible() and m.pantalla.hecho.cambio.text() == "$ 320.00"
            m.esperar(lambda: "quedó en cola" in m.pantalla.hecho.papel.text())
            assert len(papeles_en_cola(m.caja.ctx)) == numero
    assert dialogs.mensajes == [] and len(m.pagos) == 2


@pytest.mark.parametrize("salto", [{"days": 1}, {"days": 400}, {"hours": 14}])
def test_clock_that_jumps_forward_says_what_to_do_and_loses_nothing(
    mostrador: Mostrador, salto: dict[str, int]
) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.teclear("Q")
    m.caja.reloj.avanzar(**salto)
    m.enter()
    m.esperar(lambda: "lo cierre con su arqueo" in m.error)
    assert "F4" in m.error and not m.pagos
    assert m.pago.efectivo.importe() == Dinero(50_000) and m.pantalla.cuenta.isVisible()
    m.caja.reloj.avanzar(**{unidad: -cuanto for unidad, cuanto in salto.items()})
    m.cobrar()
    assert len(m.pagos) == 1 and m.caja.verificar().ok


@pytest.mark.parametrize("salto", [{"hours": -2}, {"days": -1}, {"days": -400}])
def test_clock_that_jumps_back_is_told_and_loses_nothing(
    mostrador: Mostrador, dialogs: Dialogos, salto: dict[str, int]
) -> None:
    m = mostrador
    m.abrir("ana rios")
    m.enter()
    m.cobrar()
    m.abrir("beto luna")
    m.teclear("Q")
    m.caja.reloj.avanzar(**salto)
    m.enter()
    m.esperar(lambda: bool(m.error) or len(m.cobros) == 2)
    m.quieto()
    assert dialogs.mensajes == []
    # Within its day the turno goes on; another day's is not charged to, whichever way the clock went.
    assert bool(m.error) == ("days" in salto)
    if m.error:
        assert "lo cierre con su arqueo" in m.error
        assert m.pago.efectivo.importe() == Dinero(50_000) and len(m.pagos) == 1
        m.caja.reloj.avanzar(**{unidad: -cuanto for unidad, cuanto in salto.items()})
        m.cobrar()
    assert len(m.pagos) == 2 and m.caja.verificar().ok


def test_answers_that_come_late_change_nothing(mostrador: Mostrador) -> None:
    m = mostrador
    buscador = m.pantalla.buscador
    viejas = buscador.modelo.filas
    m.teclear("ana")
    m.esperar(lambda: buscador.respondido and buscador.modelo.rowCount() == 1)
    ana = buscador.modelo.filas[0]
    n = buscador._n
    m.teclear(" r")
    buscador._on_respuesta(Respuesta("ana", (replace(ana, titular="VIEJA"),), None))
    buscador._on_fallo(n, EquipoError("disco", "El disco falló en una búsqueda de antes."))
    m.esperar(lambda: buscador.respondido)
    assert [f.titular for f in buscador.modelo.filas] == ["Ana Ríos"] and viejas == ()
    assert "antes" not in buscador.rotulo.text()
    buscador._on_fallo(buscador._n, EquipoError("disco", "El disco falló en ésta."))
    assert buscador.rotulo.text() == "El disco falló en ésta."


def test_a_cuenta_that_arrives_after_esc_is_not_opened(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("ana rios")
    m.esperar(lambda: m.pantalla.buscador.respondido)
    m.enter()
    m.pantalla._vaciar()
    m.quieto()
    assert m.pantalla.mando.curso is None and m.pantalla.columnas.vacia.isVisible()


def test_enter_held_down_in_the_search_opens_once_and_charges_nothing(mostrador: Mostrador) -> None:
    m = mostrador
    m.teclear("ana rios")
    for n in range(40):
        repetida = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", n > 0)
        QApplication.sendEvent(m.foco(), repetida)
        QApplication.processEvents()
    m.quieto()
    m.esperar(lambda: m.pantalla.mando.is_al_dia)
    assert m.pantalla.mando.curso is not None and m.pantalla.mando.curso.cuentas == ("0000100-1",)
    assert not m.pagos and m.pago.efectivo.is_vacio()


def test_a_burst_lands_in_no_field_of_the_charge(mostrador: Mostrador, escanear: Escanear) -> None:
    m = mostrador
    leidos: list[str] = []
    escaner = Escaner(m.pantalla)
    escaner.leido.connect(leidos.append)
    escaner.vigilar(m.pantalla.windowHandle())
    m.abrir("ana rios")
    m.pago.agregar_medio()
    m.pago.medios.vistas[0].clase.setCurrentText("Cheque")
    m.pago.parte.abrir()
    campos = [c for c in m.pantalla.findChildren(QLineEdit) if c.isVisible() and c.isEnabled()]
    assert len(campos) >= 6
    for campo in campos:
        campo.setFocus(Qt.FocusReason.OtherFocusReason)
        antes = campo.text()
        escanear(campo, "99887766554433221100")
        assert campo.text() == antes, campo.accessibleName()
    m.quieto()
    assert leidos == ["99887766554433221100"] * len(campos) and not m.pagos
