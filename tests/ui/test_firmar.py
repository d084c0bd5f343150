"""The pad and the signing of a recibo de subsidio: every point is kept, both sign, and the line goes on meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.subsidio.firma import LADO, PRESION_MAXIMA, Firma
from app.subsidio.firmas import trazos_de
from app.subsidio.subsidios import subsidios_pendientes
from tests.factories import CajaDePrueba, un_cobro
from tests.firmas import una_firma
from tests.subsidios import subsidios_de, una_caja_de_loreto
from tests.ui.conftest import Dialogos, quieto
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.beneficiarios.tablero import TableroFirma
from ui.cobro.hecho import HechoView
from ui.sesion import Sesion

_PLUMA = QPointingDevice(
    "pluma de prueba",
    77,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    1,
)


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja of Loreto whose pensioner owes a month."""
    with una_caja_de_loreto(tmp_path / "loreto") as loreto:
        yield loreto


@pytest.fixture
def tablero(qtbot: QtBot) -> TableroFirma:
    hecho = TableroFirma()
    qtbot.addWidget(hecho)
    hecho.resize(600, 220)
    hecho.show()
    return hecho


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> PantallaBeneficiarios:
    hecha = PantallaBeneficiarios(con_cajera)
    qtbot.addWidget(hecha)
    hecha.resize(1366, 640)
    hecha.show()
    return hecha


def con_raton(donde: QWidget, tipo: QEvent.Type, x: float, y: float, momento: int) -> None:
    """A mouse event with a time of its own."""
    boton, botones = Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton
    if tipo == QEvent.Type.MouseMove:
        boton = Qt.MouseButton.NoButton
    if tipo == QEvent.Type.MouseButtonRelease:
        botones = Qt.MouseButton.NoButton
    lugar = QPointF(x, y)
    evento = QMouseEvent(tipo, lugar, donde.mapToGlobal(lugar), boton, botones, Qt.KeyboardModifier.NoModifier)
    evento.setTimestamp(momento)
    QApplication.sendEvent(donde, evento)


def dibujar(tablero: TableroFirma, firma: Firma, desde: int = 1000) -> int:
    """Draw those strokes with the mouse, at their own times; how many events there were."""
    escala = max(tablero.width(), tablero.height()) / LADO
    cuantos = 0
    for trazo in firma.trazos:
        for n, punto in enumerate(trazo):
            tipo = QEvent.Type.MouseMove if n else QEvent.Type.MouseButtonPress
            con_raton(tablero, tipo, punto.x * escala, punto.y * escala, desde + punto.t)
            cuantos += 1
        ultimo = trazo[-1]
        con_raton(tablero, QEvent.Type.MouseButtonRelease, ultimo.x * escala, ultimo.y * escala, desde + ultimo.t)
    return cuantos


