"""F6, Precios: what a caja charges by, what it lacks, and a new list that counts at once; nothing without the PIN."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.modeltest import ModelTester

from app import perfiles
from app.armado import Taller
from tests.factories import PINES, importar, un_recibo, una_caja, una_cuenta
from tests.organismos import CASOS, INVENTADA
from tests.ui.conftest import Abierto, Abrir, Dialogos
from ui.administracion.pantalla import PantallaAdministracion
from ui.administracion.precios import PreciosPanel
from ui.cobro.pantalla import PantallaCobrar
from ui.simulador.pantalla import PantallaSimular

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LISTA = CASOS / "loreto-precios-de-prueba.csv"
FALTA = "Falta la tarifa vigente de OOMSAPAL Loreto: no hay precios de septiembre 2023."
ENTRA = ("super", PINES["super"])


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """A demonstration of Loreto, without prices; a cuenta with a recibo that was imported, and one without any."""
    with una_caja(tmp_path / "datos", perfil=perfiles.cargar("loreto")) as prueba:
        cuentas = [una_cuenta(n, area="general", servicios=("agua",)) for n in ("0000100-1", "0000200-2")]
        importar(prueba, cuentas, [un_recibo("0000100-1", "2023-08", agua="150.00")])
    return tmp_path / "datos"


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    return programa


@pytest.fixture
def panel(abierto: Abierto) -> PreciosPanel:
    abierto.tecla(Qt.Key.Key_F6)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaAdministracion)
    n = pantalla.paneles.index(pantalla.precios)
    abierto.tecla(Qt.Key(Qt.Key.Key_1.value + n), ALT)
    abierto.quieto()
    assert pantalla.actual() is pantalla.precios and pantalla.precios.archivo.hasFocus()
    return pantalla.precios


def llenar(panel: PreciosPanel, archivo: Path = LISTA, desde: str = "2023-01", fuente: str = INVENTADA) -> None:
    panel.archivo.setText(str(archivo))
    panel.campos["desde"].setText(desde)
    panel.campos["fuente"].setText(fuente)


def revisar(abierto: Abierto, panel: PreciosPanel) -> None:
    abierto.tecla(Qt.Key.Key_R, CTRL)
    abierto.bot.waitUntil(lambda: panel.pie.revisar.isEnabled() and panel.pie.mensaje.text() != "Revisando…")


def test_what_is_missing_is_said_in_every_screen(abierto: Abierto, panel: PreciosPanel) -> None:
    assert abierto.cuerpo.estado.precios.text() == "Sin precios de septiembre 2023: se cargan en F6"
    assert panel.vigentes.falta_texto.text().startswith(FALTA) and panel.vigentes.falta.isVisible()
    assert [(v.clave, v.estado) for v in panel.vigentes.versiones.filas] == [("loreto/2025", "sin_precios")]
    assert "INPC: de diciembre 2022" in panel.vigentes.indices.text()


def test_a_list_is_looked_at_loaded_and_counts_at_once(
    abierto: Abierto, panel: PreciosPanel, dialogs: Dialogos, carpeta: Path
) -> None:
    llenar(panel)
    abierto.tecla(Qt.Key.Key_P, CTRL)
    assert not dialogs.mensajes, "nothing is loaded that was not looked at"
    revisar(abierto, panel)
    assert (
        "Tarifa loreto/2023 desde 2023-01" in panel.pie.mensaje.text()
        and "todavía no se carga" in panel.pie.mensaje.text()
    )
    assert panel.pie.hacer.hasFocus() and Taller(carpeta).tarifario.cargadas() == ()
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    abierto.tecla(Qt.Key.Key_P, CTRL)
    abierto.bot.waitUntil(lambda: "administrador" in panel.pie.mensaje.text())
    assert Taller(carpeta).tarifario.cargadas() == ()
    dialogs.respuestas["autorizacion"] = ENTRA
    abierto.tecla(Qt.Key.Key_P, CTRL)
    abierto.bot.waitUntil(lambda: "desde ahora se cobra con ella" in panel.pie.mensaje.text())
    abierto.quieto()
    assert len(Taller(carpeta).tarifario.cargadas()) == 1
    assert [v.estado for v in panel.vigentes.versiones.filas] == ["rige", "sin_precios"]
    assert panel.vigentes.versiones.filas[0].fuente == INVENTADA
    assert not panel.vigentes.falta.isVisible() and not abierto.cuerpo.estado.precios.isVisible()
    for via in (abierto.sesion.motor.escritura, abierto.sesion.motor.lectura, abierto.sesion.motor.aparte):
        assert [t.sin_precios for t in via.ctx.perfil.tarifas] == [True, False]
    abierto.tecla(Qt.Key.Key_F3)
    simular = abierto.cuerpo.actual
    assert isinstance(simular, PantallaSimular)
    abierto.bot.waitUntil(lambda: simular.mando.is_al_dia)
    assert simular.lados[0].total.text().startswith("$ ")


def test_a_list_loaded_in_the_window_is_there_at_the_next_start(
    abierto: Abierto, panel: PreciosPanel, dialogs: Dialogos, carpeta: Path
) -> None:
    dialogs.respuestas["autorizacion"] = ENTRA
    llenar(panel)
    panel.campos["version"].setText("prueba")
    revisar(abierto, panel)
    panel.pie.hacer.click()
    abierto.bot.waitUntil(lambda: "desde ahora" in panel.pie.mensaje.text())
    antes = abierto.sesion.perfil
    abierto.cerrar()
    with Taller(carpeta).contexto(escribir=False) as ctx:
        assert [t.clave for t in ctx.perfil.tarifas] == [t.clave for t in antes.tarifas]
        assert "loreto/prueba" in [t.clave for t in ctx.perfil.tarifas]


def test_every_mistake_is_named_by_row_and_column(
    abierto: Abierto, panel: PreciosPanel, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    texto = LISTA.read_text(encoding="utf-8").replace("13,20,7.03", "14,20,", 1)
    (tmp_path / "mala.csv").write_text(texto, encoding="utf-8")
    llenar(panel, tmp_path / "mala.csv")
    revisar(abierto, panel)
    assert "errores" in panel.pie.mensaje.text() and not panel.pie.hacer.isEnabled()
    fallas = {(f.renglon, f.columna) for f in panel.vigentes.fallas.filas}
    assert {(3, "precio"), (3, "desde_m3")} <= fallas
    qtmodeltester.check(panel.vigentes.fallas)
    qtmodeltester.check(panel.vigentes.versiones)
    assert panel.vigentes.lista.isVisible()
    llenar(panel)
    revisar(abierto, panel)
    assert not panel.vigentes.lista.isVisible() and panel.pie.hacer.isEnabled()


def test_what_a_list_does_not_bring_is_said(abierto: Abierto, panel: PreciosPanel, tmp_path: Path) -> None:
    filas = LISTA.read_text(encoding="utf-8").splitlines()
    solo = [f for f in filas if f.startswith(("uso", "domestico"))]
    (tmp_path / "corta.csv").write_text("\n".join(solo), encoding="utf-8")
    llenar(panel, tmp_path / "corta.csv")
    revisar(abierto, panel)
    assert "No trae precios de: " in panel.vigentes.avisos.text() and "Naviero" in panel.vigentes.avisos.text()


@pytest.mark.parametrize(
    ("archivo", "desde", "fuente", "dicho"),
    [
        ("", "2023-01", INVENTADA, "Elija el archivo"),
        ("/no/hay.csv", "2023-01", INVENTADA, "No se pudo leer"),
        (str(LISTA), "", INVENTADA, "error"),
        (str(LISTA), "enero", INVENTADA, "error"),
        (str(LISTA), "2023-01", "", "error"),
    ],
)
def test_what_is_missing_in_the_form_is_told_and_nothing_typed_is_lost(
    abierto: Abierto, panel: PreciosPanel, archivo: str, desde: str, fuente: str, dicho: str
) -> None:
    llenar(panel, Path(archivo or "."), desde, fuente)
    panel.archivo.setText(archivo)
    revisar(abierto, panel)
    assert dicho in panel.pie.mensaje.text() and not panel.pie.hacer.isEnabled()
    assert (panel.archivo.text(), panel.campos["desde"].text()) == (archivo, desde[:7])


def test_what_changes_after_looking_must_be_looked_at_again(abierto: Abierto, panel: PreciosPanel) -> None:
    llenar(panel)
    revisar(abierto, panel)
    assert panel.pie.hacer.isEnabled()
    panel.campos["desde"].setText("2023-02")
    assert not panel.pie.hacer.isEnabled()


def test_a_file_may_be_chosen_or_dropped(panel: PreciosPanel, dialogs: Dialogos, tmp_path: Path) -> None:
    dialogs.respuestas["archivo"] = tmp_path / "elegida.csv"
    panel._elegir()
    assert panel.archivo.text() == str(tmp_path / "elegida.csv")
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(tmp_path / "soltada.csv")), QUrl("https://ejemplo.mx/otra.csv")])
    copiar, boton, sin = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(5, 5).toPoint(), copiar, datos, boton, sin)
    panel.dragEnterEvent(entra)
    assert entra.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), copiar, datos, boton, sin))
    assert panel.archivo.text() == str(tmp_path / "soltada.csv")


def test_an_imported_recibo_is_charged_without_prices(abierto: Abierto) -> None:
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    pantalla.leer("0000100-1")
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.pago.efectivo.hasFocus())
    abierto.tecla(Qt.Key.Key_F8)
    assert pantalla.porque.isVisible()
    assert any("Falta la tarifa vigente de loreto" in r.como for r in pantalla.porque.modelo.filas)
    abierto.tecla(Qt.Key.Key_F8)
    abierto.tecla(Qt.Key.Key_Return)
    abierto.tecla(Qt.Key.Key_Return)
    abierto.bot.waitUntil(lambda: pantalla.hecho.isVisible(), timeout=10_000)


def test_a_cuenta_without_recibos_says_that_it_owes_nothing(abierto: Abierto) -> None:
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    pantalla.leer("0000200-2")
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.cuenta.isVisible())
    assert "no debe nada" in pantalla.cuenta.nota_texto.text()
    abierto.tecla(Qt.Key.Key_F8)
    assert pantalla.cuenta.isVisible()
