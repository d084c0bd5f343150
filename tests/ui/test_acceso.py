"""Sign-in: who, the PIN, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.factories import PINES, un_turno, una_caja
from tests.ui.conftest import Abierto, Abrir


def _negar(abierto: Abierto, pin: str) -> str:
    acceso = abierto.ventana.acceso
    antes = acceso.mensaje.text()
    abierto.bot.keyClicks(acceso.pin, pin)
    abierto.bot.keyClick(acceso.pin, Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: acceso.entra.isEnabled() and acceso.mensaje.text() not in ("", antes), timeout=10_000)
    return acceso.mensaje.text()


def test_a_wrong_pin_says_so_and_the_hand_stays(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    assert "Va 1 intento" in _negar(abierto, "111111")
    assert "Van 2 intentos" in _negar(abierto, "111112")
    acceso = abierto.ventana.acceso
    assert acceso.pin.text() == "" and acceso.pin.hasFocus() and abierto.sesion.usuario is None
    abierto.entrar()
    assert acceso.mensaje.text() == ""


def test_after_five_it_waits_and_says_until_when(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    for n in range(5):
        _negar(abierto, f"11111{n}")
    assert "Espere hasta las" in _negar(abierto, PINES["demo"])


def test_what_is_typed_before_the_caja_is_open_counts(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    acceso = abierto.ventana.acceso
    assert acceso.pin.hasFocus() and not acceso.quien.isEnabled(), "the first frame takes keys"
    abierto.bot.keyClicks(acceso.pin, PINES["demo"])
    abierto.bot.keyClick(acceso.pin, Qt.Key.Key_Return)
    programa = abierto.programa
    abierto.bot.waitUntil(lambda: programa.sesion is not None and programa.sesion.usuario is not None, timeout=20_000)


def test_a_blank_pin_asks_for_it(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    abierto.bot.keyClick(abierto.ventana.acceso.pin, Qt.Key.Key_Return)
    assert abierto.ventana.acceso.mensaje.text() == "Escriba su PIN."


def test_the_cashier_of_the_turno_comes_first(abrir: Abrir, tmp_path: Path) -> None:
    with una_caja(tmp_path / "datos") as caja:
        un_turno(caja)
    abierto = abrir(tmp_path / "datos")
    abierto.esperar_gente()
    assert abierto.ventana.acceso.quien.currentData() == "demo"
    assert "PIN 246810" in abierto.ventana.acceso.pista.text()


def test_a_real_caja_shows_no_pin(abrir: Abrir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTANILLA_CLAVES", str(tmp_path / "claves"))
    with una_caja(tmp_path / "datos", demo=False):
        pass
    abierto = abrir(tmp_path / "datos")
    abierto.esperar_gente()
    assert not abierto.ventana.acceso.pista.isVisible()


def test_locked_by_one_and_opened_by_another(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    abierto.tecla(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    abierto.entrar("super")
    assert abierto.sesion.usuario is not None and abierto.sesion.usuario.clave == "super"
    assert "supervisión" in abierto.cuerpo.cabecera.quien.text()


@pytest.mark.parametrize("pegado", ["7" * 100_000, "x" * 100_000])
def test_a_paste_of_100_kb_in_the_pin_is_harmless(abrir: Abrir, carpeta: Path, pegado: str) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    abierto.ventana.acceso.pin.setText(pegado)
    abierto.bot.keyClick(abierto.ventana.acceso.pin, Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: "no son correctos" in abierto.ventana.acceso.mensaje.text(), timeout=10_000)
    assert all(len(e.text()) <= 12 for e in abierto.ventana.acceso.findChildren(QLineEdit))
