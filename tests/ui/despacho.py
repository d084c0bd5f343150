"""A counter to test F2 at: the screen over a real caja, driven by keys, with words for what a cashier does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.cobro.consulta import estado_de_cuenta
from app.domain.cuenta import Cuenta
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from tests.factories import CajaDePrueba, un_turno
from tests.ui.mostrador import padron
from ui.servicios.pantalla import PantallaServicios
from ui.sesion import Sesion

Key = Qt.Key


@dataclass
class Despacho:
    """The screen and a hand on the keyboard."""

    bot: QtBot
    caja: CajaDePrueba
    sesion: Sesion
    pantalla: PantallaServicios

    def foco(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def teclear(self, texto: str) -> None:
        for letra in texto:
            QTest.keyClick(self.foco(), letra)

    def pulsar(self, *teclas: Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for tecla in teclas:
            QTest.keyClick(self.foco(), tecla, con)

    def enter(self) -> None:
        self.pulsar(Key.Key_Return)

    def esperar(self, condicion: Callable[[], bool]) -> None:
        self.bot.waitUntil(condicion, timeout=5000)

    def elegir(self, texto: str) -> None:
        """Look for a service and open it."""
        self.pantalla.lista.enfocar(limpiar=True)
        self.teclear(texto)
        self.enter()
        self.esperar(lambda: self.pantalla.venta.pedido.is_abierto)

    def agregar(self, texto: str, cuantos: str = "") -> None:
        """Look for a service and add so many of it."""
        antes = len(self.pantalla._pedidos)
        self.elegir(texto)
        self.teclear(cuantos)
        self.enter()
        self.esperar(lambda: len(self.pantalla._pedidos) > antes and self.al_dia)

    @property
    def al_dia(self) -> bool:
        return self.pantalla.mando.is_al_dia and not self.pantalla.venta.pedido.is_abierto

    @property
    def renglones(self) -> list[tuple[str, str, str]]:
        return [(r.nombre, str(r.importe), str(r.total)) for r in self.pantalla.venta.renglones.modelo.dadas]

    @property
    def total(self) -> str:
        return self.pantalla.pago.total.text()

    @property
    def error(self) -> str:
        return "" if self.pantalla.pago.error.isHidden() else self.pantalla.pago.error.text()

    @property
    def pagos(self) -> list[Pago]:
        with self.caja.uow() as uow:
            return list(uow.pagos.ultimos(100))[::-1]

    def cargados(self, numero: str) -> list[tuple[str, Dinero]]:
        """What is on the cuenta's recibos and was charged here."""
        return [(c.clave, c.importe) for c in estado_de_cuenta(self.caja.ctx, numero).cargos]

    def mostrar(self, numero: str = "") -> None:
        """Come from F1, with that cuenta open there, or none."""
        self.sesion.poner_cuenta(self.cuenta(numero) if numero else None)
        self.pantalla.mostrar()
        self.esperar(lambda: self.pantalla.lista.modelo.rowCount() > 0)
        assert self.sesion.motor.esperar()
        QApplication.processEvents()

    def cuenta(self, numero: str) -> Cuenta:
        cuenta = self.caja.padron.cuenta(numero)
        assert cuenta is not None
        return cuenta


def abrir_despacho(qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion) -> Despacho:
    """With the turno open, the padrón of the counter, and nobody's cuenta open in F1."""
    padron(caja)
    un_turno(caja)
    pantalla = PantallaServicios(sesion)
    qtbot.addWidget(pantalla)
    pantalla.resize(1366, 640)
    pantalla.show()
    pantalla.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is pantalla)
    despacho = Despacho(qtbot, caja, sesion, pantalla)
    despacho.mostrar()
    return despacho