def con_pluma(tablero: TableroFirma, tipo: QEvent.Type, x: float, presion: float, momento: int) -> None:
    lugar = QPointF(x, 100)
    evento = QTabletEvent(
        tipo, _PLUMA, lugar, tablero.mapToGlobal(lugar), presion, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    evento.setTimestamp(momento)
    QApplication.sendEvent(tablero, evento)


# --- the pad ---


def test_no_point_of_a_minute_at_two_hundred_a_second_is_lost(tablero: TableroFirma) -> None:
    """12,000 events, painted as they come: each is there, and none took the time that the next one has."""
    firma = una_firma(segundos=60, por_segundo=200, trazos=20)
    comienzo = time.perf_counter()
    mandados = dibujar(tablero, firma)
    QApplication.processEvents()
    tardo = time.perf_counter() - comienzo
    hecha = tablero.firma()
    assert hecha.puntos == mandados == 12_000
    assert [p.t for t in hecha.trazos for p in t] == [p.t - firma.trazos[0][0].t for t in firma.trazos for p in t]
    assert len(hecha.canonica()) <= 40_000
    assert tardo < 60, "slower than the hand"


def test_points_are_where_the_mouse_was_and_a_mouse_presses_always(tablero: TableroFirma) -> None:
    dibujar(tablero, una_firma())
    for trazo, otro in zip(tablero.firma().trazos, una_firma().trazos, strict=True):
        for punto, era in zip(trazo, otro, strict=True):
            assert abs(punto.x - era.x) <= 1 and punto.presion == PRESION_MAXIMA


def test_a_pen_says_how_hard_it_is_pressed(tablero: TableroFirma) -> None:
    con_pluma(tablero, QEvent.Type.TabletMove, 5, 0.0, 900)
    con_pluma(tablero, QEvent.Type.TabletPress, 10, 0.2, 1000)
    con_pluma(tablero, QEvent.Type.TabletMove, 40, 0.9, 1005)
    con_pluma(tablero, QEvent.Type.TabletRelease, 40, 0.0, 1010)
    con_pluma(tablero, QEvent.Type.TabletMove, 90, 0.0, 1015)
    ((uno, dos),) = tablero.firma().trazos
    assert (uno.presion, dos.presion, dos.t) == (51, 230, 5)


def test_a_finger_draws_once_though_qt_makes_a_mouse_of_it(tablero: TableroFirma) -> None:
    pantalla = QTest.createTouchDevice()
    for n, x in enumerate((20, 90, 160)):
        toque = QTest.touchEvent(tablero, pantalla, False)
        lugar = QPointF(x, 80).toPoint()
        (toque.press if n == 0 else toque.move)(0, lugar, tablero)
        toque.commit()
    QTest.touchEvent(tablero, pantalla, False).release(0, QPointF(160, 80).toPoint(), tablero).commit()
    (trazo,) = tablero.firma().trazos
    assert len(trazo) == 3


def test_strokes_are_taken_back_put_again_and_erased(tablero: TableroFirma) -> None:
    dibujar(tablero, una_firma())
    toda = tablero.firma()
    tablero.deshacer()
    assert tablero.firma().trazos == toda.trazos[:-1] and tablero.puede_rehacer
    tablero.rehacer()
    assert tablero.firma() == toda
    tablero.borrar()
    assert tablero.is_vacio and not tablero.puede_rehacer
    tablero.deshacer()
    tablero.rehacer()
    assert tablero.is_vacio


def test_what_was_drawn_stays_when_the_window_changes(tablero: TableroFirma, tmp_path: Path) -> None:
    dibujar(tablero, una_firma())
    toda = tablero.firma()
    tablero.resize(400, 160)
    assert tablero.firma() == toda
    assert tablero.grab().save(str(tmp_path / "tablero.png"))
    with Image.open(tmp_path / "tablero.png") as dibujo:
        oscuros = sum(dibujo.convert("L").histogram()[:80])
    assert oscuros > 500


def test_a_pad_that_waits_takes_nothing(tablero: TableroFirma) -> None:
    tablero.setEnabled(False)
    dibujar(tablero, una_firma())
    con_pluma(tablero, QEvent.Type.TabletPress, 10, 0.2, 1000)
    assert tablero.is_vacio


# --- both sign ---


def _cobrado(caja: CajaDePrueba, qtbot: QtBot, pantalla: PantallaBeneficiarios) -> Any:
    cobro = un_cobro(caja, "100")
    pantalla.sesion.firma_pedida.emit(tuple(str(p.folio) for p in cobro.pagos))
    quieto(qtbot)
    return cobro


def test_who_pays_signs_then_who_collects(qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios) -> None:
    cobro = _cobrado(caja, qtbot, pantalla)
    firmar = pantalla.firmar
    assert pantalla.is_firmando and "42.19" in firmar.que.text()
    assert firmar.nombre.text() == "Josefa Amador Murillo"
    dibujar(firmar.tablero, una_firma())
    de_ella = firmar.tablero.firma()
    firmar.nombre.setText("Luis Amador")
    firmar.calidades.buttons()[1].setChecked(True)
    qtbot.keyClick(firmar.tablero, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Cajera de demostración" in firmar.turno.text() and firmar.tablero.is_vacio
    dibujar(firmar.tablero, una_firma(semilla=4))
    del_cajero = firmar.tablero.firma()
    firmar.continuar()
    quieto(qtbot)
    (hecho,) = subsidios_de(caja.ctx, cobro.pagos)
    assert hecho.estado == "firmado" and hecho.firma is not None
    assert (hecho.firma.firmante, hecho.firma.calidad, hecho.firma.modo) == ("Luis Amador", "pagador", "pantalla")
    assert trazos_de(caja.ctx.anexos, hecho) == (de_ella, del_cajero)
    assert not pantalla.is_firmando and pantalla.pendientes.model.rowCount() == 0
    assert caja.verificar().errores == ()


def test_a_blank_or_a_dot_is_told_and_nothing_is_lost(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios
) -> None:
    _cobrado(caja, qtbot, pantalla)
    firmar = pantalla.firmar
    firmar.continuar()
    assert "no es una firma" in firmar.mensaje.text()
    con_raton(firmar.tablero, QEvent.Type.MouseButtonPress, 50, 50, 10)
    con_raton(firmar.tablero, QEvent.Type.MouseButtonRelease, 50, 50, 12)
    firmar.continuar()
    assert "no es una firma" in firmar.mensaje.text() and "1 de 2" in firmar.turno.text()
    firmar.nombre.setText("")
    dibujar(firmar.tablero, una_firma())
    firmar.continuar()
    firmar.continuar()
    quieto(qtbot)
    assert "nombre de quien firma" in firmar.mensaje.text() and len(subsidios_pendientes(caja.ctx)) == 1


def test_it_is_left_for_later_and_signed_from_the_list(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios
) -> None:
    _cobrado(caja, qtbot, pantalla)
    dibujar(pantalla.firmar.tablero, una_firma())
    pantalla.firmar.continuar()
    assert pantalla.escape() and "1 de 2" in pantalla.firmar.turno.text()
    with qtbot.waitSignal(pantalla.sesion.firma_terminada):
        assert pantalla.escape() and not pantalla.is_firmando
    pantalla.traer(1)
    quieto(qtbot)
    assert pantalla.pendientes.model.rowCount() == 1 and pantalla.escape() is False
    qtbot.keyClick(pantalla.pendientes.tabla, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pantalla.is_firmando
    dibujar(pantalla.firmar.tablero, una_firma())
    pantalla.firmar.continuar()
    pantalla.firmar.continuar()
    quieto(qtbot)
    assert subsidios_pendientes(caja.ctx) == ()


def test_on_paper_by_keys_and_its_scan_is_put_away(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios, dialogs: Dialogos, tmp_path: Path
) -> None:
    _cobrado(caja, qtbot, pantalla)
    qtbot.keyClick(pantalla.firmar.nombre, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    quieto(qtbot)
    pantalla.traer(1)
    quieto(qtbot)
    (hecho,) = subsidios_pendientes(caja.ctx)
    assert hecho.estado == "por_archivar" and "archivar" in pantalla.pendientes.mensaje.text()
    foto = tmp_path / "foto.png"
    foto.write_bytes(b"rota")
    dialogs.respuestas["archivo"] = foto
    pantalla.pendientes.hacer()
    quieto(qtbot)
    assert "roto" in pantalla.pendientes.mensaje.text()
    Image.new("L", (30, 30)).save(foto)
    pantalla.pendientes.hacer()
    quieto(qtbot)
    assert subsidios_pendientes(caja.ctx) == () and pantalla.pendientes.actual is None


def test_it_is_offered_after_the_charge_and_only_with_a_benefit(
    qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion
) -> None:
    hecho = HechoView(lleva_subsidio=lambda pago: bool(pago.descuentos))
    qtbot.addWidget(hecho)
    hecho.show()
    cobro = un_cobro(caja, "100")
    hecho.mostrar(cobro)
    assert hecho.firmar.isVisible()
    with qtbot.waitSignal(hecho.firma_pedida) as pedida:
        hecho.firmar.click()
    assert pedida.args == [tuple(str(p.folio) for p in cobro.pagos)]
