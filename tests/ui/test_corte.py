"""F4 by keyboard: open the turno, count, close; blind or not; the paper is printed after the commit."""

from __future__ import annotations

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
from app.domain.dinero import Dinero
from app.domain.perfil import Demostracion
from app.turno.caja import ver_turno
from app.turno.cortes import ver_jornada
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    de_alta,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.ui.conftest import al_frente, quieto
from ui import tema
from ui.caja.corte import PantallaCorte
from ui.sesion import Sesion


@pytest.fixture
def caja(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CajaDePrueba]:
    """With three cuentas that owe; `ciego` as parameter makes the count blind."""
    demo: Demostracion = replace(PERFIL.demostracion, arqueo_ciego=getattr(request, "param", "") == "ciego")
    with una_caja(tmp_path / "datos", perfil=replace(PERFIL, demostracion=demo)) as prueba:
        numeros = ("100", "200", "300")
        importar(prueba, [una_cuenta(n) for n in numeros], [un_recibo(n) for n in numeros])
        yield prueba


ciego = pytest.mark.parametrize("caja", ["ciego"], indirect=True)


@pytest.fixture
def con_turno(caja: CajaDePrueba) -> CajaDePrueba:
    """An open turno with two payments of 90.00, one by card."""
    un_turno(caja)
    un_pago(caja, "100")
    un_pago(caja, "200", medios=(un_medio("90.00", "tarjeta"),))
    return caja


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> PantallaCorte:
    p = PantallaCorte(con_cajera)
    al_frente(qtbot, p)
    quieto(qtbot)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is p)
    return p


def teclear(qtbot: QtBot, texto: str) -> None:
    """To whoever has the focus."""
    campo = QApplication.focusWidget()
    assert campo is not None
    qtbot.keyClicks(campo, texto)


def pulsar(qtbot: QtBot, tecla: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    campo = QApplication.focusWidget()
    assert campo is not None
    qtbot.keyClick(campo, tecla, con)


CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def contar(qtbot: QtBot, pantalla: PantallaCorte, **piezas: str) -> None:
    """Type the pieces of the first denominations, in order, with Enter after each."""
    for texto in piezas.values():
        teclear(qtbot, texto)
        pulsar(qtbot, ENTER)


def test_the_turno_is_opened_with_its_float(qtbot: QtBot, pantalla: PantallaCorte, caja: CajaDePrueba) -> None:
    assert QApplication.focusWidget() is pantalla.abrir.fondo
    pulsar(qtbot, ENTER)
    assert "escriba 0" in pantalla.abrir.mensaje.text()
    teclear(qtbot, "1,500.5")
    pulsar(qtbot, ENTER)
    qtbot.waitUntil(lambda: pantalla.arqueo.isVisible())
    turno = ver_turno(caja.ctx)
    assert turno is not None and turno.fondo == Dinero(150050)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pantalla.arqueo.renglones[0].campo)


def test_the_figures_of_the_turno(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    assert pantalla.jornada.cobros.cifra.text() == "2"
    assert pantalla.jornada.folios.cifra.text() == "2A-000001 a 2A-000002"
    assert [(m.medio, m.cobros, str(m.importe)) for m in pantalla.jornada.model.filas[:2]] == [
        ("efectivo", 1, "90.00"),
        ("tarjeta", 1, "90.00"),
    ]
    (barra,) = pantalla.jornada.barras.barras
    assert barra.explica == "De 10 a 11 h: 2 cobros, $ 180.00"
    assert "180.00" in pantalla.jornada.barras.accessibleDescription()


def test_count_and_close_by_keyboard(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    contar(qtbot, pantalla, mil="0", quinientos="1", doscientos="0", cien="1")
    assert pantalla.arqueo.contado.text() == "$ 600.00"
    assert pantalla.arqueo.diferencia.text() == "sobra $ 10.00"
    pulsar(qtbot, ENTER, CTRL)
    assert "$ 600.00" in pantalla.boton_cerrar.text() and ver_turno(con_turno.ctx) is not None
    teclear(qtbot, "propina olvidada")
    pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: pantalla.resultado.isVisible())
    assert pantalla.resultado.cifras["Esperado"].text() == "$ 590.00"
    assert pantalla.resultado.cifras["Diferencia"].text() == "Sobra $ 10.00"
    assert ver_turno(con_turno.ctx) is None
    with con_turno.uow() as uow:
        (cierre,) = [a.datos() for a in uow.diario.asientos() if a.tipo == "turno_cerrado"]
    assert (cierre["motivo"], cierre["piezas"]) == ("propina olvidada", {"50000": 1, "10000": 1})


def test_a_blank_count_is_not_an_empty_drawer(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    pulsar(qtbot, ENTER, CTRL)
    pulsar(qtbot, ENTER, CTRL)
    assert "escriba 0" in pantalla.mensaje.text() and ver_turno(con_turno.ctx) is not None
    teclear(qtbot, "0")
    assert not pantalla.mensaje.isVisible()
    assert pantalla.arqueo.arqueo() == Arqueo(())


@pytest.mark.parametrize("malo", ["1.5", "-3", "dos", "1234567", "9" * 100_000, "²"])
def test_pieces_that_are_no_number_are_not_taken(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte, malo: str
) -> None:
    campo = pantalla.arqueo.renglones[1].campo
    QApplication.clipboard().setText(malo)
    campo.setFocus()
    campo.paste()
    pulsar(qtbot, ENTER, CTRL)
    assert "Las piezas de $ 500" in pantalla.mensaje.text()
    assert QApplication.focusWidget() is campo


def test_esc_goes_back_one_step_at_a_time(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "3")
    pulsar(qtbot, ENTER, CTRL)
    assert pantalla.motivo.isVisible()
    assert pantalla.escape() and not pantalla.motivo.isVisible()
    assert pantalla.arqueo.contado.text() == "$ 3,000.00"
    assert not pantalla.escape()


def test_a_change_of_the_count_asks_again(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "3")
    pulsar(qtbot, ENTER, CTRL)
    pantalla.arqueo.renglones[0].campo.setText("4")
    assert not pantalla.motivo.isVisible()
    pulsar(qtbot, ENTER, CTRL)
    assert pantalla.boton_cerrar.text() == "Cerrar el turno con $ 4,000.00"


def test_enter_held_down_closes_once(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "1")
    for _ in range(6):
        pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: pantalla.resultado.isVisible())
    with con_turno.uow() as uow:
        assert [a.tipo for a in uow.diario.asientos()].count("turno_cerrado") == 1


@ciego
def test_the_blind_count_shows_nothing_before_it_is_committed(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte
) -> None:
    teclear(qtbot, "1")
    vistos = " ".join(w.text() for w in pantalla.findChildren(QLabel) if w.isVisible())
    assert "590" not in vistos and "90.00" not in vistos and "después" in vistos
    celdas = [pantalla.jornada.model.index(f, 2).data() for f in range(4)]
    assert celdas == ["se muestra al terminar", "90.00", "0.00", "0.00"]
    assert "$" not in pantalla.jornada.barras.accessibleDescription()
    pulsar(qtbot, Qt.Key.Key_X, CTRL)
    qtbot.waitUntil(lambda: pantalla.impreso.isVisible())
    assert "590.00" not in pantalla.impreso.vista.accessibleDescription()
    pantalla.escape()
    pulsar(qtbot, ENTER, CTRL)
    pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: pantalla.resultado.isVisible())
    assert pantalla.resultado.cifras["Esperado"].text() == "$ 590.00"


