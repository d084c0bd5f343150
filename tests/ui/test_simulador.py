"""F3: any bill, step by step, beside another one; drawn; never behind what the hand asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QSlider
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.dinero import CERO, Dinero
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.tarifa.cotizacion import cotizar
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from tests.factories import CajaDePrueba
from tests.organismos import perfil_de_prueba
from ui import tema
from ui.ayuda import tecla_de
from ui.sesion import Sesion
from ui.simulador.curva import Trazo, pluma
from ui.simulador.pantalla import PantallaSimular, comparar

SEPTIEMBRE = Periodo(2023, 9)


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> Iterator[PantallaSimular]:
    p = PantallaSimular(con_cajera)
    qtbot.addWidget(p)
    p.resize(1366, 640)
    p.show()
    p.mostrar()
    al_dia(qtbot, p)
    yield p


def al_dia(bot: QtBot, p: PantallaSimular) -> None:
    bot.waitUntil(lambda: p.mando.is_al_dia, timeout=10_000)


def pulsar(bot: QtBot, *teclas: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for tecla in teclas:
        foco = QApplication.focusWidget()
        assert foco is not None
        bot.keyClick(foco, tecla, con)


def elegir(combo: QComboBox, dato: object) -> None:
    assert combo.findData(dato) >= 0, dato
    combo.setCurrentIndex(combo.findData(dato))


def debido(caja: CajaDePrueba, m3: int, programa: str = "", metodo: str = "", **otros: object) -> str:
    solicitud = SolicitudCotizacion(
        "cajeme",
        "domestico",
        "urbana",
        Decimal(m3),
        SEPTIEMBRE,
        programa,
        **otros,  # type: ignore[arg-type]
    )
    hecha = cotizar(perfil_de_prueba("cajeme", metodo), solicitud, caja.reloj.ahora().date())
    return f"$ {hecha.total}"


def test_two_readings_of_the_law_stand_side_by_side_at_once(pantalla: PantallaSimular, caja: CajaDePrueba) -> None:
    uno, otro = pantalla.lados
    assert pantalla.toma.m3.hasFocus() and pantalla.toma.m3.text() == "20"
    assert uno.total.text() == debido(caja, 20) and otro.total.text() == debido(caja, 20, metodo="escalonado")
    assert uno.lectura.currentText() == "cajeme/2023" and "cada m³ a su precio" in otro.lectura.currentText()
    assert uno.mes.currentData() == otro.mes.currentData() == SEPTIEMBRE
    assert pantalla.diferencia.text().startswith("B cobra ") and "menos que A" in pantalla.diferencia.text()
    trazos = [t for t in pantalla.curva.trazos if t is not None]
    assert [len(t.totales) for t in trazos] == [101, 101]
    assert [f"$ {t.totales[20]}" for t in trazos] == [uno.total.text(), otro.total.text()]


def test_the_keyboard_moves_the_m3(qtbot: QtBot, pantalla: PantallaSimular, caja: CajaDePrueba) -> None:
    pulsar(qtbot, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    assert pantalla.toma.m3.text() == "31" and pantalla.toma.barra.value() == 31
    pulsar(qtbot, *[Qt.Key.Key_PageDown] * 4)
    assert pantalla.toma.m3.text() == "0"
    qtbot.keyClicks(pantalla.toma.m3, "47")
    al_dia(qtbot, pantalla)
    assert pantalla.lados[0].total.text() == debido(caja, 47)
    pulsar(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pantalla.toma.barra
    pulsar(qtbot, Qt.Key.Key_Right)
    assert pantalla.toma.m3.text() == "48"
    assert pantalla.escape() and pantalla.toma.m3.hasFocus()
    assert not pantalla.escape(), "nothing else to step back from"
    assert pantalla.recibir("7") and pantalla.toma.m3.text() == "7" and not pantalla.recibir("a")


def test_a_program_asks_for_what_it_needs(qtbot: QtBot, pantalla: PantallaSimular, caja: CajaDePrueba) -> None:
    toma, (uno, _) = pantalla.toma, pantalla.lados
    elegir(toma.programa, "insen")
    al_dia(qtbot, pantalla)
    assert not toma.otorgado.isVisible() and uno.total.text() == debido(caja, 20, "insen")
    assert [r.clase for r in uno.modelo.filas if r.clase in ("descuento", "suma", "total")].count("descuento") == 3
    elegir(toma.programa, "social")
    al_dia(qtbot, pantalla)
    assert toma.otorgado.isVisible() and "los fija el estudio" in uno.falta.text() and not uno.tabla.isVisible()
    assert uno.total.text() == "" and pantalla.diferencia.text() == ""
    qtbot.keyClicks(toma.cuanto, "8")
    al_dia(qtbot, pantalla)
    assert uno.total.text() == debido(caja, 20, "social", programa_m3=8) and not uno.falta.isVisible()
    elegir(toma.programa, "direccion")
    elegir(toma.unidad, "porcentaje")
    al_dia(qtbot, pantalla)
    assert uno.total.text() == debido(caja, 20, "direccion", programa_porcentaje=Decimal(8))
    assert toma.programa.findData("reciclaje") < 0, "nobody doméstico may have it"
    elegir(toma.uso, "comercial")
    assert toma.programa.currentData() in ("", "direccion") and toma.programa.findData("reciclaje") > 0


@pytest.mark.parametrize("texto", ["-1", "1,000", "veinte", "9" * 20, "²"])
def test_a_figure_that_is_none_is_told_and_the_picture_stays(
    qtbot: QtBot, pantalla: PantallaSimular, texto: str
) -> None:
    antes = pantalla.lados[0].total.text()
    pantalla.toma.m3.setText(texto)
    qtbot.waitUntil(lambda: bool(pantalla.toma.mensaje.text() or pantalla.lados[0].falta.text()))
    assert pantalla.toma.m3.text() == texto and pantalla.toma.barra.value() <= 100
    if pantalla.toma.mensaje.text():
        assert pantalla.lados[0].total.text() == antes
    pantalla.toma.m3.setText("20")
    al_dia(qtbot, pantalla)
    assert pantalla.lados[0].total.text() == antes and not pantalla.toma.mensaje.isVisible()


def test_without_m3_there_is_a_curve_and_no_bill(qtbot: QtBot, pantalla: PantallaSimular) -> None:
    pantalla.toma.m3.clear()
    al_dia(qtbot, pantalla)
    assert "cuántos m³" in pantalla.lados[0].falta.text()
    trazo = pantalla.curva.trazos[0]
    assert trazo is not None and trazo.elegido is None and None not in trazo.totales


def test_the_scale_grows_with_the_m3(qtbot: QtBot, pantalla: PantallaSimular) -> None:
    for texto, escala in (("101", 200), ("400", 500), ("2000", 500)):
        pantalla.toma.m3.setText(texto)
        al_dia(qtbot, pantalla)
        assert pantalla.toma.escala == escala and pantalla.toma.barra.maximum() == escala
        assert pantalla.lados[0].total.text() != ""
    elegir(pantalla.toma.hasta, 1000)
    al_dia(qtbot, pantalla)
    trazo = pantalla.curva.trazos[0]
    assert trazo is not None and len(trazo.totales) == 201


def test_only_the_last_request_is_answered(qtbot: QtBot, pantalla: PantallaSimular, caja: CajaDePrueba) -> None:
    respuestas: list[int] = []
    pantalla.mando.respondido.connect(lambda r: respuestas.append(int(r.pedido.solicitud.m3)))
    for m3 in range(1, 100):
        pantalla.toma.barra.setValue(m3)
        if m3 % 33 == 0:
            qtbot.wait(45)
    elegir(pantalla.toma.hasta, 1000)
    al_dia(qtbot, pantalla)
    assert len(respuestas) < 10 and respuestas[-1] == 99
    assert pantalla.lados[0].total.text() == debido(caja, 99)


def test_the_second_bill_may_be_left_out(qtbot: QtBot, pantalla: PantallaSimular) -> None:
    pulsar(qtbot, Qt.Key.Key_T, con=Qt.KeyboardModifier.ControlModifier)
    assert pantalla.lados[1].lectura.hasFocus()
    pulsar(qtbot, Qt.Key.Key_Home)
    al_dia(qtbot, pantalla)
    otro = pantalla.lados[1]
    assert otro.lectura.currentText() == "Sin comparar" and otro.lado() is None and otro.modelo.rowCount() == 0
    assert pantalla.diferencia.text() == "" and pantalla.curva.trazos[1] is None and not otro.mes.isVisible()
    pulsar(qtbot, Qt.Key.Key_Down)
    al_dia(qtbot, pantalla)
    assert pantalla.diferencia.text().startswith("A y B cobran lo mismo")
    pulsar(qtbot, Qt.Key.Key_G, con=Qt.KeyboardModifier.ControlModifier)
    assert otro.mes.hasFocus()
    pulsar(qtbot, Qt.Key.Key_Home)
    al_dia(qtbot, pantalla)
    assert otro.mes.currentData() == Periodo(2023, 1) and "B cobra" in pantalla.diferencia.text()


def test_other_prices_count_at_once(qtbot: QtBot, pantalla: PantallaSimular, caja: CajaDePrueba) -> None:
    antes, (uno, otro) = pantalla.lados[0].total.text(), pantalla.lados
    vieja = caja.perfil.tarifas[0]
    nueva = replace(vieja, version="2024", desde=Periodo(2024, 1), hasta=Periodo(2024, 12))
    pantalla.sesion.poner_perfil(replace(caja.perfil, tarifas=(vieja, nueva)))
    al_dia(qtbot, pantalla)
    assert [uno.lectura.itemText(n) for n in (0, 4)] == ["cajeme/2024", "cajeme/2023"]
    assert uno.lectura.currentText() == "cajeme/2023" and uno.total.text() == antes
    otro.lectura.setCurrentIndex(1)
    al_dia(qtbot, pantalla)
    assert otro.mes.currentData() == Periodo(2024, 1)
    assert "B cobra" in pantalla.diferencia.text(), "January's prices of 2023 and September's are not the same"


@pytest.mark.parametrize("organismo", ["loreto", "ocampo", "romita"])
def test_every_organismo_can_be_looked_at(qtbot: QtBot, pantalla: PantallaSimular, organismo: str) -> None:
    perfil: Perfil = perfil_de_prueba(organismo)
    pantalla.sesion.poner_perfil(perfil)
    al_dia(qtbot, pantalla)
    assert pantalla.lados[0].total.text() != "" and not pantalla.toma.area.isVisible()
    assert perfil.nombre in pantalla.toma.nota.text()
    totales = pantalla.curva.trazos[0]
    assert totales is not None and None not in totales.totales


def test_the_steps_are_a_list_to_copy(pantalla: PantallaSimular, qtmodeltester: ModelTester) -> None:
    modelo = pantalla.lados[0].modelo
    qtmodeltester.check(modelo)
    textos = modelo.en_csv()
    assert "redondeo al centavo" in textos and "Art. 33" in textos and "Total" in textos
    assert all(modelo.index(n, 0).data(Qt.ItemDataRole.FontRole) for n in range(modelo.rowCount()))
    negritas = [modelo.index(n, 0).data(Qt.ItemDataRole.FontRole).bold() for n in range(modelo.rowCount())]
    assert any(negritas) and not all(negritas)


def test_everything_has_a_name_and_every_key_says_what_it_does(pantalla: PantallaSimular) -> None:
    for clase in (QLineEdit, QComboBox, QAbstractButton, QSlider):
        pisados = [w for w in pantalla.findChildren(clase) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert [w for w in pisados if not w.accessibleName()] == []
    assert pantalla.curva.accessibleName() and "20 m³: A " in pantalla.curva.accessibleDescription()
    assert [tecla_de(a) for a in pantalla.acciones()] == ["Ctrl M", "Ctrl T", "Ctrl G"]
    assert all(a.whatsThis() for a in pantalla.acciones())


# --- the picture ---


def colores(imagen: QImage) -> set[str]:
    return {imagen.pixelColor(x, y).name() for x in range(imagen.width()) for y in range(imagen.height())}


@pytest.mark.parametrize("nombre", list(tema.TEMAS))
def test_both_lines_are_drawn_in_the_colours_of_the_look(pantalla: PantallaSimular, nombre: str) -> None:
    tema.aplicar(tema.Apariencia(nombre, 100))
    vistos = colores(pantalla.curva.grab().toImage())
    assert {pluma(0).color().name(), pluma(1).color().name()} <= vistos
    assert pluma(0).style() != pluma(1).style(), "colour is not the only sign"


def test_pointing_at_the_picture_chooses_and_tells(qtbot: QtBot, pantalla: PantallaSimular) -> None:
    curva = pantalla.curva
    lejos = QPoint(curva.width() - 2, curva.height() // 2)
    qtbot.mouseClick(curva, Qt.MouseButton.LeftButton, pos=lejos)
    assert pantalla.toma.m3.text() == "100"
    qtbot.mousePress(curva, Qt.MouseButton.LeftButton, pos=lejos)
    qtbot.mouseMove(curva, QPoint(1, 5))
    al_dia(qtbot, pantalla)
    uno, otro = (t.totales for t in curva.trazos if t is not None)
    assert curva.dicho_en(lejos.x()) == f"100 m³ · A {uno[100]} · B {otro[100]}"


@pytest.mark.parametrize("trazos", [(), (Trazo("A", (None, None)), None), (Trazo("A", (CERO, CERO), CERO), None)])
def test_the_picture_of_little_or_nothing_is_painted(
    pantalla: PantallaSimular, trazos: tuple[Trazo | None, ...]
) -> None:
    pantalla.curva.poner(range(2), trazos, 1)
    assert not pantalla.curva.grab().isNull()


@pytest.mark.parametrize(
    ("uno", "otro", "dicho"),
    [
        ("100.00", "112.50", "B cobra 12.50 más que A (12.5 %)."),
        ("100.00", "87.50", "B cobra 12.50 menos que A (12.5 %)."),
        ("100.00", "100.00", "A y B cobran lo mismo: 100.00."),
        ("0.00", "5.00", "B cobra 5.00 más que A."),
        ("100.00", None, ""),
    ],
)
def test_the_difference_in_words(uno: str, otro: str | None, dicho: str) -> None:
    assert comparar(Dinero.from_texto(uno), None if otro is None else Dinero.from_texto(otro)) == dicho
