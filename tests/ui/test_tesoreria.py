"""F11: the money of each corte by keyboard, from the recount to the treasurer, and what comes of several."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.domain.corte.corte import Arqueo
from app.domain.corte.entrega import estado_de
from app.domain.dinero import Dinero
from app.domain.usuario import Usuario
from app.turno.caja import cerrar_turno
from app.turno.cortes import ver_corte
from app.turno.entregas import entregar
from app.turno.raices import is_raiz_de_este_diario
from tests.factories import (
    DEMO,
    PINES,
    SUPER,
    TESORERA,
    CajaDePrueba,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.factories import gente as registrar
from tests.ui.conftest import Dialogos, quieto
from tests.ui.medidas import cortados, encimados
from ui import tema
from ui.sesion import Sesion
from ui.tesoreria.pantalla import PantallaTesoreria

CTRL = Qt.KeyboardModifier.ControlModifier
AUDITORA = Usuario("audi", "Auditora", ("auditor",))
ciego = pytest.mark.parametrize("caja", ["ciego"], indirect=True)


@pytest.fixture
def caja(caja: CajaDePrueba, request: pytest.FixtureRequest) -> CajaDePrueba:
    """The same one; with `ciego`, where counts are blind."""
    if getattr(request, "param", "") == "ciego":
        perfil = caja.perfil
        caja.ctx = replace(
            caja.ctx, perfil=replace(perfil, demostracion=replace(perfil.demostracion, arqueo_ciego=True))
        )
    return caja


@pytest.fixture
def cerrada(caja: CajaDePrueba) -> CajaDePrueba:
    """A corte Z of 60.00 in cash and 40.00 by cheque over a float of 500.00, 10.00 short; treasury and an auditor."""
    registrar(caja, TESORERA, AUDITORA)
    importar(caja, [una_cuenta()], [un_recibo()])
    un_pago(caja, medios=(un_medio("40.00", "cheque"), un_medio("60.00")), sin_beneficio=True)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,50x1"), "")
    return caja


@pytest.fixture
def pantalla(cerrada: CajaDePrueba, qtbot: QtBot, sesion: Sesion) -> Iterator[PantallaTesoreria]:
    """The screen in a window, with the supervisor at the caja and the corte chosen."""
    sesion.entrar(SUPER)
    p = PantallaTesoreria(sesion)
    qtbot.addWidget(p)
    p.resize(1366, 640)
    with qtbot.waitActive(p):
        p.show()
        p.activateWindow()
    p.mostrar()
    qtbot.waitUntil(lambda: p.detalle.corte is not None)
    yield p


def pulsar(bot: QtBot, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    foco = QApplication.focusWidget()
    assert foco is not None
    bot.keyClick(foco, tecla, modificador)
    quieto(bot)


def teclear(bot: QtBot, texto: str) -> None:
    foco = QApplication.focusWidget()
    assert foco is not None
    bot.keyClicks(foco, texto)


def contar(bot: QtBot, **piezas: str) -> None:
    """Type a count from the first denomination on, with Enter between."""
    for nombre in ("mil", "quinientos", "doscientos", "cien", "cincuenta", "veinte", "diez"):
        teclear(bot, piezas.get(nombre, ""))
        bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def a_la_vista(pantalla: QWidget) -> str:
    return " ".join(w.text() for w in pantalla.findChildren(QLabel) if w.isVisible())


def recontar(bot: QtBot, pantalla: PantallaTesoreria) -> None:
    pulsar(bot, Qt.Key.Key_R, CTRL)
    contar(bot, quinientos="1", cincuenta="1", diez="1")
    pantalla.recuento.pie.campos["motivo"].setFocus()
    teclear(bot, "un billete pegado")
    pulsar(bot, Qt.Key.Key_Return)


def test_the_recount_stands_beside_the_first_count(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria
) -> None:
    pulsar(qtbot, Qt.Key.Key_R, CTRL)
    visto = a_la_vista(pantalla)
    assert "550.00" not in visto and "560.00" not in visto and "sin ver el conteo" in visto
    assert [pantalla.lista.model.index(0, c).data() for c in range(4, 8)] == ["", "", "", ""]
    pantalla.escape()
    recontar(qtbot, pantalla)
    cifras = {rotulo: c.cifra.text() for rotulo, c in pantalla.detalle.cifras.items()}
    assert cifras == {
        "Sistema": "$ 560.00", "Cajero": "$ 550.00", "Supervisor": "$ 560.00", "Diferencia": "ninguna, cuadra",
    }  # fmt: skip
    filas = [[pantalla.detalle.model.index(f, c).data() for c in range(4)] for f in range(3)]
    assert filas == [["$ 500", "1", "1", "0.00"], ["$ 50", "1", "1", "0.00"], ["$ 10", "0", "1", "10.00"]]
    assert "un billete pegado" in pantalla.detalle.pasos.text()
    assert cerrada.verificar().errores == ()


def test_from_the_cashier_to_the_treasurer_and_back(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria, sesion: Sesion
) -> None:
    recontar(qtbot, pantalla)
    sesion.entrar(DEMO)
    pulsar(qtbot, Qt.Key.Key_T, CTRL)
    teclear(qtbot, "bolsa 7")
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    sesion.entrar(TESORERA)
    pulsar(qtbot, Qt.Key.Key_D, CTRL)
    assert "demo entregó $ 560.00 en efectivo y 1 cheque o" in a_la_vista(pantalla)
    pulsar(qtbot, Qt.Key.Key_Return)
    assert "por qué se rechaza" in pantalla.respuesta.pie.mensaje.text()
    teclear(qtbot, "la bolsa viene abierta")
    pulsar(qtbot, Qt.Key.Key_Return)
    assert "rechazado" in a_la_vista(pantalla) and not pantalla.detalle.is_posible("aceptar")
    sesion.entrar(DEMO)
    pulsar(qtbot, Qt.Key.Key_T, CTRL)
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    sesion.entrar(TESORERA)
    pulsar(qtbot, Qt.Key.Key_A, CTRL)
    pantalla.respuesta.importe.setText("550")
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    assert "diga por qué" in pantalla.respuesta.pie.mensaje.text()
    pantalla.respuesta.pie.campos["nota"].setFocus()
    teclear(qtbot, "de menos")
    pulsar(qtbot, Qt.Key.Key_Return)
    corte = ver_corte(cerrada.ctx, 1)
    assert [p.clase for p in corte.pasos] == ["recontado", "entregado", "rechazado", "entregado", "aceptado"]
    assert (estado_de(corte.pasos), corte.pasos[-1].importe, corte.pasos[1].referencia) == (
        "aceptado", Dinero(55000), "bolsa 7",
    )  # fmt: skip
    assert cerrada.verificar().errores == ()


def test_the_paper_of_a_corte_is_printed_again_as_a_copy_and_a_slip_as_often_as_it_is_wanted(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria, tmp_path: Path
) -> None:
    cambiar_impresora(cerrada.ctx, Impresora("carpeta", str(tmp_path)), SUPER)
    pulsar(qtbot, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(pantalla.impreso.isVisible)
    pulsar(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: [p.name for p in tmp_path.glob("*.pdf")] == ["Z-1-copia-1.pdf"])
    pantalla.detalle.poner(entregar(cerrada.ctx, 1, None, DEMO, "bolsa 7"))
    pulsar(qtbot, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: "FICHA" in pantalla.impreso.vista.accessibleDescription())
    pulsar(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: (tmp_path / "papel de tesorería.pdf").exists())
    with cerrada.uow() as uow:
        papeles = [a.datos() for a in uow.diario.asientos() if a.tipo == "papel"]
    assert [(d["folio"], d["copia"], d["quien"]) for d in papeles] == [("Z-1", 1, "super")]


def test_who_may_not_gives_way_to_somebody_with_their_pin(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria, sesion: Sesion, dialogs: Dialogos
) -> None:
    sesion.entrar(DEMO)
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    recontar(qtbot, pantalla)
    qtbot.waitUntil(lambda: pantalla.detalle.corte is not None and pantalla.detalle.corte.recuento is not None)
    assert [m.texto for m in dialogs.mensajes] == ["Recontar el corte Z 1"]
    assert ver_corte(cerrada.ctx, 1).pasos[0].quien == "super"


@ciego
def test_where_counts_are_blind_the_supervisor_sees_nothing_before(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria, sesion: Sesion
) -> None:
    assert "550.00" not in a_la_vista(pantalla) and "560.00" not in a_la_vista(pantalla)
    assert pantalla.lista.model.index(0, 4).data() == "" and not pantalla.detalle.is_posible("papel")
    pulsar(qtbot, Qt.Key.Key_B, CTRL)
    assert not pantalla.impreso.isVisible()
    recontar(qtbot, pantalla)
    assert pantalla.detalle.cifras["Cajero"].cifra.text() == "$ 550.00"
    assert pantalla.lista.model.index(0, 6).data() == "560.00"


def test_a_count_that_is_none_is_asked_for_again(qtbot: QtBot, pantalla: PantallaTesoreria) -> None:
    pulsar(qtbot, Qt.Key.Key_R, CTRL)
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    assert "escriba 0" in pantalla.recuento.pie.mensaje.text()
    teclear(qtbot, "1")
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    assert "por qué se recuenta" in pantalla.recuento.pie.mensaje.text()
    assert pantalla.escape() and not pantalla.escape()


def test_papers_are_seen_and_printed(qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria) -> None:
    pulsar(qtbot, Qt.Key.Key_B, CTRL)
    assert "CORTE Z 1" in pantalla.impreso.vista.accessibleDescription()
    pantalla.escape()
    assert not pantalla.detalle.is_posible("ficha")
    pulsar(qtbot, Qt.Key.Key_T, CTRL)
    pulsar(qtbot, Qt.Key.Key_Return, CTRL)
    pulsar(qtbot, Qt.Key.Key_F, CTRL)
    assert "FICHA DE DEPÓSITO" in pantalla.impreso.vista.accessibleDescription()
    pantalla.escape()
    pulsar(qtbot, Qt.Key.Key_G, CTRL)
    assert "CONCENTRADO DE CORTES" in pantalla.impreso.vista.accessibleDescription()


def test_files_for_accounting_and_the_auditor(
    qtbot: QtBot, cerrada: CajaDePrueba, pantalla: PantallaTesoreria, dialogs: Dialogos, tmp_path: Path
) -> None:
    for tecla, nombre in ((Qt.Key.Key_U, "c.csv"), (Qt.Key.Key_U, "c.pdf"), (Qt.Key.Key_K, "raiz.json")):
        dialogs.respuestas["guardar"] = tmp_path / nombre
        pulsar(qtbot, tecla, CTRL)
    filas = list(csv.reader((tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert ["Z-1", "2023-09-05", "2", "1", "demo", "arqueo", "diferencia", "-10.00"] in filas
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert is_raiz_de_este_diario(cerrada.ctx, json.loads((tmp_path / "raiz.json").read_text()))
    dialogs.respuestas["guardar"] = tmp_path / "p.csv"
    pulsar(qtbot, Qt.Key.Key_J, CTRL)
    assert "[contabilidad.medios] efectivo" in pantalla.lista.mensaje.text()
    assert not (tmp_path / "p.csv").exists()


def test_days_that_are_none_are_said(qtbot: QtBot, pantalla: PantallaTesoreria) -> None:
    pantalla.lista.hasta.setText("ayer")
    pantalla.lista.hasta.setFocus()
    pulsar(qtbot, Qt.Key.Key_Return)
    assert "AAAA-MM-DD" in pantalla.lista.mensaje.text()
    pantalla.lista.hasta.setText("2023-09-05")
    pantalla.lista.desde.setText("2023-09-05")
    pulsar(qtbot, Qt.Key.Key_Return)
    assert not pantalla.lista.mensaje.isVisible() and pantalla.lista.model.rowCount() == 1


@pytest.mark.parametrize(("ancho", "alto", "escala"), [(1024, 660, 100), (1366, 660, 150)])
def test_everything_has_a_name_and_fits(
    qtbot: QtBot, pantalla: PantallaTesoreria, qtmodeltester: ModelTester, ancho: int, alto: int, escala: int
) -> None:
    tema.aplicar(tema.Apariencia("oscuro", escala))
    pantalla.resize(ancho, alto)
    quieto(qtbot)
    qtmodeltester.check(pantalla.lista.model)
    qtmodeltester.check(pantalla.detalle.model)
    mudos = [w for w in pantalla.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    assert [w for w in mudos if not w.accessibleName()] == []
    assert (pantalla.width(), pantalla.height()) == (ancho, alto)
    assert [*cortados(pantalla), *encimados(pantalla)] == []
