"""A scanner goes off anywhere: nothing that was typed changes, nothing is confirmed, and what it read is looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from app.ajustes import leer_ajustes
from app.turno.caja import ver_turno
from tests.factories import PINES
from tests.ui.conftest import Abierto, Abrir, Dialogos, Escanear
from ui import dialogos, tema
from ui.administracion.pantalla import PantallaAdministracion
from ui.asistente import Asistente
from ui.autorizacion import AutorizacionDialog
from ui.caja.corte import PantallaCorte
from ui.caja.pantalla import PantallaCaja
from ui.cobro.pantalla import PantallaCobrar
from ui.piezas.campos import DineroEdit

#: The code of a recibo as printed: its cuenta and month. And one of nothing, which begins as a font scale does.
RECIBO, AJENO = "00001000202308", "13099887766554"
Key = Qt.Key


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    programa.quieto()
    return programa


def cobrar_de(abierto: Abierto) -> PantallaCobrar:
    pantalla = abierto.cuerpo.pantallas[0]
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla


def corte_de(abierto: Abierto) -> PantallaCorte:
    """F4 at the front."""
    abierto.tecla(Key.Key_F4)
    abierto.quieto()
    return caja_de(abierto).corte


def caja_de(abierto: Abierto) -> PantallaCaja:
    pantalla = next(p for p in abierto.cuerpo.pantallas if p.tecla == "F4")
    assert isinstance(pantalla, PantallaCaja)
    return pantalla


def seccion_de_caja(abierto: Abierto, n: int) -> PantallaCaja:
    """A section of F4 at the front."""
    abierto.tecla(Key.Key_F4)
    caja_de(abierto).traer(n)
    abierto.quieto()
    return caja_de(abierto)


def seccion(abierto: Abierto, n: int) -> PantallaAdministracion:
    """A section of F6 at the front."""
    abierto.tecla(Key.Key_F6)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaAdministracion)
    pantalla.traer(n)
    abierto.quieto()
    return pantalla


def dicho(widget: QWidget) -> object:
    """What a field or a choice holds."""
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.text()  # type: ignore[attr-defined]


def controles(raiz: QWidget) -> list[QWidget]:
    """Whatever takes keys in a screen and is seen."""
    todos = [w for clase in (QLineEdit, QComboBox, QPushButton) for w in raiz.findChildren(clase)]
    return [w for w in todos if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def asientos(abierto: Abierto) -> list[str]:
    """What is in the diario, but for how the window looks."""
    with abierto.sesion.motor.lectura.ctx.uow() as uow:
        return [a.tipo for a in uow.diario.asientos() if a.tipo != "ajuste_cambiado"]


def rafagas(abierto: Abierto, escanear: Escanear, traer: Callable[[], QWidget]) -> Iterator[QWidget]:
    """A burst into each control of a screen, which is brought again before each."""
    for n in range(len(controles(traer()))):
        control = controles(traer())[n]
        if isinstance(control, QLineEdit):
            # An amount is written with its centavos when the hand leaves it.
            control.setText("12.00" if isinstance(control, DineroEdit) else "12")
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        antes = dicho(control)
        escanear(control, AJENO)
        assert dicho(control) == antes, f"{control.accessibleName()}: {dicho(control)}"
        yield control


@pytest.mark.parametrize("donde", ["count", "question", "cash", "undo", "import", "settings", "users"])
def test_a_burst_changes_nothing_in_f4_and_f6(
    abierto: Abierto, escanear: Escanear, dialogs: Dialogos, donde: str
) -> None:
    def preguntando() -> QWidget:
        pantalla = corte_de(abierto)
        pantalla.arqueo.renglones[0].campo.setText("12")
        abierto.tecla(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert pantalla.motivo.isVisible()
        return pantalla

    traer = {
        "count": lambda: corte_de(abierto),
        "question": preguntando,
        "cash": lambda: seccion_de_caja(abierto, 1),
        "undo": lambda: seccion_de_caja(abierto, 2),
        "import": lambda: seccion(abierto, 0),
        "settings": lambda: seccion(abierto, 1),
        "users": lambda: seccion(abierto, 2),
    }[donde]
    antes = asientos(abierto)
    vistos = 0
    for control in rafagas(abierto, escanear, traer):
        vistos += 1
        assert abierto.cuerpo.actual is cobrar_de(abierto), control.accessibleName()
        assert cobrar_de(abierto).buscador.campo.text() == AJENO
    abierto.quieto()
    assert vistos >= 2 and dialogs.mensajes == [] and asientos(abierto) == antes
    assert tema.elegida() == tema.Apariencia()
    ajustes = leer_ajustes(abierto.sesion.motor.lectura.ctx)
    assert (ajustes.tema, ajustes.escala) == ("claro", 100) and not ajustes.impresora.is_puesta


def test_a_recibo_read_in_the_middle_of_the_count_is_opened_and_the_count_stays(
    abierto: Abierto, escanear: Escanear
) -> None:
    corte = corte_de(abierto)
    abierto.bot.keyClicks(corte.arqueo.renglones[0].campo, "3")
    escanear(corte.arqueo.renglones[0].campo, RECIBO)
    cobrar = cobrar_de(abierto)
    abierto.bot.waitUntil(lambda: cobrar.mando.is_al_dia and cobrar.pago.efectivo.hasFocus())
    assert cobrar.mando.curso is not None and cobrar.mando.curso.cuentas == ("0000100-0",)
    assert corte_de(abierto).arqueo.contado.text() == "$ 3,000.00"


def test_what_was_written_and_not_saved_is_there_when_one_comes_back(
    abierto: Abierto, escanear: Escanear, tmp_path: Path
) -> None:
    impresora = seccion(abierto, 1).ajustes.impresora
    impresora.tipo.setCurrentIndex(impresora.tipo.findData("carpeta"))
    impresora.destino.setText(str(tmp_path))
    escanear(impresora.destino, AJENO)
    assert seccion(abierto, 1).ajustes.impresora.destino.text() == str(tmp_path)
    assert impresora.escrita().tipo == "carpeta"


def test_a_burst_does_not_undo_the_look_at_an_import(abierto: Abierto, escanear: Escanear, tmp_path: Path) -> None:
    (tmp_path / "cuentas.csv").write_text("cuenta,titular,domicilio,uso\n500,Pérez,Calle 1,domestico\n")
    panel = seccion(abierto, 0).importar
    panel.recibir_archivo(str(tmp_path / "cuentas.csv"))
    panel.revisar()
    abierto.quieto()
    assert panel.pie.hacer.isEnabled()
    panel.hasta.setFocus()
    escanear(panel.hasta, AJENO)
    assert seccion(abierto, 0).importar.pie.hacer.isEnabled()
    panel.hasta.setText("1A-000001")
    assert not panel.pie.hacer.isEnabled()


def test_a_burst_opens_no_turno_and_says_what_is_missing(abrir: Abrir, carpeta: Path, escanear: Escanear) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    fondo = abierto.cuerpo.sin_turno.abrir.fondo
    abierto.bot.keyClicks(fondo, "5")
    escanear(fondo, RECIBO)
    abierto.quieto()
    assert fondo.text() == "5" and ver_turno(abierto.sesion.motor.lectura.ctx) is None
    assert "lea el código otra vez" in abierto.cuerpo.estado.dicho.text()


# --- PIN ---


@pytest.mark.parametrize("codigo", [RECIBO, "0000100-0", "A1B2C3", "7" * 13, "X-1"])
def test_a_code_is_no_attempt_at_a_pin(abrir: Abrir, carpeta: Path, escanear: Escanear, codigo: str) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    acceso = abierto.ventana.acceso
    abierto.bot.keyClicks(acceso.pin, "24")
    for _ in range(6):
        escanear(acceso.pin, codigo)
    assert acceso.pin.text() == "24" and acceso.entra.isEnabled()
    assert acceso.mensaje.text() == "Entre con su PIN; después lea el código otra vez."
    abierto.quieto()
    assert "pin_fallido" not in asientos(abierto)
    acceso.pin.clear()
    abierto.entrar()


def test_a_pin_is_a_pin_however_fast_it_is_typed(abrir: Abrir, carpeta: Path, escanear: Escanear) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    escanear(abierto.ventana.acceso.pin, PINES["demo"])
    abierto.bot.waitUntil(lambda: abierto.sesion.usuario is not None, timeout=10_000)


def test_nobody_is_chosen_by_a_burst_at_the_sign_in(abrir: Abrir, carpeta: Path, escanear: Escanear) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    quien = abierto.ventana.acceso.quien
    quien.setFocus()
    escanear(quien, "SUPER123456")
    assert quien.currentData() == "demo" and abierto.sesion.usuario is None


def test_a_burst_answers_no_question_and_changes_nothing_behind_it(
    abierto: Abierto, escanear: Escanear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogos, "registro", lambda mensaje: None)
    cobrar = cobrar_de(abierto)
    cobrar.leer("0000101-1")
    abierto.bot.waitUntil(lambda: cobrar.mando.is_al_dia)
    dichas: list[object] = []
    dialogos.pedir_autorizacion(abierto.ventana, "Importar", lambda *dado: dichas.append(dado), ["super"])
    (dialogo,) = abierto.ventana.findChildren(AutorizacionDialog)
    abierto.bot.waitUntil(lambda: QApplication.focusWindow() is dialogo.windowHandle())
    for campo in (dialogo.clave, dialogo.pin, *dialogo.findChildren(QPushButton)):
        campo.setFocus()
        escanear(campo, RECIBO)
    assert dialogo.isVisible() and (dialogo.clave.text(), dialogo.pin.text()) == ("super", "") and dichas == []
    assert "Conteste primero" in abierto.cuerpo.estado.dicho.text()
    dialogo.reject()
    dialogos.preguntar(abierto.ventana, "¿Cerrar?", "Cerrar", dichas.append)
    caja = abierto.ventana.findChild(dialogos.QMessageBox)
    assert caja is not None
    abierto.bot.waitUntil(lambda: QApplication.focusWindow() is caja.windowHandle())
    escanear(caja, RECIBO)
    assert caja.isVisible() and dichas == []
    caja.reject()
    abierto.quieto()
    assert cobrar.mando.curso is not None and cobrar.mando.curso.cuentas == ("0000101-1",)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_burst_into_an_open_list_of_choices_closes_it_and_chooses_nothing(
    abierto: Abierto, escanear: Escanear
) -> None:
    escala = seccion(abierto, 1).ajustes.escala
    escala.setFocus()
    escala.showPopup()
    abierto.bot.waitUntil(escala.view().isVisible)
    escanear(abierto.ventana, AJENO)
    assert not escala.view().isVisible() and escala.currentData() == 100
    assert abierto.cuerpo.actual is cobrar_de(abierto)


# --- the assistant ---


def test_a_burst_makes_no_caja_and_fills_no_field_of_the_assistant(
    abrir: Abrir, tmp_path: Path, escanear: Escanear
) -> None:
    abierto = abrir(tmp_path / "datos")
    abierto.bot.waitUntil(lambda: isinstance(abierto.ventana.pila.currentWidget(), Asistente))
    asistente = abierto.ventana.pila.currentWidget()
    assert isinstance(asistente, Asistente)
    escanear(asistente.demostracion, AJENO)
    assert asistente.paso == -1 and asistente.pila.currentIndex() == 0
    for paso in range(3):
        asistente.ir(paso)
        if paso == 2:
            asistente.impresora.tipo.setCurrentIndex(1)
        for control in controles(asistente.pasos[paso]):
            control.setFocus()
            antes = dicho(control)
            escanear(control, AJENO)
            assert dicho(control) == antes and asistente.paso == paso, control.accessibleName()
    asistente.esperar()
    assert not (tmp_path / "datos" / "caja.db").exists()
