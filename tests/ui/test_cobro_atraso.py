"""F1 where somebody pays late: recargos with their sum and article, charges, the notice, and an oficio by Ctrl K."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cobro.cargos import cargar
from app.cobro.consulta import estado_de_cuenta
from app.domain.cuenta import Cargo
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from tests.factories import PERFIL, PINES, SUPER, CajaDePrueba, importar, un_recibo, una_caja, una_cuenta
from tests.ui.conftest import Dialogos
from tests.ui.mostrador import Mostrador
from ui.cobro.condonar import debido_por_concepto
from ui.cobro.curso import Curso
from ui.cobro.curso import cargar as cargar_curso
from ui.cobro.porque import renglones_de
from ui.cobro.renglones import conceptos_de, recibos_de
from ui.sesion import Sesion

Key = Qt.Key
TASA = TasaRecargo(Periodo(2023, 1), Decimal("1.13"), "Ley de Ingresos, Art. 5")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja with a rate: one cuenta owes June and July and a reconexión, another only August."""
    with una_caja(tmp_path / "datos", perfil=replace(PERFIL, recargos=(TASA,))) as prueba:
        recibos = [un_recibo("0000100-1", mes, agua="319.81") for mes in ("2023-06", "2023-07")]
        importar(
            prueba,
            [una_cuenta("0000100-1", titular="Ana Ríos"), una_cuenta("0000200-2", titular="Beto Luna")],
            [*recibos, un_recibo("0000200-2", agua="200.00")],
        )
        reconexion = Cargo("servicio:D", Dinero(300_00), "Reconexión de toma", "Ley de Ingresos, Art. 33 D")
        cargar(prueba.ctx, "0000100-1", [reconexion], "orden 7", SUPER)
        yield prueba


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    return Mostrador(qtbot, caja, con_cajera)


def test_each_recibo_owes_its_recargo_and_says_how_it_comes_about(caja: CajaDePrueba, con_cajera: Sesion) -> None:
    carga = cargar_curso(caja.ctx, Curso.de("0000100-1"))
    (ficha,) = carga.fichas
    filas = recibos_de(ficha, carga.curso)
    assert [(f.titulo, f.m3, f.importe.texto(), f.a_pagar.texto(), f.parcial) for f in filas] == [
        ("Junio 2023", "20", "327.04", "327.04", False),
        ("Julio 2023", "20", "323.42", "323.42", False),
        ("Septiembre 2023 · otros cargos", "", "300.00", "300.00", False),
        ("Cargo por mora", "", "205.39", "205.39", False),
    ]
    encabezado = con_cajera.encabezado
    recargo = conceptos_de(ficha, Periodo(2023, 6), caja.perfil, encabezado)[1]
    assert (recargo.nombre, recargo.importe, recargo.detalle) == (
        "Recargos", Dinero(7_23), "2 meses × 1.13 % de 319.81 · Ley de Ingresos, Art. 5",
    )  # fmt: skip
    (reconexion,) = conceptos_de(ficha, Periodo(2023, 9), caja.perfil, encabezado)
    assert (reconexion.nombre, reconexion.detalle) == ("Reconexión de toma", "Ley de Ingresos, Art. 33 D")
    porque = renglones_de(ficha, caja.perfil, encabezado)
    assert [(r.que, r.como) for r in porque if r.que == "Recargos"] == [
        ("Recargos", "2 meses × 1.13 % de 319.81"),
        ("Recargos", "1 mes × 1.13 % de 319.81"),
    ]
    assert ("Septiembre 2023", "otros cargos") in [(r.que, r.como) for r in porque]
    (total,) = [r.importe for r in porque if r.clase == "total"]
    assert total == ficha.adeudo.total == Dinero(1_155_85)


def test_a_part_that_only_reaches_the_recargos_is_a_part(caja: CajaDePrueba) -> None:
    carga = cargar_curso(caja.ctx, replace(Curso.de("0000100-1"), monto=Dinero(210_00)))
    filas = recibos_de(carga.fichas[0], carga.curso)
    assert [(f.a_pagar.texto(), f.parcial, f.elegido) for f in filas] == [
        ("4.61", True, True), ("0.00", False, False), ("0.00", False, False), ("205.39", False, True),
    ]  # fmt: skip


def test_without_a_rate_the_screen_says_so_only_where_there_is_rezago(mostrador: Mostrador) -> None:
    m = mostrador
    sin_tasa = replace(m.caja.ctx, perfil=PERFIL)
    for numero, dice in (("0000100-1", True), ("0000200-2", False)):
        ficha = cargar_curso(sin_tasa, Curso.de(numero)).fichas[0]
        textos = [r.como for r in renglones_de(ficha, PERFIL, m.sesion.encabezado)]
        assert ("Este organismo no tiene tasa de recargos cargada: no se calculan." in textos) is dice
    m.abrir("ana rios")
    assert "tasa de recargos" not in m.pantalla.cuenta.nota_texto.text()


def test_an_oficio_is_applied_from_the_window_by_a_supervisor(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m, vista = mostrador, mostrador.pantalla.condonar
    m.abrir("ana rios")
    m.ctrl(Key.Key_K)
    assert m.pantalla.columnas.pagina is vista and m.foco() is vista.casillas["mora"]
    m.pulsar(Key.Key_Space)
    assert vista.monto.importe() == Dinero(205_39) and vista.elegidos == ("mora",)
    for campo, texto in ((vista.oficio, "DG-15"), (vista.autoridad, "Dirección"), (vista.motivo, "a petición")):
        campo.setText(texto)
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    vista.motivo.setFocus()
    m.enter()
    m.esperar(lambda: "no es supervisor" in dialogs.mensajes[-1].texto)
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    m.enter()
    m.esperar(lambda: m.pantalla.columnas.pagina is m.pantalla.cuenta)
    m.quieto()
    assert "205.39" in dialogs.mensajes[-1].detalle
    adeudo = estado_de_cuenta(m.caja.ctx, "0000100-1").adeudo
    assert adeudo.total == Dinero(950_46) and not adeudo.mora
    m.esperar(lambda: "950.46" in m.total)
    assert m.caja.verificar().ok


def test_what_is_missing_is_asked_for_and_esc_forgives_nothing(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m, vista = mostrador, mostrador.pantalla.condonar
    m.ctrl(Key.Key_K)
    assert m.pantalla.columnas.pagina is not vista, "there is no cuenta"
    m.abrir("ana rios")
    m.ctrl(Key.Key_K)
    vista.monto.setFocus()
    m.enter()
    assert "cuánto" in vista.mensaje.text() and dialogs.mensajes == []
    m.teclear("5")
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    m.enter()
    m.esperar(lambda: "número del oficio" in vista.mensaje.text())
    assert m.esc() and m.pantalla.columnas.pagina is m.pantalla.cuenta
    assert estado_de_cuenta(m.caja.ctx, "0000100-1").adeudo.total == Dinero(1_155_85)


def test_what_is_owed_by_concepto_adds_up(caja: CajaDePrueba) -> None:
    adeudo = estado_de_cuenta(caja.ctx, "0000100-1").adeudo
    debido = debido_por_concepto(adeudo)
    assert {c: i.texto() for c, i in debido.items()} == {
        "mora": "205.39", "recargos": "10.84", "agua": "639.62", "servicio:D": "300.00",
    }  # fmt: skip
    assert sum(i.centavos for i in debido.values()) == adeudo.total.centavos
