"""F1, the year paid ahead (Romita 2020, Art. 45): asked for by a key, seen with its discount, and charged."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from app.cobro.ultimos import ultimos_pagos
from tests.factories import importar, un_recibo, una_caja, una_cuenta
from tests.organismos import perfil_de_prueba
from tests.ui.conftest import Abierto, Abrir
from ui.cobro.pantalla import PantallaCobrar

ANUAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def abierto(abrir: Abrir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Abierto:
    """Romita on 15 January 2020: a cuenta that owes nothing, one that owes December."""
    monkeypatch.setenv("VENTANILLA_AHORA", "2020-01-15T10:00:00")
    romita = perfil_de_prueba("romita")
    momento = datetime(2020, 1, 15, 9, tzinfo=ZoneInfo(romita.zona))
    with una_caja(tmp_path / "datos", perfil=romita, momento=momento) as caja:
        servicios = ("agua", "drenaje", "tratamiento")
        cuentas = [una_cuenta(n, uso="domestica", area="general", servicios=servicios) for n in ("100", "200")]
        importar(caja, cuentas, [un_recibo("200", "2019-12", m3=10, agua="109.80")])
    programa = abrir(tmp_path / "datos")
    programa.entrar()
    programa.abrir_turno()
    return programa


def leer(abierto: Abierto, cuenta: str) -> PantallaCobrar:
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    pantalla.leer(cuenta)
    abierto.quieto()
    return pantalla


def test_the_year_is_charged_by_a_key(abierto: Abierto) -> None:
    pantalla = leer(abierto, "100")
    assert pantalla.mando.carga is not None and pantalla.mando.carga.propuesta is None, "nothing is owed"
    abierto.tecla(Qt.Key.Key_A, ANUAL)
    abierto.quieto()
    propuesta = pantalla.mando.carga.propuesta
    assert propuesta is not None and propuesta.ahorro.centavos > 0
    assert any("pago anual 2020" in a.detalle for a in propuesta.liquidaciones[0].aplicado)
    assert "quedan como saldo a favor" in pantalla.pago.detalle.text() and pantalla.pago.efectivo.hasFocus()
    abierto.tecla(Qt.Key.Key_Return)
    abierto.tecla(Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: abierto.cuerpo.estado.turno.text().endswith("1 cobro"))
    (ultimo,) = ultimos_pagos(abierto.sesion.motor.lectura.ctx, 1)
    assert ultimo.pago.total == propuesta.total and ultimo.pago.descuentos[0].programa == "anual"


def test_it_goes_back_to_what_is_owed_and_takes_nothing_besides(abierto: Abierto) -> None:
    pantalla = leer(abierto, "200")
    antes = pantalla.mando.carga
    abierto.tecla(Qt.Key.Key_A, ANUAL)
    abierto.quieto()
    assert "se paga lo que se debe" in pantalla.pago.error.text(), "who owes pays that first"
    pantalla.mando.poner_monto(antes.propuesta.total if antes is not None and antes.propuesta is not None else None)
    assert "va solo" in pantalla.pago.error.text()
    abierto.tecla(Qt.Key.Key_A, ANUAL)
    abierto.quieto()
    ahora = pantalla.mando.carga
    assert antes is not None and ahora is not None and antes.propuesta is not None and ahora.propuesta is not None
    assert ahora.propuesta.total == antes.propuesta.total


def test_where_the_law_has_no_such_payment_there_is_no_key(abrir: Abrir, carpeta: Path) -> None:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    assert "Pagar el año" not in {a.text() for a in programa.cuerpo.pantallas[0].acciones()}
