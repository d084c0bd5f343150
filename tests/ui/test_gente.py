"""F6, users: disabled, unblocked, another PIN; each by the word of who may, and only what can be is offered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import identificar, ver_usuarios
from tests.factories import PINES, CajaDePrueba, de_alta
from tests.ui.conftest import Dialogos, quieto
from ui.administracion.pantalla import PantallaAdministracion
from ui.gente.panel import UsuariosPanel
from ui.sesion import Sesion

Key = Qt.Key
ENTRA = ("super", PINES["super"])


@pytest.fixture
def panel(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, dialogs: Dialogos) -> UsuariosPanel:
    """The demonstration's people and two more, in the screen itself."""
    de_alta(caja, Usuario("luz", "Luz Ibáñez", ("cajero",)))
    de_alta(caja, Usuario("jefe", "Otro jefe", ("supervisor",)), "271828")
    dialogs.respuestas |= {"autorizacion": ENTRA, "pregunta": True}
    pantalla = PantallaAdministracion(con_cajera)
    qtbot.addWidget(pantalla)
    pantalla.resize(1366, 660)
    pantalla.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is pantalla)
    pantalla.traer(2)
    quieto(qtbot)
    return pantalla.usuarios


def elegir(panel: UsuariosPanel, clave: str) -> None:
    fila = next(n for n, i in enumerate(panel.model.filas) if i.usuario.clave == clave)
    panel.tabla.setCurrentIndex(panel.model.index(fila, 0))
    panel.tabla.setFocus()


def pulsar(qtbot: QtBot, *teclas: Key) -> None:
    for tecla in teclas:
        campo = QApplication.focusWidget()
        assert campo is not None
        qtbot.keyClick(campo, tecla)
        quieto(qtbot)


def teclear(qtbot: QtBot, *textos: str) -> None:
    """One in each field, and Enter in the last."""
    for n, texto in enumerate(textos):
        if n:
            pulsar(qtbot, Key.Key_Tab)
        campo = QApplication.focusWidget()
        assert campo is not None
        qtbot.keyClicks(campo, texto)
    pulsar(qtbot, Key.Key_Return)


def entra(caja: CajaDePrueba, clave: str, pin: str) -> bool:
    try:
        return identificar(caja.ctx, clave, pin).clave == clave
    except NegocioError:
        return False


def fallar(caja: CajaDePrueba, clave: str, veces: int) -> None:
    for _ in range(veces):
        assert not entra(caja, clave, "000000")
        caja.reloj.avanzar(hours=1)


