"""What the cashier sees of a stopped caja, and the supervisor's way out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.factories import PINES, una_caja
from tests.ui.conftest import Abrir, Dialogos
from ui.detenida import Detenida


@pytest.fixture
def atrasada(carpeta: Path) -> Path:
    """A caja whose `caja.db` is behind the head that is kept outside it."""
    ruta = carpeta / "cabeza.json"
    leida = json.loads(ruta.read_text())
    ruta.write_text(json.dumps(leida | {"seq": leida["seq"] + 3, "hash": "ab" * 32}))
    return carpeta


def test_it_says_so_in_one_sentence_and_goes_on_with_a_supervisor(
    atrasada: Path, abrir: Abrir, dialogs: Dialogos
) -> None:
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    abierto = abrir(atrasada)
    abierto.entrar()
    franja: Detenida = abierto.cuerpo.detenida
    abierto.bot.waitUntil(franja.isVisible)
    assert "copia anterior" in franja.texto.text() and not franja.siga.isVisible()
    assert franja.folio.isVisible() and "más reciente" in franja.mensaje.text()
    abierto.revisar("a stopped caja")
    franja.folio.setText("hola")
    franja.sin_centro.click()
    assert "no es un folio" in franja.mensaje.text() and not dialogs.mensajes
    franja.folio.setText("2A-000040")
    franja.sin_centro.click()
    abierto.bot.waitUntil(franja.cerrar.isVisible, timeout=20_000)
    assert dialogs.mensajes[-1].texto == "Hacer seguir esta caja"
    assert "serie B" in franja.texto.text() and "3 asientos" in franja.mensaje.text()
    abierto.revisar("a caja that may go on")
    abierto.cerrar()
    otra = abrir(atrasada)
    otra.entrar()
    otra.quieto()
    assert not otra.cuerpo.detenida.isVisible() and otra.sesion.caja.serie == "B"


def test_a_caja_that_works_shows_nothing_of_it(carpeta: Path, abrir: Abrir) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    abierto.quieto()
    assert not abierto.cuerpo.detenida.isVisible()


def test_with_a_centre_that_is_down_it_offers_to_go_on_without(tmp_path: Path, abrir: Abrir, dialogs: Dialogos) -> None:
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    with una_caja(tmp_path / "datos") as caja, caja.uow() as uow:
        uow.sincronia.anotar("registro", "r")
        uow.sincronia.anotar("alto", "El centro tiene más de esta caja: es una copia anterior.")
        uow.sincronia.anotar("alto.clave", "archivo_atrasado")
        uow.commit()
    enlace = {
        "registro": "r", "url": "postgresql://127.0.0.1:1/x", "rol": "r", "secreto": "s", "anterior": "",
        "pimienta": "00", "centro_id": "c", "centro_publica": "p",
    }  # fmt: skip
    ruta = tmp_path / "datos" / "clave.enlace.json"
    ruta.write_text(json.dumps(enlace))
    ruta.chmod(0o600)
    abierto = abrir(tmp_path / "datos")
    abierto.entrar()
    franja = abierto.cuerpo.detenida
    abierto.bot.waitUntil(franja.siga.isVisible)
    assert not franja.folio.isVisible()
    franja.siga.click()
    abierto.bot.waitUntil(franja.folio.isVisible, timeout=30_000)
    assert "No se puede hablar con el centro" in franja.mensaje.text()
