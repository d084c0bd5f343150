"""F6, the centre: what it shows of a real centre, a round by its key, and an incidencia settled by keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.turno.caja import cerrar_turno
from db.centro.permisos import Roles
from tests.factories import DEMO, PINES, SUPER, CajaDePrueba, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, consultar, enlazada, importar_al_centro, una_sede
from tests.ui.conftest import Dialogos, quieto
from ui.administracion.pantalla import PantallaAdministracion
from ui.barra import Estado
from ui.caja.turno import ResultadoCard
from ui.enlace.panel import EnlacePanel
from ui.rondas import Hecha, Rondas
from ui.sesion import Sesion

CTRL = Qt.KeyboardModifier.ControlModifier
CENTRO = 5


@pytest.fixture
def puesto(caja: CajaDePrueba, pg_database: str, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """The caja of the window and another one have charged the same recibo; the service works until the end."""
    sede = una_sede(pg_database, tmp_path / "centro")
    with una_caja(tmp_path / "tres", numero="3") as tres:
        importar_al_centro(sede, tres, [una_cuenta("500")], [un_recibo("500", agua="100.00")])
        puestos = enlazada(sede, caja), enlazada(sede, tres)
        for uno in puestos:
            uno.sincronizar()
        for uno in puestos:
            un_pago(uno.caja, "500")
        for uno in puestos:
            uno.sincronizar()
    fin = threading.Event()
    hilo = threading.Thread(target=lambda: sede.servir(lambda: not fin.is_set()))
    hilo.start()
    yield puestos[0]
    fin.set()
    hilo.join()


@pytest.fixture
def pantalla(sesion: Sesion, qtbot: QtBot) -> Iterator[PantallaAdministracion]:
    pantalla = PantallaAdministracion(sesion)
    qtbot.addWidget(pantalla)
    pantalla.resize(1366, 660)
    pantalla.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is pantalla)
    yield pantalla
    sesion.rondas._reloj.stop()
    quieto(qtbot)
    sesion.rondas._reloj.stop()


def traer(pantalla: PantallaAdministracion, bot: QtBot) -> EnlacePanel:
    bot.keyClick(pantalla, Qt.Key(ord(str(CENTRO + 1))), Qt.KeyboardModifier.AltModifier)
    quieto(bot)
    return pantalla.enlace


def ronda(rondas: Rondas, bot: QtBot) -> None:
    with bot.waitSignal(rondas.hecha, timeout=30_000):
        rondas.dar()
    quieto(bot)


def test_a_caja_without_centre_says_how_to_get_one(pantalla: PantallaAdministracion, qtbot: QtBot) -> None:
    panel = traer(pantalla, qtbot)
    assert "enlazar ARCHIVO" in panel.estado.dicho.text() and not panel.estado.ahora.isVisible()
    qtbot.keyClick(pantalla, Qt.Key.Key_S, CTRL)
    quieto(qtbot)
    assert not pantalla.sesion.rondas.historia


def test_what_the_file_knows_is_there_before_any_round(
    puesto: PuestoDePrueba, pantalla: PantallaAdministracion, qtbot: QtBot
) -> None:
    un_pago(puesto.caja, "500", monto="5.00")
    panel = traer(pantalla, qtbot)
    dichos = {rotulo: campo.text() for rotulo, campo in panel.estado.campos.items()}
    assert "1 cobro por $ 5.00" in dichos["Por enviar"] and dichos["El más viejo"] != "—"
    assert dichos["Serie y época"].startswith("A · ") and dichos["Reloj"] == "igual que el del centro"
    (cotejo,) = panel.cotejo.model.dadas
    assert cotejo.is_igual and not panel.historia.model.dadas


def test_a_round_by_its_key_is_in_the_list(
    puesto: PuestoDePrueba, pantalla: PantallaAdministracion, sesion: Sesion, qtbot: QtBot
) -> None:
    panel = traer(pantalla, qtbot)
    un_pago(puesto.caja, "500", monto="5.00")
    with qtbot.waitSignal(sesion.rondas.hecha, timeout=30_000):
        sesion.rondas.empezar()
    with qtbot.waitSignal(sesion.rondas.hecha, timeout=30_000):
        qtbot.keyClick(pantalla, Qt.Key.Key_S, CTRL)
        assert not panel.estado.ahora.isEnabled() and "Hablando" in panel.estado.dicho.text()
    quieto(qtbot)
    (hecha,) = panel.historia.model.dadas
    assert hecha.enviados == hecha.confirmados > 0 and hecha.falla == "" and hecha.tardo > 0
    assert panel.estado.campos["Por enviar"].text() == "nada" and panel.estado.ahora.isEnabled()


def test_rounds_in_which_nothing_happened_share_a_row(puesto: PuestoDePrueba, sesion: Sesion, qtbot: QtBot) -> None:
    for _ in range(3):
        ronda(sesion.rondas, qtbot)
    quietas = [h for h in sesion.rondas.historia if not (h.enviados or h.recibidos)]
    assert len(quietas) == 1 and quietas[0].veces >= 2
    puesto.cambiar(url="postgresql://127.0.0.1:1/x")
    ronda(sesion.rondas, qtbot)
    assert "No se puede hablar" in sesion.rondas.historia[0].falla
    sesion.rondas._reloj.stop()


def test_equal_rounds_are_those_with_nothing_new() -> None:
    una = Hecha(datetime(2023, 9, 5, 10), 0.5)
    assert una.is_igual(Hecha(datetime(2023, 9, 5, 11), 0.7, veces=4))
    assert not una.is_igual(Hecha(datetime(2023, 9, 5, 11), 0.7, falla="x"))
    assert not Hecha(datetime(2023, 9, 5, 10), 0.5, enviados=1).is_igual(Hecha(datetime(2023, 9, 5, 11), 1, enviados=1))


def test_a_cashier_settles_one_with_the_pin_of_who_may(
    puesto: PuestoDePrueba, pantalla: PantallaAdministracion, con_cajera: Sesion, dialogs: Dialogos, qtbot: QtBot
) -> None:
    rondas = con_cajera.rondas
    with qtbot.waitSignal(rondas.hecha, timeout=30_000):
        rondas.empezar()
    ronda(rondas, qtbot)
    panel = traer(pantalla, qtbot)
    assert panel.incidencias.tabla.hasFocus()
    assert all(folio in panel.incidencias.detalle.text() for folio in ("2A-000001", "3A-000001"))
    assert "Resuélvala" in panel.incidencias.que_hacer.text()
    qtbot.keyClick(pantalla, Qt.Key.Key_Return, CTRL)
    assert "Escriba qué se hizo" in panel.incidencias.mensaje.text() and panel.incidencias.nota.hasFocus()
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    qtbot.keyClicks(panel.incidencias.nota, "queda para octubre")
    qtbot.keyClick(panel.incidencias.nota, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not puesto.sede.centro().estado().incidencias, timeout=30_000)
    quieto(qtbot)
    assert [m.texto for m in dialogs.mensajes if m.clase == "autorizacion"] == ["Resolver: Recibo pagado dos veces"]
    fila = consultar(puesto.sede, "SELECT resolucion, nota, quien FROM incidencia_fin")
    assert fila == [("a_favor", "queda para octubre", "super")]
    ronda(rondas, qtbot)
    (cerrada,) = panel.incidencias.model.dadas
    assert cerrada.resolucion == "a_favor" and not panel.incidencias.boton.isVisible()
    assert "Resuelta por super" in panel.incidencias.que_hacer.text()


def test_a_supervisor_at_the_caja_is_not_asked_again_and_what_is_the_centres_has_no_form(
    puesto: PuestoDePrueba, pantalla: PantallaAdministracion, sesion: Sesion, dialogs: Dialogos, qtbot: QtBot
) -> None:
    sesion.entrar(SUPER)
    consultar(
        puesto.sede,
        "INSERT INTO incidencia (organismo, id, caja, clase, cuenta, centavos, refs, detalle, momento)"
        " VALUES ('cajeme', 'r', '2', 'reloj', '', 0, '[]', 'El reloj.', '2099-01-01')",
    )
    ronda(sesion.rondas, qtbot)
    panel = traer(pantalla, qtbot)
    clases = [i.clase for i in panel.incidencias.model.filas]
    panel.incidencias.tabla.selectRow(clases.index("reloj"))
    assert "quien administra el centro" in panel.incidencias.que_hacer.text()
    assert not panel.incidencias.boton.isVisible()
    panel.incidencias.tabla.selectRow(clases.index("doble_pago"))
    panel.incidencias.nota.setText("queda a su favor")
    panel.resolver()
    quieto(qtbot)
    assert panel.incidencias.mensaje.text() == ""
    assert [i.clase for i in panel.incidencias.model.dadas if not i.resolucion] == ["reloj"]
    assert not dialogs.mensajes and puesto.caja.verificar().errores == ()


@pytest.mark.parametrize(
    ("orden", "dicho"),
    [
        ("REVOKE SELECT ON mi_cursor FROM {cajas}", "no permite hacer esto"),
        ("DROP VIEW mi_cursor", "otra versión del programa"),
        ("UPDATE registro SET revocado = now() WHERE caja = '2'", "dio de baja a esta caja"),
    ],
)
def test_what_the_network_does_not_mend_is_told_in_red_and_charging_goes_on(
    puesto: PuestoDePrueba, pantalla: PantallaAdministracion, sesion: Sesion, qtbot: QtBot, orden: str, dicho: str
) -> None:
    barra = Estado(sesion)
    qtbot.addWidget(barra)
    consultar(puesto.sede, orden.format(cajas=Roles(puesto.sede.casa.centro_id).cajas))
    panel = traer(pantalla, qtbot)
    ronda(sesion.rondas, qtbot)
    assert barra.centro.text() == "Centro: avise a sistemas" and dicho in barra.centro.toolTip()
    assert panel.estado.dicho.text().startswith("Centro: avise a sistemas")
    assert dicho in panel.estado.dicho.text() and dicho in panel.historia.model.dadas[0].falla
    assert un_pago(puesto.caja, "500", monto="5.00").total == Dinero(500)


def test_a_first_load_says_how_far_it_is(pantalla: PantallaAdministracion, sesion: Sesion, qtbot: QtBot) -> None:
    barra = Estado(sesion)
    qtbot.addWidget(barra)
    panel = traer(pantalla, qtbot)
    sesion.rondas.avance.emit(300_000, 1_000_000)
    assert "30 % de 1,000,000" in panel.estado.dicho.text() and "30 %" in barra.centro.text()


def test_the_z_says_what_is_still_to_be_sent(puesto: PuestoDePrueba, qtbot: QtBot) -> None:
    card = ResultadoCard()
    qtbot.addWidget(card)
    card.show()
    puesto.sincronizar()
    un_pago(puesto.caja, "500", monto="5.00")
    corte = cerrar_turno(puesto.caja.ctx, DEMO, Arqueo(()), "sin dinero")
    card.poner(corte)
    assert corte.sin_enviar == 1 and card.envio.text().startswith("Falta 1 asiento")
    card.poner_envio(1_200)
    assert card.envio.text().startswith("Faltan 1,200 asientos")
    card.poner_envio(0)
    assert "ya en el centro" in card.envio.text()
    card.poner_envio(None)
    assert not card.envio.isVisible()
