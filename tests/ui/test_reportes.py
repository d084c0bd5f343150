"""F10: reports asked for by hand, followed, stopped, sorted, written to a file, and kept from who may not see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.documentos import BarraDeImporte, Grafica
from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.domain.reporte.reporte import Filtro
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.turno.caja import cerrar_turno
from tests.app.turno.test_cortes import un_surtido
from tests.ejercicio import llenar
from tests.factories import DEMO, INICIO, PERFIL, SUPER, CajaDePrueba, un_turno, una_caja
from tests.ui.conftest import Abrir, Dialogos, quieto
from ui.reportes.dia import DiaEdit
from ui.reportes.forma import REPORTES
from ui.reportes.grafica import GraficaView
from ui.reportes.mando import INCIDENCIAS, SOLICITUDES, SUBSIDIOS, Mando, Pedido
from ui.reportes.pantalla import PantallaReportes
from ui.sesion import Sesion

HOY = INICIO.date()


@pytest.fixture
def pantalla(caja: CajaDePrueba, sesion: Sesion, qtbot: QtBot) -> PantallaReportes:
    """The screen at the front of a supervisor, over a turno with payments of every kind."""
    un_surtido(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "no se contó")
    return abierta(sesion, qtbot)


def abierta(sesion: Sesion, qtbot: QtBot, quien: Usuario = SUPER) -> PantallaReportes:
    pantalla = PantallaReportes(sesion)
    qtbot.addWidget(pantalla)
    pantalla.resize(1300, 640)
    pantalla.show()
    sesion.entrar(quien)
    pantalla.mostrar()
    quieto(qtbot)
    return pantalla


def test_every_report_is_shown_with_its_picture_and_its_seal(pantalla: PantallaReportes, qtbot: QtBot) -> None:
    for que, nombre in (r for r in REPORTES if r[0] not in (SUBSIDIOS, SOLICITUDES, INCIDENCIAS)):
        pantalla.forma.elegir(que, "ejercicio")
        quieto(qtbot)
        assert pantalla.mensaje.isHidden(), pantalla.mensaje.text()
        assert nombre in pantalla.tablas.rotulo.text() and "01/01/2023 a 31/12/2023" in pantalla.tablas.rotulo.text()
        assert pantalla.grafica.grafica.barras and not pantalla.grafica.grab().isNull()
        assert "Lo pidió super" in pantalla.sello.text()
    assert [c.corte for c in pantalla.tablas.cortes.filas] == [1]


def test_figures_add_up_and_the_foot_says_how(pantalla: PantallaReportes, qtbot: QtBot) -> None:
    pantalla.forma.elegir("concepto", "hoy")
    quieto(qtbot)
    filas = pantalla.tablas.cobranza.filas
    total = sum(f.neto.centavos for f in filas)
    assert f"suman $ {Dinero(total)}" in pantalla.tablas.pie.text() and "terceros" in pantalla.tablas.pie.text()
    pantalla.tablas.tabla.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    assert [f.neto for f in pantalla.tablas.cobranza.filas] == sorted(f.neto for f in filas)
    assert pantalla.tablas.cobranza.listado("x").titulos[0] == "Concepto"


def test_one_turno_and_one_cashier(pantalla: PantallaReportes, qtbot: QtBot) -> None:
    forma = pantalla.forma
    forma.elegir("medio", "turno")
    assert forma.turno.isVisible() and not forma.desde.isVisible()
    qtbot.keyClicks(forma.turno, "1")
    qtbot.keyClick(forma.turno, Qt.Key.Key_Return)
    quieto(qtbot)
    assert "Turno 1, abierto el 05/09/2023" in pantalla.tablas.rotulo.text()
    forma.cajero.setCurrentIndex(forma.cajero.findData("super"))
    forma.cajero.activated.emit(forma.cajero.currentIndex())
    quieto(qtbot)
    assert pantalla.mensaje.text() == "El turno 1 no tiene cobros de super."
    assert pantalla.tablas.cobranza.filas == () and not pantalla.pdf.isEnabled()


@pytest.mark.parametrize(
    ("desde", "hasta", "dicho"),
    [
        ("31/02/2023", "05/09/2023", "no es un día"),
        ("", "05/09/2023", "no es un día"),
        ("05/09/2023", "04/09/2023", "inviértalo"),
        ("06/09/2023", "07/09/2023", "todavía no llega"),
        ("01/01/2020", "02/01/2020", "No hay cobros del 01/01/2020 al 02/01/2020"),
    ],
)
def test_days_that_cannot_be_are_told_on_the_screen(
    pantalla: PantallaReportes, qtbot: QtBot, desde: str, hasta: str, dicho: str
) -> None:
    pantalla.forma.desde.setText(desde)
    pantalla.forma.hasta.setText(hasta)
    pantalla.forma.periodo.setCurrentIndex(pantalla.forma.periodo.findData("otros"))
    qtbot.keyClick(pantalla.forma.hasta, Qt.Key.Key_Return)
    quieto(qtbot)
    assert dicho in pantalla.mensaje.text()
    assert pantalla.tablas.cobranza.filas == ()


def test_a_typed_day_is_no_longer_a_range_with_a_name(pantalla: PantallaReportes, qtbot: QtBot) -> None:
    pantalla.forma.desde.selectAll()
    qtbot.keyClicks(pantalla.forma.desde, "1/9/23")
    assert pantalla.forma.periodo.currentText() == "Otros días"
    assert pantalla.forma.pedido().filtro == Filtro(date(2023, 9, 1), HOY)


def test_the_paper_is_saved_where_it_is_said_and_a_bad_folder_is_told(
    pantalla: PantallaReportes, qtbot: QtBot, dialogs: Dialogos, tmp_path: Path
) -> None:
    dialogs.respuestas["guardar"] = tmp_path / "reporte"
    pantalla.pdf.click()
    quieto(qtbot)
    assert (tmp_path / "reporte.pdf").read_bytes().startswith(b"%PDF")
    dialogs.respuestas["guardar"] = tmp_path / "no hay" / "reporte.pdf"
    pantalla.guardar_pdf()
    quieto(qtbot)
    assert "No se pudo escribir" in pantalla.mensaje.text()


def test_nothing_is_saved_before_there_is_a_report(sesion: Sesion, qtbot: QtBot, dialogs: Dialogos) -> None:
    pantalla = abierta(sesion, qtbot)
    assert pantalla.mensaje.text() == "No hay cobros el 05/09/2023."
    pantalla.guardar_pdf()
    assert dialogs.mensajes == []


def test_locking_takes_the_report_away(pantalla: PantallaReportes, sesion: Sesion) -> None:
    assert pantalla.tablas.cobranza.filas
    sesion.bloquear()
    assert pantalla.tablas.cobranza.filas == () and pantalla.sello.text() == ""
    pantalla.pedir()
    assert not pantalla.mando.is_ocupado()


def test_a_report_that_is_done_after_locking_is_not_shown(
    pantalla: PantallaReportes, sesion: Sesion, qtbot: QtBot
) -> None:
    pantalla.pedir()
    sesion.motor.esperar()
    sesion.bloquear()
    quieto(qtbot)
    assert pantalla.tablas.cobranza.filas == () and not pantalla.mando.is_ocupado()


def test_a_report_can_be_stopped_and_a_newer_one_stops_it(pantalla: PantallaReportes, qtbot: QtBot) -> None:
    pantalla.forma.elegir("dia", "ejercicio")
    assert pantalla.mando.is_ocupado() and pantalla.cancelar.isVisible()
    assert pantalla.escape()
    quieto(qtbot)
    # It may have ended before it was told to stop; a second Esc has nothing to stop.
    assert pantalla.mensaje.text() in ("Se canceló el reporte.", "") and not pantalla.escape()
    mando: Mando = pantalla.mando
    hechos: list[str] = []
    mando.hecho.connect(lambda hecho: hechos.append(hecho.por))
    for por in ("hora", "medio", "uso"):
        mando.pedir(Pedido(por, Filtro(HOY, HOY)), SUPER)
    quieto(qtbot)
    assert hechos == ["uso"]


@pytest.fixture
def de_un_ejercicio(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja at the end of a year of 3,000 payments."""
    fin: datetime = INICIO.replace(month=12, day=20)
    with una_caja(tmp_path / "datos", momento=fin) as caja:
        llenar(caja, 3_000)
        yield caja


