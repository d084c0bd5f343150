"""A counter to test F1 at: the screen over a real caja, driven by keys, with words for what a cashier does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.pago.pago import Pago
from tests.factories import CajaDePrueba, importar, un_recibo, un_turno, una_cuenta
from tests.ui.conftest import quieto
from ui.cobro.pantalla import PantallaCobrar
from ui.sesion import Sesion


def padron(caja: CajaDePrueba) -> None:
    """Four cuentas: one owes a month, one two, one is comercial, one owes nothing."""
    cuentas = [
        una_cuenta("0000100-1", titular="Núñez Ríos, María Elena", domicilio="Sinaloa 214", medidor="88121"),
        una_cuenta("0000200-2", titular="Núñez Ríos, Jesús", domicilio="Tabasco 1830", medidor="B-7"),
        una_cuenta("0000300-3", titular="Ramona Ayala", uso="comercial"),
        una_cuenta("0000400-4", titular="Sin Deuda Alguna"),
    ]
    recibos = [
        un_recibo("0000100-1", agua="200.00"),
        un_recibo("0000200-2", "2023-07", agua="80.00"),
        un_recibo("0000200-2", agua="200.00"),
        un_recibo("0000300-3", agua="100.00", iva="16.00"),
    ]
    importar(caja, cuentas, recibos)


class Mostrador:
    """The screen and a hand on the keyboard.

    Attributes:
        teclas: how many keys were pressed.
    """

    def __init__(self, qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion) -> None:
        self.qtbot = qtbot
        self.caja = caja
        self.sesion = sesion
        self.teclas = 0
        self.cobros: list[object] = []
        sesion.cobrado.connect(self.cobros.append)
        un_turno(caja)
        self.pantalla = PantallaCobrar(sesion)
        qtbot.addWidget(self.pantalla)
        self.pantalla.resize(1366, 640)
        self.pantalla.show()
        self.pantalla.activateWindow()
        qtbot.waitExposed(self.pantalla)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.pantalla)
        self.pantalla.mostrar()

    @property
    def pago(self):  # type: ignore[no-untyped-def]
        return self.pantalla.pago

    @property
    def total(self) -> str:
        return self.pago.total.text()

    @property
    def cambio(self) -> str:
        return self.pago.cambio.text()

    @property
    def error(self) -> str:
        return "" if self.pago.error.isHidden() else self.pago.error.text()

    @property
    def pagos(self) -> list[Pago]:
        """What is on the disk, oldest first."""
        with self.caja.uow() as uow:
            return list(uow.pagos.ultimos(1000))[::-1]

    def foco(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def teclear(self, texto: str) -> None:
        self.teclas += len(texto)
        for letra in texto:
            QTest.keyClick(self.foco(), letra)

    def pulsar(self, *teclas: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for tecla in teclas:
            self.teclas += 1
            QTest.keyClick(self.foco(), tecla, con)

    def ctrl(self, tecla: Qt.Key) -> None:
        self.pulsar(tecla, con=Qt.KeyboardModifier.ControlModifier)

    def enter(self) -> None:
        self.pulsar(Qt.Key.Key_Return)

    def esc(self) -> bool:
        """Esc belongs to the window, which hands it to the screen."""
        self.teclas += 1
        return self.pantalla.escape()

    def esperar(self, condicion: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condicion, timeout=5000)

    def quieto(self) -> None:
        """Until nothing is under way."""
        quieto(self.qtbot)

    def abrir(self, texto: str) -> None:
        """Search, Enter, and the cuenta is on the screen with the keyboard on the cash."""
        self.pantalla.buscador.enfocar(limpiar=True)
        self.teclear(texto)
        self.enter()
        self.esperar(lambda: self.pantalla.mando.is_al_dia and self.foco() is self.pago.efectivo)

    def cobrar(self) -> None:
        """Enter on the cash, and the result is on the screen."""
        antes = len(self.cobros)
        self.enter()
        self.esperar(lambda: len(self.cobros) > antes)
