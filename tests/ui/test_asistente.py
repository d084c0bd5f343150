"""The first run: a demonstration in one key, a real caja in three steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.ajustes import Impresora, leer_ajustes
from app.altas import hacer_caja
from app.armado import Taller
from app.errors import NegocioError
from app.fundacion import Persona
from tests.ui.conftest import Abierto, Abrir
from ui.asistente import Asistente
from ui.pasos import PasoCaja, PasoGente, PasoImpresora


@pytest.fixture(autouse=True)
def _claves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTANILLA_CLAVES", str(tmp_path / "claves"))


def _asistente(abierto: Abierto) -> Asistente:
    abierto.bot.waitUntil(lambda: isinstance(abierto.ventana.pila.currentWidget(), Asistente))
    pagina = abierto.ventana.pila.currentWidget()
    assert isinstance(pagina, Asistente)
    return pagina


def test_a_demonstration_takes_one_key(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    abierto.bot.keyClick(asistente.demostracion, Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: abierto.programa.sesion is not None, timeout=60_000)
    abierto.entrar()
    assert abierto.sesion.caja.demo
    assert len(abierto.sesion.motor.lectura.ctx.padron.buscar("a", 50)) == 50


def test_the_demonstration_may_be_of_another_organismo(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    abierto.bot.waitUntil(lambda: asistente.de_quien.count() == 4)
    assert asistente.demostracion.hasFocus() and asistente.de_quien.currentData() == "cajeme"
    assert not asistente.sin_precios.isVisible()
    abierto.tecla(Qt.Key.Key_Tab)
    assert asistente.de_quien.hasFocus()
    abierto.tecla(Qt.Key.Key_Down)
    assert asistente.de_quien.currentData() == "loreto" and asistente.sin_precios.isVisible()
    abierto.tecla(Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: abierto.programa.sesion is not None, timeout=60_000)
    abierto.entrar()
    assert (abierto.sesion.caja.organismo, abierto.sesion.caja.demo) == ("loreto", True)
    assert abierto.cuerpo.estado.precios.text().startswith("Sin precios de")
    assert abierto.sesion.ctx.padron.buscar("a", 50), "cuentas without any recibo"


def test_an_organismo_without_prices_says_so_in_its_step(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    caja = asistente.pasos[0]
    assert isinstance(caja, PasoCaja)
    asistente.de_verdad.click()
    abierto.bot.waitUntil(lambda: caja.organismo.count() == 4)
    for clave, dicho in (("ocampo", True), ("romita", False), ("loreto", True), ("cajeme", False)):
        caja.organismo.setCurrentIndex(caja.organismo.findData(clave))
        assert caja.sin_precios.isVisible() is dicho, clave


def _llenar(abierto: Abierto, asistente: Asistente) -> None:
    caja, gente, _ = asistente.pasos
    assert isinstance(caja, PasoCaja) and isinstance(gente, PasoGente)
    asistente.de_verdad.click()
    abierto.bot.waitUntil(lambda: caja.organismo.count() > 0)
    abierto.bot.keyClicks(caja.centro, "Centro Norte")
    abierto.bot.keyClicks(caja.numero, "7")
    abierto.bot.keyClick(caja.numero, Qt.Key.Key_Return)
    for campo, texto in ((gente.nombre, "Rosa Leal"), (gente.clave, "rosa"), (gente.pin, "482915")):
        abierto.bot.keyClicks(campo, texto)
    abierto.bot.keyClicks(gente.otra_vez, "482915")


def test_a_real_caja_in_three_steps(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    _llenar(abierto, asistente)
    asistente.avanzar()
    impresora = asistente.pasos[2]
    assert isinstance(impresora, PasoImpresora)
    impresora.tipo.setCurrentIndex(impresora.tipo.findData("carpeta"))
    impresora.destino.setText(str(tmp_path / "papeles"))
    abierto.bot.keyClick(impresora.destino, Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: abierto.programa.sesion is not None, timeout=30_000)
    abierto.entrar("rosa", "482915")
    assert (abierto.sesion.caja.numero, abierto.sesion.caja.demo) == ("7", False)
    ajustes = leer_ajustes(abierto.sesion.motor.lectura.ctx)
    assert (ajustes.impresora.tipo, ajustes.impresora.destino) == ("carpeta", str(tmp_path / "papeles"))
    assert abierto.sesion.usuario is not None and abierto.sesion.usuario.is_rol("cajero")


def test_each_step_says_what_is_missing_and_nothing_typed_is_lost(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    asistente.de_verdad.click()
    asistente.avanzar()
    assert asistente.paso == 0 and "centro" in asistente.mensaje.text()
    asistente.retroceder()
    assert asistente.paso == -1
    _llenar(abierto, asistente)
    gente = asistente.pasos[1]
    assert isinstance(gente, PasoGente)
    gente.otra_vez.setText("482916")
    asistente.avanzar()
    assert asistente.paso == 1 and "no son iguales" in asistente.mensaje.text()
    abierto.bot.keyClick(gente.nombre, Qt.Key.Key_Escape)
    assert asistente.paso == 0
    asistente.avanzar()
    assert gente.nombre.text() == "Rosa Leal"


def test_a_weak_pin_comes_back_to_its_step(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    _llenar(abierto, asistente)
    gente = asistente.pasos[1]
    assert isinstance(gente, PasoGente)
    gente.pin.setText("1")
    gente.otra_vez.setText("1")
    asistente.avanzar()
    asistente.avanzar()
    abierto.bot.waitUntil(lambda: asistente.paso == 1, timeout=10_000)
    assert "de 6 a 12 dígitos" in asistente.mensaje.text()
    gente.pin.setText("482915")
    gente.otra_vez.setText("482915")
    asistente.avanzar()
    asistente.avanzar()
    abierto.bot.waitUntil(lambda: abierto.programa.sesion is not None, timeout=30_000)


def test_a_printer_that_cannot_be_makes_no_caja(tmp_path: Path) -> None:
    persona = Persona("rosa", "Rosa Leal", ("administrador",), "482915")
    taller = Taller(tmp_path)
    for centro, numero, impresora in (
        ("Norte", "0", Impresora()),
        (" ", "1", Impresora()),
        ("Norte", "1", Impresora("red", "no es una dirección")),
    ):
        with pytest.raises(NegocioError):
            hacer_caja(taller, "cajeme", centro, numero, persona, impresora)
    assert not (tmp_path / "caja.db").exists()


def test_the_printer_is_tried_before_there_is_a_caja(abrir: Abrir, tmp_path: Path) -> None:
    abierto = abrir(tmp_path / "datos")
    asistente = _asistente(abierto)
    _llenar(abierto, asistente)
    asistente.avanzar()
    impresora = asistente.impresora
    assert not impresora.prueba.isVisible()
    impresora.tipo.setCurrentIndex(impresora.tipo.findData("archivo"))
    impresora.destino.setText(str(tmp_path / "no hay" / "papel.txt"))
    abierto.tecla(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    abierto.bot.waitUntil(lambda: impresora.dicho.property("estado") == "mal", timeout=10_000)
    assert impresora.dicho.text() and asistente.paso == 2
    impresora.destino.setText(str(tmp_path / "papel.txt"))
    impresora.prueba.click()
    abierto.bot.waitUntil(lambda: impresora.dicho.property("estado") == "bien", timeout=10_000)
    assert "PRUEBA DE IMPRESIÓN" in (tmp_path / "papel.txt").read_text(encoding="utf-8")
    assert not (tmp_path / "datos" / "caja.db").exists()