def test_somebody_is_disabled_by_an_administrador_after_one_question(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    elegir(panel, "luz")
    pulsar(qtbot, Key.Key_Delete)
    assert [m.clase for m in dialogs.mensajes] == ["pregunta", "autorizacion"]
    assert "Luz Ibáñez: hecho" in panel.mensaje.text()
    assert "luz" not in [u.clave for u in ver_usuarios(caja.ctx)] and panel.model.rowCount() == 3
    assert not entra(caja, "luz", "314159")


@pytest.mark.parametrize(
    ("responde", "dicho"),
    [(("jefe", "271828"), "no es administrador"), (("super", "000000"), "no son correctos")],
)
def test_who_may_not_disables_nobody(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, dialogs: Dialogos, responde: tuple[str, str], dicho: str
) -> None:
    dialogs.respuestas["autorizacion"] = responde
    elegir(panel, "luz")
    pulsar(qtbot, Key.Key_Delete)
    assert dicho in dialogs.mensajes[-1].texto and entra(caja, "luz", "314159")


def test_no_to_the_question_does_nothing(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    dialogs.respuestas["pregunta"] = False
    elegir(panel, "luz")
    pulsar(qtbot, Key.Key_Delete)
    assert [m.clase for m in dialogs.mensajes] == ["pregunta"] and entra(caja, "luz", "314159")


def test_a_blocked_pin_is_seen_and_unblocked_by_a_supervisor(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    dialogs.respuestas["autorizacion"] = ("jefe", "271828")
    elegir(panel, "luz")
    assert not panel.desbloquea.isEnabled()
    pulsar(qtbot, Key.Key_F8)
    assert dialogs.mensajes == []
    fallar(caja, "luz", 10)
    panel.mostrar()
    quieto(qtbot)
    elegir(panel, "luz")
    assert panel.model.index(panel.tabla.currentIndex().row(), 3).data() == "bloqueado"
    pulsar(qtbot, Key.Key_F8)
    assert entra(caja, "luz", "314159") and not panel.desbloquea.isEnabled()


def test_one_changes_ones_own_pin_knowing_it(qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba) -> None:
    pulsar(qtbot, Key.Key_F9)
    assert panel.pin.antes.hasFocus() and panel.pin.rotulo.text() == "Cambiar mi PIN"
    teclear(qtbot, "000000", "482913", "482913")
    assert "no son correctos" in panel.pin.mensaje.text() and panel.pin.nuevo.text() == "482913"
    panel.pin.antes.clear()
    panel.pin.antes.setFocus()
    teclear(qtbot, PINES["demo"])
    assert "Listo" in panel.pin.mensaje.text() and entra(caja, "demo", "482913")


@pytest.mark.parametrize(
    ("nuevo", "otra_vez", "dicho"),
    [("482913", "482914", "no son iguales"), ("111111", "111111", "de 6 a 12"), (PINES["demo"],) * 2 + ("el mismo",)],
)
def test_a_pin_that_cannot_be_is_said(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, nuevo: str, otra_vez: str, dicho: str
) -> None:
    pulsar(qtbot, Key.Key_F9)
    teclear(qtbot, PINES["demo"], nuevo, otra_vez)
    assert dicho in panel.pin.mensaje.text() and entra(caja, "demo", PINES["demo"])


@pytest.mark.parametrize(
    ("de", "responde", "puede"),
    [("luz", ("jefe", "271828"), True), ("super", ("jefe", "271828"), False), ("jefe", ENTRA, True)],
)
def test_a_forgotten_pin_is_given_by_who_may(
    qtbot: QtBot,
    panel: UsuariosPanel,
    caja: CajaDePrueba,
    dialogs: Dialogos,
    de: str,
    responde: tuple[str, str],
    puede: bool,
) -> None:
    dialogs.respuestas["autorizacion"] = responde
    elegir(panel, de)
    pulsar(qtbot, Key.Key_F7)
    assert panel.pin.nuevo.hasFocus() and panel.pin.antes.isHidden() is False
    teclear(qtbot, "482913", "482913")
    assert entra(caja, de, "482913") is puede
    if not puede:
        assert "lo recupera un administrador" in panel.pin.mensaje.text()


def test_nobody_is_offered_what_is_their_own(qtbot: QtBot, panel: UsuariosPanel, dialogs: Dialogos) -> None:
    elegir(panel, "demo")
    assert not panel.baja.isEnabled() and not panel.otro_pin.isEnabled()
    pulsar(qtbot, Key.Key_Delete, Key.Key_F7)
    assert dialogs.mensajes == [] and panel._lado.currentWidget() is panel.alta


def poner(panel: UsuariosPanel, clave: str, nombre: str, pin: str) -> None:
    """In the form of a new user."""
    alta = panel.alta
    for campo, texto in ((alta.clave, clave), (alta.nombre, nombre), (alta.pin, pin), (alta.repetido, pin)):
        campo.setText(texto)


def test_a_user_is_registered_and_can_come_in(
    qtbot: QtBot, panel: UsuariosPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    qtbot.keyClick(panel.tabla, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    poner(panel, "Eva", "Eva Núñez", "482913")
    panel.alta.repetido.setText("482914")
    pulsar(qtbot, Key.Key_Return)
    assert "no son iguales" in panel.alta.mensaje.text() and not dialogs.mensajes
    panel.alta.repetido.setText("482913")
    panel.alta.clave.setFocus()
    pulsar(qtbot, Key.Key_Return)
    assert "ya puede entrar" in panel.alta.mensaje.text() and panel.model.rowCount() == 5
    assert identificar(caja.ctx, "eva", "482913").roles == ("cajero",)
    assert panel.alta.pin.text() == panel.alta.repetido.text() == ""


@pytest.mark.parametrize(
    ("clave", "nombre", "pin", "dicho"),
    [
        ("eva", "", "482913", "Falta el nombre"),
        ("eva", "Eva", "111111", "El PIN lleva"),
        ("eva núñez", "Eva", "482913", "La clave lleva"),
        ("demo", "Eva", "482913", "Ya hay un usuario"),
    ],
)
def test_a_user_that_cannot_be_is_told_and_nothing_typed_is_lost(
    qtbot: QtBot, panel: UsuariosPanel, clave: str, nombre: str, pin: str, dicho: str
) -> None:
    poner(panel, clave, nombre, pin)
    panel.alta.boton.click()
    quieto(qtbot)
    assert dicho in panel.alta.mensaje.text()
    assert (panel.alta.clave.text(), panel.alta.pin.text()) == (clave, pin)


def test_a_cashier_registers_nobody(qtbot: QtBot, panel: UsuariosPanel, dialogs: Dialogos) -> None:
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    poner(panel, "eva", "Eva", "482913")
    panel.alta.boton.click()
    quieto(qtbot)
    assert "no es administrador" in panel.alta.mensaje.text()


def test_the_model_is_sound(panel: UsuariosPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(panel.model)
