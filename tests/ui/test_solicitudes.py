"""F5: requests are seen first, received, completed, studied and answered, all of it by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.cobro.consulta import estado_de_cuenta
from app.domain.usuario import Usuario
from app.tramites.solicitudes import recibir_solicitud
from app.turno.caja import ver_turno
from tests.factories import PINES, SUPER, CajaDePrueba, gente, importar, un_turno, una_cuenta
from tests.otorgamientos import CURP
from tests.solicitudes import estudiada, recibida, resuelta, sin_trabajo, un_pedimento
from tests.ui.conftest import Dialogos, quieto
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.beneficiarios.solicitudes import SolicitudesPanel
from ui.sesion import Sesion

Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pantalla(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, dialogs: Dialogos) -> PantallaBeneficiarios:
    """Three cuentas and an open turno; the supervisor gives her word when she is asked."""
    un_turno(caja)
    importar(caja, [una_cuenta("100", titular="María López"), una_cuenta("200"), una_cuenta("300")])
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    con_cajera.poner_turno(ver_turno(caja.ctx))
    hecha = PantallaBeneficiarios(con_cajera)
    qtbot.addWidget(hecha)
    hecha.resize(1366, 680)
    with qtbot.waitActive(hecha):
        hecha.show()
        hecha.activateWindow()
    quieto(qtbot)
    return hecha


@pytest.fixture
def panel(qtbot: QtBot, pantalla: PantallaBeneficiarios) -> SolicitudesPanel:
    pantalla.mostrar()
    quieto(qtbot)
    qtbot.keyClick(pantalla, Key.Key_3, ALT)
    quieto(qtbot)
    return pantalla.solicitudes


def _foco() -> QWidget:
    foco = QApplication.focusWidget()
    assert foco is not None
    return foco


def _pulsar(bot: QtBot, tecla: Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    bot.keyClick(_foco(), tecla, con)
    quieto(bot)


def _ir(bot: QtBot, campo: QWidget) -> None:
    """Tab until the hand is in that field."""
    for _ in range(40):
        if _foco() is campo:
            return
        bot.keyClick(_foco(), Key.Key_Tab)
    raise AssertionError(f"no way to {campo.accessibleName()} with the keyboard")


def _escribir(bot: QtBot, campo: QWidget, texto: str) -> None:
    _ir(bot, campo)
    bot.keyClicks(campo, texto)


def _elegir(bot: QtBot, caja: QComboBox, texto: str) -> None:
    """Choose in a list with the arrow."""
    _ir(bot, caja)
    for _ in range(caja.count()):
        if caja.currentText().startswith(texto):
            quieto(bot)
            return
        bot.keyClick(caja, Key.Key_Down)
    raise AssertionError(texto)


def test_those_that_wait_are_seen_first(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios) -> None:
    recibida(caja, documentos=())
    pantalla.mostrar()
    quieto(qtbot)
    panel = pantalla.solicitudes
    assert panel.isVisible() and [str(s.folio) for s in panel.model.filas] == ["T2A-000001"]
    assert "Pendientes (1)" in panel.cuales.button(0).text()
    dicho = panel.ficha.datos.text()
    assert "✗ Falta: credencial INSEN" in dicho and CURP not in dicho and "BOXW" in dicho
    # Who goes elsewhere is not taken back to them.
    qtbot.keyClick(pantalla, Key.Key_1, ALT)
    pantalla.mostrar()
    quieto(qtbot)
    assert pantalla.beneficios.isVisible() and not panel.isVisible()


def test_nothing_waits_and_the_benefits_stay_in_front(qtbot: QtBot, pantalla: PantallaBeneficiarios) -> None:
    pantalla.mostrar()
    quieto(qtbot)
    assert pantalla.beneficios.isVisible()
    recien = pantalla.solicitudes
    assert recien.model.rowCount() == 0 and recien.ficha.nombre.text() == "Ninguna en esta lista."


def test_received_by_keys_with_a_scan_and_what_is_missing_is_said(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel, dialogs: Dialogos, tmp_path: Path
) -> None:
    _pulsar(qtbot, Key.Key_S, CTRL)
    form = panel.recibir
    _elegir(qtbot, form.programa, "Tarifa pensionado")
    _escribir(qtbot, form.cuenta, "200")
    _escribir(qtbot, form.beneficiario, "Rosa Gil")
    _escribir(qtbot, form.solicitante, "Eva Gil")
    _escribir(qtbot, form.documentos[0].numero, "IMSS 9")
    foto = tmp_path / "imss.png"
    Image.new("L", (20, 20)).save(foto)
    dialogs.respuestas["archivo"] = foto
    _ir(qtbot, form.documentos[0].escaneo)
    _pulsar(qtbot, Key.Key_Space)
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert not panel.is_ocupado and "T2A-000001: recibida. Falta traer: CURP." in panel.mensaje.text()
    (hecha,) = panel.model.filas
    assert (hecha.cuenta, hecha.solicitante, hecha.quien) == ("200", "Eva Gil", "demo")
    assert caja.ctx.anexos.leer(hecha.documentos[0].archivo) == foto.read_bytes()
    # The CURP comes later: only that is asked for.
    _pulsar(qtbot, Key.Key_T, CTRL)
    assert _foco() is form.curp and form.documentos == []
    qtbot.keyClicks(form.curp, "GOMC600101MSRNRR03")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert panel.model.fila(0).faltan == () and panel.model.fila(0).curp == "GOMC600101MSRNRR03"
    assert caja.verificar().errores == ()


def test_the_cuenta_of_f1_is_there_already(qtbot: QtBot, panel: SolicitudesPanel, con_cajera: Sesion) -> None:
    con_cajera.poner_cuenta(una_cuenta("100", titular="María López"))
    _pulsar(qtbot, Key.Key_S, CTRL)
    assert (panel.recibir.cuenta.text(), panel.recibir.beneficiario.text()) == ("100", "María López")
    _pulsar(qtbot, Key.Key_Escape)
    panel.cuenta.setText("200")
    panel.empezar_recibir()
    assert (panel.recibir.cuenta.text(), panel.recibir.beneficiario.text()) == ("200", "")


@pytest.mark.parametrize(
    ("cuenta", "fecha", "dice"),
    [
        ("999", "", "No hay ninguna cuenta 999"),
        ("200", "ayer", "no es una fecha"),
        ("200", "01/01/2020", "venció el 01/01/2020"),
        ("300", "", "Ya espera respuesta"),
    ],
)
def test_what_is_refused_loses_nothing(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel, cuenta: str, fecha: str, dice: str
) -> None:
    recibida(caja, cuenta="300", programa="pensionado", beneficiario="Luz Mar")
    _pulsar(qtbot, Key.Key_S, CTRL)
    form = panel.recibir
    _elegir(qtbot, form.programa, "Tarifa pensionado")
    _escribir(qtbot, form.cuenta, cuenta)
    _escribir(qtbot, form.beneficiario, "Rosa Gil")
    _escribir(qtbot, form.documentos[0].numero, "IMSS 9")
    documento = form.documentos[0].fecha
    assert documento is not None
    _escribir(qtbot, documento, fecha)
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert panel.is_ocupado and dice in form.mensaje.text()
    assert form.beneficiario.text() == "Rosa Gil" and form.documentos[0].numero.text() == "IMSS 9"


def test_a_huge_scan_and_one_that_is_none_are_told(
    qtbot: QtBot, panel: SolicitudesPanel, dialogs: Dialogos, tmp_path: Path
) -> None:
    _pulsar(qtbot, Key.Key_S, CTRL)
    documento = panel.recibir.documentos[0]
    for nombre, contenido in (("grande.pdf", b"%PDF-1.4\n" + bytes(11 * 2**20)), ("nota.png", b"hola")):
        (tmp_path / nombre).write_bytes(contenido)
        documento.guardar(tmp_path / nombre)
        quieto(qtbot)
        assert documento.archivo == ""
    assert "10 MB" in dialogs.mensajes[-2].texto and len(dialogs.mensajes) == 2


def test_a_study_and_the_grant_that_follows_it(qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel) -> None:
    recibida(caja, programa="social", curp="", documentos=())
    panel.mostrar()
    quieto(qtbot)
    _pulsar(qtbot, Key.Key_R, CTRL)
    _pulsar(qtbot, Key.Key_Return, CTRL)
    # Refused in the box of the PIN: nothing is lost and the form stays.
    assert panel.is_ocupado
    _pulsar(qtbot, Key.Key_Escape)
    _pulsar(qtbot, Key.Key_M, CTRL)
    estudio = panel.estudio
    _escribir(qtbot, estudio.documento.numero, "ES-8")
    _escribir(qtbot, estudio.hizo, "Lic. Soto")
    _escribir(qtbot, estudio.medida.m3, "diez")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert "no son m³" in estudio.mensaje.text()
    estudio.medida.m3.clear()
    _escribir(qtbot, estudio.medida.m3, "10")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert not panel.is_ocupado and "estudio anotado" in panel.mensaje.text()
    _pulsar(qtbot, Key.Key_R, CTRL)
    resolver = panel.resolver
    assert resolver.resultado.currentData() == "aceptada" and not resolver.medida.isVisible()
    _escribir(qtbot, resolver.hasta, "31/12/2023")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert not panel.is_ocupado and "T2A-000001: otorgada" in panel.mensaje.text()
    (beneficio,) = estado_de_cuenta(caja.ctx, "100").beneficios
    assert (beneficio.m3, beneficio.documento, str(beneficio.hasta)) == (10, "ES-8", "2023-12-31")
    assert caja.verificar().errores == ()


def test_a_study_that_is_not_favourable_asks_for_no_amount(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel
) -> None:
    sin_trabajo(caja, programa="social", documentos=())
    panel.mostrar()
    quieto(qtbot)
    _pulsar(qtbot, Key.Key_M, CTRL)
    estudio = panel.estudio
    assert estudio.medida.isVisible()
    _elegir(qtbot, estudio.favorable, "No")
    assert not estudio.medida.isVisible()
    _escribir(qtbot, estudio.documento.numero, "ES-8")
    _escribir(qtbot, estudio.hizo, "Lic. Soto")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert "no favorable" in panel.ficha.datos.text()


def test_a_refusal_says_why_and_is_found_among_the_answered(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel
) -> None:
    recibida(caja, documentos=())
    panel.mostrar()
    quieto(qtbot)
    _pulsar(qtbot, Key.Key_R, CTRL)
    form = panel.resolver
    # What it lacks is said, and it cannot be granted: a refusal is what is offered.
    assert "Falta: credencial" in form.lleva.text() and form.resultado.currentData() == "negada"
    _escribir(qtbot, form.motivo, "no reside en el inmueble")
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert "negada. Por qué: no reside en el inmueble" in panel.mensaje.text() and panel.model.rowCount() == 0
    panel.cuales.button(0).setFocus()
    _pulsar(qtbot, Key.Key_Right)
    assert panel.model.rowCount() == 1 and "Por qué: no reside" in panel.ficha.datos.text()
    for tecla in (Key.Key_R, Key.Key_T, Key.Key_M):
        _pulsar(qtbot, tecla, CTRL)
        assert not panel.is_ocupado
    with caja.uow() as uow:
        assert uow.cola.pendientes() == ("T2A-000001",)


def test_an_oficio_and_a_measure_are_asked_for_where_nobody_else_says_them(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel
) -> None:
    sin_trabajo(caja, programa="direccion", documentos=())
    otra = sin_trabajo(caja, cuenta="200", programa="subsidio_especial", documentos=(), beneficiario="Luz Mar")
    estudiada(caja, otra.folio)
    panel.mostrar()
    quieto(qtbot)
    form = panel.resolver
    for fila, con_oficio in ((0, True), (1, False)):
        panel.tabla.selectRow(fila)
        panel.empezar_resolver()
        form.resultado.setCurrentIndex(form.resultado.findData("aceptada"))
        assert form.autorizacion.isVisible() == con_oficio and form.medida.isVisible()
        assert form.medida.importe.isVisible()
        form.resultado.setCurrentIndex(form.resultado.findData("desistida"))
        assert not form.medida.isVisible() and form.motivo.isVisible() and not form.fundamento.isVisible()
        panel.escape()


def test_who_received_it_cannot_answer_it(
    qtbot: QtBot, caja: CajaDePrueba, panel: SolicitudesPanel, dialogs: Dialogos
) -> None:
    gente(caja, Usuario("otra", "Otra supervisora", ("supervisor",)))
    folio = recibida(caja).folio
    resuelta(caja, folio, "desistida", motivo="se mudó")
    panel.mostrar()
    quieto(qtbot)
    assert panel.model.rowCount() == 0
    recibir_solicitud(caja.ctx, un_pedimento(), SUPER)
    panel.mostrar()
    quieto(qtbot)
    _pulsar(qtbot, Key.Key_R, CTRL)
    _pulsar(qtbot, Key.Key_Return, CTRL)
    assert panel.is_ocupado and panel.actual is not None and panel.actual.respuesta is None
