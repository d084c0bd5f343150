"""F6, bill a month: a look first, a PIN, a list of what must be looked at; cancelled with nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.periodo import Periodo
from tests.factories import PINES, SUPER, CajaDePrueba, importar, una_cuenta, una_lectura
from tests.ui.conftest import Dialogos
from ui.administracion.facturar import FacturarPanel
from ui.administracion.pantalla import PantallaAdministracion
from ui.sesion import Sesion

ENTRA = ("super", PINES["super"])
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion, caja: CajaDePrueba) -> Iterator[PantallaAdministracion]:
    """100 read 18 m³, 200 read backwards, 300 without a meter on another ruta."""
    importar(
        caja,
        [
            una_cuenta("100", ruta="R01"),
            una_cuenta("200", ruta="R01"),
            una_cuenta("300", ruta="R02", medidor_estado="sin_medidor"),
        ],
        lecturas=[
            una_lectura("100", "2023-08", 1000),
            una_lectura("100", m3=1018),
            una_lectura("200", "2023-08", 1000),
            una_lectura("200", m3=900),
        ],
    )
    p = PantallaAdministracion(con_cajera)
    qtbot.addWidget(p)
    p.resize(1366, 660)
    p.show()
    p.traer(3)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is p.facturar.mes)
    yield p


@pytest.fixture
def panel(pantalla: PantallaAdministracion) -> FacturarPanel:
    return pantalla.facturar


def revisar(qtbot: QtBot, panel: FacturarPanel) -> None:
    qtbot.keyClick(panel.mes, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: panel.pie.mensaje.text().startswith(("Revisado", "No hay")))


def test_a_look_writes_nothing_and_lists_what_must_be_looked_at(
    qtbot: QtBot, panel: FacturarPanel, caja: CajaDePrueba
) -> None:
    assert panel.mes.text() == "2023-09" and not panel.pie.hacer.isEnabled()
    revisar(qtbot, panel)
    assert panel.pie.hacer.isEnabled() and panel.revision.recibos.cifra.text() == "2"
    (fila,) = panel.revision.revisar.filas
    assert (fila.cuenta.numero, fila.clave) == ("200", "lectura_menor")
    assert [(r.ruta, r.ciclo.vence) for r in panel.revision.rutas.filas] == [
        ("R01", date(2023, 10, 12)),
        ("R02", date(2023, 10, 13)),
    ]
    assert len(caja.almacen.lotes()) == 1 and caja.padron.recibos("100") == ()


def test_it_needs_an_administrador_and_bills_once(
    qtbot: QtBot, panel: FacturarPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    revisar(qtbot, panel)
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    panel.facturar()
    qtbot.waitUntil(lambda: "no es administrador" in panel.pie.mensaje.text())
    assert len(caja.almacen.lotes()) == 1
    dialogs.respuestas["autorizacion"] = ENTRA
    qtbot.keyClick(panel.pie.hacer, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: panel.pie.mensaje.text().startswith("Facturado: 2 recibos"))
    assert len(caja.padron.recibos("100")) == 1 and not panel.pie.hacer.isEnabled()
    revisar(qtbot, panel)
    assert "No hay nada que facturar" in panel.pie.mensaje.text() and "ya facturadas: 2" in panel.revision.avisos.text()
    assert not panel.pie.hacer.isEnabled() and caja.verificar().ok


def test_what_was_changed_after_the_look_must_be_looked_at_again(qtbot: QtBot, panel: FacturarPanel) -> None:
    revisar(qtbot, panel)
    panel.rutas.setText("R02")
    assert not panel.pie.hacer.isEnabled()
    panel.facturar()
    revisar(qtbot, panel)
    assert panel.revision.recibos.cifra.text() == "1" and panel.revision.revisar.filas == ()


def test_what_the_form_says(panel: FacturarPanel) -> None:
    panel.rutas.setText(" R01, R02 ,")
    panel.emision.setText("2023-10-09")
    pedido = panel.pedido()
    assert (pedido.mes, pedido.rutas, pedido.emision) == (Periodo(2023, 9), ("R01", "R02"), date(2023, 10, 9))


@pytest.mark.parametrize(
    ("mes", "emision", "dicho"),
    [("agosto", "", "no es un mes"), ("2023-09", "mañana", "no es una fecha"), ("2023-12", "", "aún no empieza")],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    qtbot: QtBot, panel: FacturarPanel, mes: str, emision: str, dicho: str
) -> None:
    panel.mes.setText(mes)
    panel.emision.setText(emision)
    panel.revisar()
    qtbot.waitUntil(lambda: dicho in panel.pie.mensaje.text())
    assert panel.pie.mensaje.property("estado") == "mal" and (panel.mes.text(), panel.emision.text()) == (mes, emision)


def test_it_is_cancelled_with_nothing_written(
    qtbot: QtBot, pantalla: PantallaAdministracion, panel: FacturarPanel, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    importar(caja, [una_cuenta(f"9{n:05d}", medidor_estado="sin_medidor") for n in range(20_000)])
    revisar(qtbot, panel)
    dialogs.respuestas["autorizacion"] = ENTRA
    panel.facturar()
    assert panel.pie.cancelar.isVisible() and pantalla.escape()
    qtbot.waitUntil(lambda: "Se canceló" in panel.pie.mensaje.text(), timeout=20_000)
    assert len(caja.almacen.lotes()) == 2 and not pantalla.escape()
    assert caja.padron.recibos("900000") == ()


def test_ctrl_r_is_of_the_section_at_the_front(
    qtbot: QtBot, pantalla: PantallaAdministracion, panel: FacturarPanel
) -> None:
    pantalla.traer(0)
    qtbot.keyClick(pantalla.importar.rutas["cuentas"], Qt.Key.Key_R, CTRL)
    assert "al menos un archivo" in pantalla.importar.pie.mensaje.text() and panel.pie.mensaje.text() == ""
    pantalla.traer(1)
    qtbot.keyClick(pantalla, Qt.Key.Key_R, CTRL)
    assert panel.pie.mensaje.text() == ""


def test_an_administrador_at_the_caja_only_gives_the_pin(
    qtbot: QtBot, panel: FacturarPanel, con_cajera: Sesion, dialogs: Dialogos
) -> None:
    con_cajera.entrar(SUPER)
    revisar(qtbot, panel)
    panel.facturar()
    assert dialogs.mensajes[-1].clase == "autorizacion" and "septiembre 2023" in dialogs.mensajes[-1].texto


def test_the_list_is_written_for_spreadsheets(qtbot: QtBot, panel: FacturarPanel, tmp_path: Path) -> None:
    revisar(qtbot, panel)
    listado = panel.revision.revisar.listado("Cuentas por revisar")
    assert listado.titulos[0] == "Cuenta" and listado.filas[0][:4] == ("200", "R01", 1000, 900)


def test_the_row_one_stands_on_says_what_to_do(qtbot: QtBot, panel: FacturarPanel) -> None:
    revisar(qtbot, panel)
    card = panel.revision
    card.lista.setFocus()
    qtbot.keyClick(card.lista, Qt.Key.Key_Down)
    card.lista.selectRow(0)
    assert "200, Titular 200. La lectura es menor" in card.detalle.text()
    indice = card.revisar.index(0, 6)
    assert card.revisar.data(indice) == "Menor que la anterior"