def test_corte_x_is_shown_and_printed_and_changes_nothing(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte, tmp_path: Path
) -> None:
    cambiar_impresora(con_turno.ctx, Impresora("archivo", str(tmp_path / "x.txt")), SUPER)
    antes = ver_jornada(con_turno.ctx)
    pulsar(qtbot, Qt.Key.Key_X, CTRL)
    qtbot.waitUntil(lambda: pantalla.impreso.isVisible())
    pulsar(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: (tmp_path / "x.txt").exists())
    assert "CORTE X" in (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert ver_jornada(con_turno.ctx) == antes


def test_the_corte_z_is_printed_after_the_commit_and_again_as_a_copy(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte, tmp_path: Path
) -> None:
    cambiar_impresora(con_turno.ctx, Impresora("archivo", str(tmp_path / "z.txt")), SUPER)
    teclear(qtbot, "1")
    pulsar(qtbot, ENTER, CTRL)
    pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: pantalla.resultado.papel.text() == "Papel del corte: impreso")
    assert "CORTE Z 1" in (tmp_path / "z.txt").read_text(encoding="utf-8")
    pulsar(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "COPIA 1" in pantalla.resultado.papel.text())


def test_another_turno_after_the_corte(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    teclear(qtbot, "1")
    pulsar(qtbot, ENTER, CTRL)
    pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pantalla.resultado.otro)
    pulsar(qtbot, ENTER)
    assert QApplication.focusWidget() is pantalla.abrir.fondo
    teclear(qtbot, "200")
    pulsar(qtbot, ENTER)
    qtbot.waitUntil(lambda: pantalla.arqueo.isVisible())
    assert not pantalla.arqueo.is_empezado() and pantalla.arqueo.rotulo.text() == "Arqueo del turno 2"


def test_the_turno_of_another_day_says_what_to_do(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte
) -> None:
    con_turno.reloj.avanzar(days=1)
    pantalla.mostrar()
    qtbot.waitUntil(lambda: "abra el de hoy" in pantalla.aviso.text())


def test_somebody_elses_turno_is_not_closed(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte, con_cajera: Sesion
) -> None:
    con_cajera.entrar(de_alta(con_turno, replace(DEMO, clave="otra", nombre="Otra")))
    pantalla.mostrar()
    qtbot.waitUntil(lambda: "es de demo" in pantalla.aviso.text())
    teclear(qtbot, "1")
    pulsar(qtbot, ENTER, CTRL)
    pulsar(qtbot, ENTER, CTRL)
    qtbot.waitUntil(lambda: "es de demo" in pantalla.mensaje.text())
    assert ver_turno(con_turno.ctx) is not None and pantalla.arqueo.contado.text() == "$ 1,000.00"


def test_arrows_go_up_and_down(qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte) -> None:
    campos = [r.campo for r in pantalla.arqueo.renglones]
    pulsar(qtbot, Qt.Key.Key_Down)
    pulsar(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is campos[2]
    pulsar(qtbot, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is campos[1]


@pytest.mark.parametrize(("ancho", "alto", "escala"), [(1024, 660, 100), (1024, 660, 150), (1366, 660, 200)])
def test_it_fits(
    qtbot: QtBot, con_turno: CajaDePrueba, pantalla: PantallaCorte, ancho: int, alto: int, escala: int
) -> None:
    tema.aplicar(tema.Apariencia("oscuro", escala))
    pantalla.resize(ancho, alto)
    quieto(qtbot)
    assert (pantalla.width(), pantalla.height()) == (ancho, alto)


def test_everything_has_a_name_and_the_model_is_sound(
    con_turno: CajaDePrueba, pantalla: PantallaCorte, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(pantalla.jornada.model)
    mudos = [w for w in pantalla.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert [w for w in mudos if not w.accessibleName() and w.isVisible()] == []
    assert [a.text() for a in pantalla.acciones()] == ["Corte X", "Terminar conteo", "Imprimir el corte"]