class TestDeUnEjercicio:
    """Over a year."""

    @pytest.fixture
    def caja(self, de_un_ejercicio: CajaDePrueba) -> CajaDePrueba:
        return de_un_ejercicio

    def test_progress_goes_month_by_month_to_the_end(self, sesion: Sesion, qtbot: QtBot) -> None:
        pantalla = abierta(sesion, qtbot)
        dicho: list[tuple[int, int]] = []
        pantalla.mando.avanzado.connect(lambda *avance: dicho.append(avance))
        pantalla.forma.elegir("dia", "ejercicio")
        quieto(qtbot)
        assert len(pantalla.tablas.cobranza.filas) == 300
        assert dicho == sorted(dicho) and dicho[-1] == (10, 10)


def test_a_blind_count_is_said_on_the_screen(tmp_path: Path, qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion) -> None:
    caja.ctx = replace(caja.ctx, perfil=replace(PERFIL, demostracion=replace(PERFIL.demostracion, arqueo_ciego=True)))
    sesion.poner_perfil(caja.ctx.perfil)
    un_surtido(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "no se contó")
    un_turno(caja, cajero=DEMO)
    pantalla = abierta(sesion, qtbot)
    assert pantalla.mensaje.isHidden()
    with caja.uow() as uow:
        uow.diario.asentar(
            "usuario", {"clave": "audi", "nombre": "A", "roles": ["auditor"], "activo": 1, "quien": "super"}
        )
        uow.commit()
    sesion.entrar(Usuario("audi", "A", ("auditor",)))
    pantalla.mostrar()
    quieto(qtbot)
    assert "No incluye el turno 2" in pantalla.mensaje.text()


