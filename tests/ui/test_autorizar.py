"""A supervisor's word at the window: refused in its box in words, good for a minute, used once, by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.dinero import Dinero
from app.domain.usuario import Usuario
from app.gente.usuarios import dar_de_baja
from app.turno.autorizaciones import asentar_permiso
from tests.factories import PINES, SUPER, CajaDePrueba, de_alta
from tests.ui.conftest import Dialogos, quieto
from ui import dialogos
from ui.autorizacion import Asunto, AutorizacionDialog
from ui.autorizar import PermisoView
from ui.sesion import Sesion

ASUNTO = Asunto("Cancelar el pago 2A-000001", Dinero(13_500), "Se equivocó de cuenta")
PEDIDA = Pedida("cancelar", "2A-000001", "demo", "se equivocó de cuenta", Dinero(13_500))


@dataclass
class Mesa:
    """A window with a word to ask for."""

    bot: QtBot
    ventana: QWidget
    permiso: PermisoView
    dadas: list[Autorizacion] = field(default_factory=list)

    def pedir(self, pedida: Pedida = PEDIDA) -> None:
        self.permiso.usar(ASUNTO, pedida, self.dadas.append)
        quieto(self.bot)

    @property
    def caja(self) -> AutorizacionDialog | None:
        cajas = [c for c in self.ventana.findChildren(AutorizacionDialog) if c.isVisible()]
        return cajas[0] if cajas else None

    def dar(self, clave: str, pin: str) -> str:
        """By keys; what the box says then."""
        caja = self.caja
        assert caja is not None
        caja.clave.setFocus()
        caja.clave.selectAll()
        self.bot.keyClicks(caja.clave, clave)
        self.bot.keyClicks(caja.pin, pin)
        self.bot.keyClick(caja.pin, Qt.Key.Key_Return)
        quieto(self.bot)
        return caja.mensaje.text() if self.caja is caja else ""


@pytest.fixture
def mesa(qtbot: QtBot, con_cajera: Sesion, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mesa]:
    monkeypatch.setattr(dialogos, "registro", lambda mensaje: None)
    ventana = QWidget()
    filas = QVBoxLayout(ventana)
    permiso = PermisoView(con_cajera)
    filas.addWidget(permiso)
    qtbot.addWidget(ventana)
    ventana.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is ventana)
    mesa = Mesa(qtbot, ventana, permiso)
    yield mesa
    if mesa.caja is not None:
        mesa.caja.reject()


def test_it_says_what_for_and_offers_the_only_one_who_may(mesa: Mesa) -> None:
    mesa.pedir()
    caja = mesa.caja
    assert caja is not None and caja.accessibleName() == "Cancelar el pago 2A-000001"
    assert caja.clave.text() == "super" and "Supervisora de demostración (super)" in caja.quienes.text()
    assert "$ 135.00" in [w.text() for w in caja.findChildren(type(caja.mensaje))]
    assert caja.plazo.text() in ("Quedan 60 segundos", "Quedan 59 segundos")
    assert mesa.dar("super", PINES["super"]) == "" and mesa.caja is None
    assert [d.quien for d in mesa.dadas] == ["super"] and mesa.dadas[0].pedida == PEDIDA
    assert mesa.permiso.text() == "Autoriza super: vale 60 s" and mesa.permiso.isVisible()


@pytest.mark.parametrize(
    ("clave", "pin", "dicho"),
    [
        ("super", "000000", "no son correctos. Va 1 intento"),
        ("demo", PINES["demo"], "esto lo hace un supervisor"),
        ("nadie", "123456", "no son correctos"),
        ("super", "", "Falta el PIN"),
    ],
)
def test_refusals_are_said_in_the_box_and_it_waits(mesa: Mesa, clave: str, pin: str, dicho: str) -> None:
    mesa.pedir()
    assert dicho in mesa.dar(clave, pin)
    caja = mesa.caja
    assert caja is not None and caja.pin.text() == "" and caja.pin.hasFocus() and mesa.dadas == []
    assert mesa.dar("super", PINES["super"]) == "" and len(mesa.dadas) == 1


def test_nobody_allows_what_is_their_own(mesa: Mesa, caja: CajaDePrueba) -> None:
    de_alta(caja, Usuario("ambas", "Ambas cosas", ("cajero", "supervisor")), "314159")
    mesa.pedir(replace(PEDIDA, cajero="ambas"))
    assert mesa.caja is not None and "Ambas" not in mesa.caja.quienes.text()
    assert "Nadie se autoriza a sí mismo" in mesa.dar("ambas", "314159")


def test_a_pin_that_waits_and_one_that_is_blocked_say_so(mesa: Mesa, caja: CajaDePrueba) -> None:
    mesa.pedir()
    for _ in range(5):
        mesa.dar("super", "000000")
    assert "Espere hasta las" in mesa.dar("super", PINES["super"])
    for _ in range(5):
        caja.reloj.avanzar(hours=1)
        dicho = mesa.dar("super", "000000")
    assert "bloqueado" in dicho and "bloqueado" in mesa.dar("super", PINES["super"]) and mesa.dadas == []


def test_nobody_answers_for_a_minute(mesa: Mesa) -> None:
    mesa.pedir()
    caja = mesa.caja
    assert caja is not None
    caja._plazo = QDeadlineTimer(0)
    mesa.bot.waitUntil(lambda: "Pasó un minuto" in caja.mensaje.text())
    assert not caja.pin.isEnabled() and caja.cancela.hasFocus()
    mesa.bot.keyClick(caja.cancela, Qt.Key.Key_Space)
    mesa.bot.waitUntil(lambda: mesa.caja is None)
    assert mesa.dadas == []


def test_esc_asks_for_nothing_and_a_lock_closes_it(mesa: Mesa, con_cajera: Sesion) -> None:
    mesa.pedir()
    assert mesa.caja is not None
    mesa.bot.keyClick(mesa.caja, Qt.Key.Key_Escape)
    mesa.bot.waitUntil(lambda: mesa.caja is None)
    mesa.pedir()
    con_cajera.bloquear()
    mesa.bot.waitUntil(lambda: mesa.caja is None)
    assert mesa.dadas == []


def test_the_word_in_hand_serves_again_for_the_same_and_not_for_more(mesa: Mesa, caja: CajaDePrueba) -> None:
    mesa.pedir()
    mesa.dar("super", PINES["super"])
    mesa.pedir()
    assert mesa.caja is None and len(mesa.dadas) == 2 and mesa.dadas[0] is mesa.dadas[1]
    mesa.pedir(replace(PEDIDA, importe=Dinero(20_000)))
    assert mesa.caja is not None and not mesa.permiso.isVisible()


def test_it_expires_in_sight(mesa: Mesa, caja: CajaDePrueba) -> None:
    mesa.pedir()
    mesa.dar("super", PINES["super"])
    caja.reloj.avanzar(seconds=25)
    mesa.bot.waitUntil(lambda: mesa.permiso.text() == "Autoriza super: vale 35 s")
    caja.reloj.avanzar(seconds=36)
    mesa.bot.waitUntil(lambda: "ya venció" in mesa.permiso.text())
    mesa.pedir()
    assert mesa.caja is not None and len(mesa.dadas) == 1


def test_who_was_disabled_meanwhile_allows_nothing(mesa: Mesa, caja: CajaDePrueba) -> None:
    otra = de_alta(caja, Usuario("otra", "Otra", ("supervisor",)), "314159")
    mesa.pedir()
    assert mesa.caja is not None and "Otra (otra)" in mesa.caja.quienes.text()
    dar_de_baja(caja.ctx, otra.clave, SUPER)
    assert "no son correctos" in mesa.dar("otra", "314159")


def test_what_is_spent_is_asked_for_again(mesa: Mesa, caja: CajaDePrueba) -> None:
    mesa.pedir()
    mesa.dar("super", PINES["super"])
    with caja.uow() as uow:
        dada = mesa.dadas[0]
        ahora = caja.reloj.ahora()
        asentar_permiso(uow, dada, "cancelar", "2A-000001", "demo", ahora, Dinero(13_500))
        uow.commit()
    mesa.permiso.gastar()
    assert not mesa.permiso.isVisible()
    mesa.pedir()
    assert mesa.caja is not None


def test_without_a_box_the_answer_is_checked_all_the_same(qtbot: QtBot, con_cajera: Sesion, dialogs: Dialogos) -> None:
    permiso, dadas = PermisoView(con_cajera), []
    qtbot.addWidget(permiso)
    for respuesta, cuantas in ((("super", "000000"), 0), (("super", PINES["super"]), 1)):
        dialogs.respuestas["autorizacion"] = respuesta
        permiso.usar(ASUNTO, PEDIDA, dadas.append)
        quieto(qtbot)
        assert len(dadas) == cuantas
    assert [m.clase for m in dialogs.mensajes] == ["autorizacion", "aviso", "autorizacion"]
