"""The window and its centre: the status bar says how they stand, and no charge waits for a round."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.centro.alto import Alto
from app.centro.contacto import Contacto, ver_contacto
from tests.factories import CajaDePrueba
from tests.sede import PuestoDePrueba, diarios, enlazada, servir, una_sede
from tests.ui.conftest import quieto
from ui.barra import Estado
from ui.op import Motor
from ui.rondas import Vuelta, en_palabras
from ui.sesion import Sesion

_HORA = datetime(2023, 9, 5, 12, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("vuelta", "texto", "estado"),
    [
        (Vuelta(Contacto(False)), "Sin centro", "tenue"),
        (Vuelta(Contacto(True, 0, _HORA)), "Centro al día · 12:41", "bien"),
        (Vuelta(Contacto(True, 3, _HORA)), "Centro · 12:41 · 3 por enviar", "aviso"),
        (Vuelta(Contacto(True, 3)), "Centro · 3 por enviar", "aviso"),
        (Vuelta(Contacto(True, 3, _HORA), "No hay red."), "Sin contacto con el centro · 12:41 · 3 por enviar", "aviso"),
        (Vuelta(Contacto(True, 0, _HORA, 1)), "Centro: 1 incidencia", "aviso"),
        (Vuelta(Contacto(True, 2, _HORA, 2)), "Centro: 2 incidencias · 2 por enviar", "aviso"),
        (Vuelta(Contacto(True, 0, _HORA, aviso="No coinciden.")), "Centro: revise", "mal"),
        (Vuelta(Contacto(True, 0, _HORA, alto=Alto("x", "Es una copia."))), "Caja detenida", "mal"),
        (Vuelta(Contacto(False, alto=Alto("x", "Es una copia."))), "Caja detenida", "mal"),
        (Vuelta(Contacto(True), "Baja.", is_grave=True), "Centro: avise a sistemas", "mal"),
    ],
)
def test_how_it_stands_in_words(vuelta: Vuelta, texto: str, estado: str) -> None:
    assert en_palabras(vuelta)[:2] == (texto, estado)


@pytest.fixture
def puesto(caja: CajaDePrueba, pg_database: str, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """The caja of the window, enrolled, and a service that works until the end of the test."""
    sede = una_sede(pg_database, tmp_path / "centro")
    puesto, fin = enlazada(sede, caja), threading.Event()
    hilo = threading.Thread(target=lambda: sede.servir(lambda: not fin.is_set()))
    hilo.start()
    yield puesto
    fin.set()
    hilo.join()


def test_a_caja_without_centre_stays_alone(sesion: Sesion, qtbot: QtBot) -> None:
    barra = Estado(sesion)
    qtbot.addWidget(barra)
    with qtbot.waitSignal(sesion.rondas.hecha, timeout=10_000):
        sesion.rondas.empezar()
    assert barra.centro.text() == "Sin centro" and not sesion.rondas._reloj.isActive()


def test_a_round_goes_on_beside_the_charges(
    puesto: PuestoDePrueba, sesion: Sesion, motor: Motor, caja: CajaDePrueba, qtbot: QtBot
) -> None:
    barra = Estado(sesion)
    qtbot.addWidget(barra)
    with qtbot.waitSignal(sesion.rondas.hecha, timeout=30_000) as hecha:
        sesion.rondas.dar()
    assert hecha.args is not None and hecha.args[0].falla == ""
    assert barra.centro.text().startswith("Centro al día")
    with caja.uow() as uow:
        cuantos = len(list(uow.diario.asientos()))
    assert len(diarios(puesto.sede)) == cuantos
    sesion.rondas._reloj.stop()
    quieto(qtbot)


def test_without_network_it_says_so_and_goes_on(
    puesto: PuestoDePrueba, sesion: Sesion, motor: Motor, qtbot: QtBot
) -> None:
    barra = Estado(sesion)
    qtbot.addWidget(barra)
    servir(puesto.sede)
    puesto.cambiar(url="postgresql://127.0.0.1:1/x")
    with qtbot.waitSignal(sesion.rondas.hecha, timeout=30_000):
        sesion.rondas.dar()
    assert barra.centro.text().startswith("Sin contacto con el centro")
    assert sesion.rondas._reloj.isActive()
    sesion.rondas._reloj.stop()
    quieto(qtbot)
    assert ver_contacto(motor.lectura.ctx).pendientes > 0