def test_a_cashier_has_no_such_screen(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    abierto.abrir_turno()
    antes = abierto.cuerpo.actual
    abierto.tecla(Qt.Key.Key_F10)
    assert abierto.cuerpo.actual is antes


def test_nothing_is_cut_at_any_size(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.entrar("super")
    abierto.tecla(Qt.Key.Key_F10)
    abierto.quieto()
    assert abierto.cuerpo.actual.titulo == "Reportes"
    abierto.revisar("reportes")


# --- its parts ---


@pytest.mark.parametrize(
    ("texto", "dia"),
    [
        ("5/9/2023", HOY), ("05-09-23", HOY), ("2023-9-5", HOY), ("5.9.2023", HOY), ("29/02/2023", None),
        ("5 sep", None), ("", None), ("5/9/123", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(qtbot: QtBot, texto: str, dia: date | None) -> None:
    campo = DiaEdit("Día")
    qtbot.addWidget(campo)
    campo.setText(texto)
    assert campo.dia() == dia


@given(
    valores=st.lists(st.integers(-(10**9), 10**9), max_size=400), de_tiempo=st.booleans(), ancho=st.integers(150, 900)
)
def test_any_bars_are_painted_inside(qapp: QApplication, valores: list[int], de_tiempo: bool, ancho: int) -> None:
    vista = GraficaView("x")
    vista.resize(ancho, 200)
    vista.poner(Grafica(tuple(BarraDeImporte(f"r{n}", Dinero(v)) for n, v in enumerate(valores)), de_tiempo))
    assert not vista.grab().isNull()
    for _, barra, _ in vista._lugares():
        assert barra.width() >= 0 and barra.height() >= 0 and barra.left() >= 0 and barra.right() <= ancho + 1
    vista.deleteLater()


def test_a_pointer_reads_its_bar(qtbot: QtBot) -> None:
    vista = GraficaView("x")
    qtbot.addWidget(vista)
    vista.resize(400, 200)
    assert vista.dicho_en(QPointF(10, 10)) == ""
    vista.poner(Grafica((BarraDeImporte("9 h", Dinero(100)), BarraDeImporte("10 h", Dinero(-5))), de_tiempo=True))
    assert vista.dicho_en(QPointF(390, 50)) == "10 h: -$ 0.05"
    assert "9 h: 1.00" in vista.accessibleDescription()


def test_a_form_without_a_turno_says_what_is_missing(pantalla: PantallaReportes) -> None:
    pantalla.forma.elegir("medio", "turno")
    for texto in ("", "x", "0"):
        pantalla.forma.turno.setText(texto)
        with pytest.raises(NegocioError) as error:
            pantalla.forma.pedido()
        assert error.value.clave == "turno_invalido"
