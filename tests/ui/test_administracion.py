"""F6: settings of this PC, papers that wait, users. Nothing without the PIN of who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora, leer_ajustes
from app.papel.impresion import papeles_en_cola
from app.papel.impresora import Hallada
from tests.factories import PINES, SUPER, CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.ui.conftest import Dialogos, al_frente, quieto
from ui import tema
from ui.administracion.pantalla import PantallaAdministracion
from ui.sesion import Sesion

ENTRA = ("super", PINES["super"])


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> Iterator[PantallaAdministracion]:
    p = PantallaAdministracion(con_cajera)
    al_frente(qtbot, p)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is p.importar.rutas["cuentas"])
    yield p


# --- settings ---


@pytest.fixture
def ajustes(qtbot: QtBot, pantalla: PantallaAdministracion) -> PantallaAdministracion:
    qtbot.keyClick(pantalla.importar.hasta, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert pantalla.actual() is pantalla.ajustes
    quieto(qtbot)
    return pantalla


def elegir(combo: QComboBox, dato: object) -> None:
    combo.setCurrentIndex(combo.findData(dato))
    combo.activated.emit(combo.currentIndex())


def test_the_printer_is_saved_by_who_may(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba, dialogs: Dialogos, tmp_path: Path
) -> None:
    panel = ajustes.ajustes
    elegir(panel.impresora.tipo, "carpeta")
    panel.impresora.destino.setText(str(tmp_path))
    for respuesta, dicho in ((("demo", PINES["demo"]), "supervisor o un administrador"), (ENTRA, "Guardado: Carpeta")):
        dialogs.respuestas["autorizacion"] = respuesta
        qtbot.keyClick(panel.impresora.destino, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda dicho=dicho: dicho in panel.impresora.mensaje.text())
    assert leer_ajustes(caja.ctx).impresora == Impresora("carpeta", str(tmp_path), 48)


def test_when_it_locks_and_where_copies_go_are_chosen_by_who_may(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba, dialogs: Dialogos, tmp_path: Path
) -> None:
    card = ajustes.ajustes.resguardo
    assert card.bloqueo.currentData() == 10 and str(caja.carpeta) in card.carpeta.text()
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    elegir(card.bloqueo, 5)
    card.guardar.click()
    qtbot.waitUntil(lambda: "supervisor o un administrador" in card.mensaje.text())
    assert card.bloqueo.currentData() == 10 and leer_ajustes(caja.ctx).bloqueo == 10
    dialogs.respuestas["autorizacion"] = ENTRA
    with qtbot.waitSignal(ajustes.sesion.bloqueo_cambiado) as dicho:
        elegir(card.bloqueo, 5)
        card.guardar.click()
    assert dicho.args == [5] and card.bloqueo.currentData() == leer_ajustes(caja.ctx).bloqueo == 5
    dialogs.respuestas["carpeta"] = tmp_path / "falta"
    card.elegir.click()
    qtbot.waitUntil(lambda: "no es una carpeta" in card.mensaje.text())
    (tmp_path / "copias").mkdir()
    dialogs.respuestas["carpeta"] = tmp_path / "copias"
    card.elegir.click()
    qtbot.waitUntil(lambda: "mismo disco" in card.mensaje.text())
    assert "DIR" not in card.mensaje.text() and card.carpeta.text().endswith("copias")


def test_the_test_ticket_comes_out_before_saving(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba, tmp_path: Path
) -> None:
    panel = ajustes.ajustes
    elegir(panel.impresora.tipo, "archivo")
    panel.impresora.destino.setText(str(tmp_path / "prueba.txt"))
    qtbot.keyClick(panel.impresora.destino, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.impresora.mensaje.text() == "La prueba salió.")
    assert "PRUEBA DE IMPRESIÓN" in (tmp_path / "prueba.txt").read_text(encoding="utf-8")
    assert leer_ajustes(caja.ctx).impresora == Impresora()


def test_a_printer_that_cannot_be_is_told_in_its_place(qtbot: QtBot, ajustes: PantallaAdministracion) -> None:
    panel = ajustes.ajustes
    elegir(panel.impresora.tipo, "red")
    panel.impresora.destino.setText("http://impresora")
    panel.impresora.probar.click()
    assert "192.168.1.50" in panel.impresora.mensaje.text() and panel.impresora.probar.isEnabled()
    panel.impresora.destino.setText("127.0.0.1:1")
    panel.impresora.probar.click()
    qtbot.waitUntil(lambda: "No hay respuesta" in panel.impresora.mensaje.text())
    assert panel.impresora.probar.isEnabled()


def test_a_kind_of_paper_may_have_a_printer_of_its_own(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba, dialogs: Dialogos, tmp_path: Path
) -> None:
    cambiar_impresora(caja.ctx, Impresora("archivo", str(tmp_path / "t.txt"), 32), SUPER)
    ajustes.mostrar()
    card = ajustes.ajustes.impresora
    qtbot.waitUntil(lambda: card.columnas.currentData() == 32)
    dialogs.respuestas["autorizacion"] = ENTRA
    elegir(card.para, "corte")
    assert card.escrita() == Impresora() and "por donde salen todos" in card.pista.text()
    elegir(card.tipo, "carpeta")
    card.destino.setText(str(tmp_path))
    card.numero_pagina.setText("")
    card.guardar_impresora()
    qtbot.waitUntil(lambda: "de 0 a 255" in card.mensaje.text())
    card.mas.click()
    elegir(card.pagina, "cp850")
    assert card.numero_pagina.text() == "2"
    card.guardar_impresora()
    qtbot.waitUntil(lambda: "Guardado: Carpeta" in card.mensaje.text())
    leidos = leer_ajustes(caja.ctx)
    assert leidos.impresora_de("corte") == Impresora("carpeta", str(tmp_path), pagina="cp850", numero_pagina=2)
    assert leidos.impresora_de("pago").tipo == "archivo"


def test_printers_that_the_system_knows_fill_the_form(
    qtbot: QtBot, ajustes: PantallaAdministracion, dialogs: Dialogos
) -> None:
    card = ajustes.ajustes.impresora
    card._on_halladas(())
    assert "no conoce ninguna" in card.mensaje.text() and not card.halladas.isVisible()
    card.buscar.click()
    quieto(qtbot)
    card._on_halladas((Hallada("cola", "EPSON", "EPSON (tickets)"),))
    card.halladas.setCurrentIndex(1)
    card.halladas.activated.emit(1)
    assert (card.tipo.currentData(), card.destino.text()) == ("cola", "EPSON")


def test_the_drawer_is_tried_by_who_may(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba, dialogs: Dialogos, tmp_path: Path
) -> None:
    card = ajustes.ajustes.impresora
    elegir(card.tipo, "archivo")
    card.destino.setText(str(tmp_path / "prueba.bin"))
    card.mas.click()
    for respuesta, dicho in ((("demo", PINES["demo"]), "supervisor o un administrador"), (ENTRA, "La prueba salió.")):
        dialogs.respuestas["autorizacion"] = respuesta
        card.prueba_de_cajon.click()
        qtbot.waitUntil(lambda dicho=dicho: dicho in card.mensaje.text())
    assert (tmp_path / "prueba.bin").read_bytes().startswith(b"\x1b@\x1bp\x00\x19\xfa")
    assert caja.verificar().ok


def test_the_look_changes_at_once_and_is_kept(
    qtbot: QtBot, ajustes: PantallaAdministracion, caja: CajaDePrueba
) -> None:
    elegir(ajustes.ajustes.tema, "oscuro")
    elegir(ajustes.ajustes.escala, 130)
    assert tema.elegida() == tema.Apariencia("oscuro", 130)
    qtbot.waitUntil(lambda: (leer_ajustes(caja.ctx).tema, leer_ajustes(caja.ctx).escala) == ("oscuro", 130))


def test_papers_that_wait_are_offered(
    qtbot: QtBot,
    ajustes: PantallaAdministracion,
    caja: CajaDePrueba,
    dialogs: Dialogos,
    qtmodeltester: ModelTester,
    tmp_path: Path,
) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300")], [un_recibo(n) for n in ("100", "200", "300")])
    for numero in ("100", "200", "300"):
        un_pago(caja, numero)
    ajustes.mostrar()
    cola = ajustes.ajustes.cola
    qtbot.waitUntil(lambda: cola.imprimir.text() == "Imprimir todos (3)")
    qtmodeltester.check(cola.model)
    cola.tabla.selectRow(1)
    cola.quitar.click()
    assert dialogs.mensajes[-1].clase == "pregunta" and len(papeles_en_cola(caja.ctx)) == 3
    dialogs.respuestas["pregunta"] = True
    cola.quitar.click()
    qtbot.waitUntil(lambda: cola.model.rowCount() == 2)
    cambiar_impresora(caja.ctx, Impresora("carpeta", str(tmp_path)), SUPER)
    cola.imprimir.click()
    qtbot.waitUntil(lambda: cola.model.rowCount() == 0)
    assert sorted(p.name for p in tmp_path.glob("*.pdf")) == ["2A-000001.pdf", "2A-000003.pdf"]
    assert "Nada espera" in cola.explica.text()


# --- all of it ---


@pytest.mark.parametrize(("ancho", "escala"), [(1024, 100), (1024, 200), (1366, 150)])
def test_no_section_is_wider_than_the_screen(
    qtbot: QtBot, pantalla: PantallaAdministracion, ancho: int, escala: int
) -> None:
    tema.aplicar(tema.Apariencia("claro", escala))
    pantalla.resize(ancho, 660)
    for n, panel in enumerate(pantalla.paneles):
        pantalla.traer(n)
        quieto(qtbot)
        assert panel.width() <= ancho, panel
    assert pantalla.width() == ancho


def test_everything_has_a_name(pantalla: PantallaAdministracion) -> None:
    for clase in (QLineEdit, QComboBox, QAbstractButton):
        mudos = [w for w in pantalla.findChildren(clase) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert [w for w in mudos if not (w.accessibleName() or getattr(w, "text", str)())] == []
    assert all(a.whatsThis() and a.shortcut().toString() for a in pantalla.acciones())
