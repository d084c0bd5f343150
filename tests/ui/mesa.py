"""A desk to test F4 at: the screen over a real caja, driven by keys, with a supervisor's word at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.pago.pago import Pago
from tests.factories import (
    DEMO,
    PINES,
    CajaDePrueba,
    importar,
    un_recibo,
    un_turno,
    una_cuenta,
)
from tests.ui.conftest import Dialogos, quieto
from ui.caja.pantalla import PantallaCaja
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


def un_adeudo(caja: CajaDePrueba) -> None:
    """Three cuentas that owe 180.00 each (a month of 200.00, less pronto pago), and a turno of 500."""
    cuentas = [una_cuenta(n) for n in ("100", "200", "300")]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas])
    un_turno(caja)


def mover(mesa: Mesa, clase: int, importe: str, motivo: str = "cambio", quien: str = "Luis Vega") -> None:
    """Cash in or out, from the top of the form; `clase` by its place in the list."""
    mesa.ir(2)
    mesa.pulsar(*([Key.Key_Home] + [Key.Key_Down] * clase))
    for texto in (importe, motivo, quien):
        mesa.pulsar(Key.Key_Tab)
        mesa.teclear(texto)
    mesa.pulsar(Key.Key_Return)
