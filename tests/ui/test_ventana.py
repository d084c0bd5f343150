"""The shell: screens by key, lock, help, the turno that is missing, and closing."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from app.__main__ import main
from app.errors import EquipoError
from tests.factories import INICIO, un_turno, una_caja
from tests.ui.conftest import Abierto, Abrir, Dialogos, Escanear
from ui import aplicacion
from ui.arranque import aspecto_recordado
from ui.ayuda import tecla_de
from ui.cuerpo import Cuerpo
from ui.op import Op
from ui.pantalla import Pantalla
from ui.recolector import Recolector
from ui.tema import Apariencia

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    """The program with the demonstration's cashier and an open turno."""
    hecho = abrir(carpeta)
    hecho.entrar()
    hecho.abrir_turno()
    return hecho


def de_tecla(cuerpo: Cuerpo, tecla: str) -> Pantalla:
    return next(p for p in cuerpo.pantallas if p.tecla == tecla)


def test_keys_bring_the_screens_and_escape_leaves_the_help(abierto: Abierto) -> None:
    cuerpo = abierto.cuerpo
    assert [p.tecla for p in cuerpo.pantallas] == ["F1", "F2", "F3", "F4", "F5", "F6", "F10", "F11"]
    for tecla in ("F2", "F3", "F4", "F5", "F6", "F1"):
        abierto.tecla(Qt.Key[f"Key_{tecla}"])
        assert cuerpo.actual is de_tecla(cuerpo, tecla) and cuerpo.is_al_frente()
    abierto.tecla(Qt.Key.Key_F12)
    assert cuerpo.actual is cuerpo.ayuda
    abierto.tecla(Qt.Key.Key_Escape)
    assert cuerpo.actual is cuerpo.pantallas[0]


def test_nothing_but_the_window_is_ever_shown(abrir: Abrir, carpeta: Path, qapp: QApplication) -> None:
    vigia = _Vigia()
    qapp.installEventFilter(vigia)
    try:
        hecho = abrir(carpeta)
        hecho.entrar()
        hecho.abrir_turno()
        for pantalla in (*hecho.cuerpo.pantallas, hecho.cuerpo.ayuda):
            hecho.cuerpo.traer(pantalla)
            hecho.quieto()
    finally:
        qapp.removeEventFilter(vigia)
    assert vigia.mostradas == ["VentanaPrincipal"]


class _Vigia(QObject):
    """Names of the windows that were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.mostradas: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.mostradas.append(f"{type(watched).__name__}{getattr(watched, 'text', str)()}")
        return False


def test_the_help_says_what_every_action_says(abierto: Abierto) -> None:
    abierto.tecla(Qt.Key.Key_F12)
    textos = {w.text() for w in abierto.cuerpo.ayuda.findChildren(QLabel) if w.text()}
    # Screens that who is here may not see are not in it.
    acciones = [a for p in abierto.cuerpo.pantallas if not p.operacion for a in p.acciones()]
    acciones += abierto.cuerpo.generales
    con_tecla = [a for a in acciones if not a.shortcut().isEmpty()]
    assert len(con_tecla) > 10
    for accion in con_tecla:
        assert {accion.text(), tecla_de(accion)} <= textos


def test_no_two_actions_share_a_key(abierto: Abierto) -> None:
    for pantalla in abierto.cuerpo.pantallas:
        teclas = [tecla_de(a) for a in (*pantalla.acciones(), *abierto.cuerpo.generales) if a.shortcut().toString()]
        assert sorted(set(teclas)) == sorted(teclas)


def test_lock_keeps_what_is_on_the_screens(abierto: Abierto) -> None:
    cuerpo = abierto.cuerpo
    abierto.tecla(Qt.Key.Key_F4)
    abierto.tecla(Qt.Key.Key_L, CTRL)
    assert abierto.sesion.usuario is None and abierto.ventana.pila.currentWidget() is abierto.ventana.acceso
    abierto.tecla(Qt.Key.Key_F1)
    assert cuerpo.actual is de_tecla(cuerpo, "F4"), "keys of the screens are dead while it is locked"
    abierto.entrar()
    assert abierto.ventana.pila.currentWidget() is cuerpo and cuerpo.actual is de_tecla(cuerpo, "F4")


def test_typing_outside_a_field_goes_to_the_screen(abierto: Abierto) -> None:
    abierto.ventana.setFocus()
    abierto.bot.keyClicks(abierto.ventana, "n")
    abierto.tecla(Qt.Key.Key_U)
    assert any(e.text() == "nu" for e in abierto.cuerpo.pantallas[0].findChildren(QLineEdit))


def test_what_is_scanned_in_another_screen_brings_f1(abierto: Abierto, escanear: Escanear) -> None:
    abierto.tecla(Qt.Key.Key_F6)
    escanear(abierto.ventana, "0000100-0")
    assert abierto.cuerpo.actual is abierto.cuerpo.pantallas[0] and abierto.cuerpo.is_al_frente()


def test_nothing_scanned_passes_the_lock(abierto: Abierto, escanear: Escanear) -> None:
    abierto.tecla(Qt.Key.Key_F6)
    abierto.tecla(Qt.Key.Key_L, CTRL)
    escanear(abierto.ventana, "0000100-0")
    assert abierto.cuerpo.actual is de_tecla(abierto.cuerpo, "F6")


def test_a_supervisor_cannot_charge_and_is_told(abrir: Abrir, carpeta: Path) -> None:
    abierto = abrir(carpeta)
    abierto.entrar("super")
    assert not abierto.cuerpo.is_al_frente() and "rol de caja" in abierto.cuerpo.sin_turno.explica.text()


def test_a_turno_of_another_day_says_what_to_do(abrir: Abrir, tmp_path: Path) -> None:
    with una_caja(tmp_path / "datos", momento=INICIO - timedelta(days=1)) as caja:
        un_turno(caja)
    abierto = abrir(tmp_path / "datos")
    abierto.entrar()
    assert "sigue abierto" in abierto.cuerpo.sin_turno.explica.text()
    abierto.bot.keyClick(abierto.cuerpo.sin_turno.corte_pedido, Qt.Key.Key_Space)
    assert abierto.cuerpo.actual.tecla == "F4" and abierto.cuerpo.is_al_frente()


def test_the_status_bar_says_turno_and_hour(abierto: Abierto) -> None:
    estado = abierto.cuerpo.estado
    assert estado.turno.text().startswith("Turno 1 · abierto 10:0") and estado.turno.text().endswith("0 cobros")
    assert estado.hora.text().startswith("mar 5 sep 2023 · 10:0")
    assert estado.centro.text() == "Sin centro" and abierto.cuerpo.cabecera.demo.isVisible()


def test_closing_in_the_middle_of_work_waits_for_it(abierto: Abierto) -> None:
    libre = threading.Event()
    hechos: list[bool] = []
    Op(abierto.ventana, abierto.sesion.motor.escritura, lambda ctx: libre.wait(10)).success(hechos.append).run()
    abierto.ventana.close()
    abierto.bot.wait(120)
    assert abierto.ventana.isVisible() and "Terminando" in abierto.cuerpo.estado.dicho.text()
    with abierto.bot.waitSignal(abierto.ventana.cerrada, timeout=5_000):
        libre.set()
    assert hechos == [True] and not abierto.ventana.isVisible()
    abierto.programa.terminar()


def test_the_folder_is_free_after_closing_and_the_look_is_remembered(
    abierto: Abierto, abrir: Abrir, carpeta: Path
) -> None:
    aplicacion.tema.aplicar(Apariencia("oscuro", 130))
    abierto.cerrar()
    assert aspecto_recordado(carpeta) == Apariencia("oscuro", 130)
    otra = abrir(carpeta)
    otra.entrar()
    assert otra.sesion.turno is not None


def test_a_caja_in_use_is_said(abrir: Abrir, carpeta: Path) -> None:
    abrir(carpeta).esperar_gente()
    segunda = abrir(carpeta)
    segunda.bot.waitUntil(lambda: "otra ventana" in segunda.ventana.acceso.mensaje.text(), timeout=10_000)


def test_a_bug_is_written_down_and_the_program_goes_on(abierto: Abierto, dialogs: Dialogos, carpeta: Path) -> None:
    error = ZeroDivisionError("a secret name")

    def fallar(ctx: object) -> None:
        raise error

    Op(abierto.ventana, abierto.sesion.motor.escritura, fallar).run()
    bitacora = carpeta / "bitacora.log"
    abierto.bot.waitUntil(lambda: bitacora.exists() and "ZeroDivisionError" in bitacora.read_text())
    assert [m.clase for m in dialogs.mensajes] == ["error"], bitacora.read_text()
    assert "a secret name" not in bitacora.read_text()
    abierto.tecla(Qt.Key.Key_F4)
    assert abierto.cuerpo.actual.tecla == "F4"


def test_an_exception_in_a_handler_is_written_down_too(abierto: Abierto, dialogs: Dialogos, carpeta: Path) -> None:
    error = KeyError("x")
    sys.excepthook(KeyError, error, None)
    abierto.bot.waitUntil((carpeta / "bitacora.log").exists)
    assert [m.clase for m in dialogs.mensajes] == ["error"]


def test_every_control_has_a_name(abierto: Abierto) -> None:
    nameless = []
    for clase in (QAbstractButton, QLineEdit, QComboBox, QTableView):
        for widget in abierto.ventana.findChildren(clase):
            # Qt's own: the corner of a table, the cross that clears a field.
            interno = type(widget).__name__ == "QAbstractButton" or isinstance(widget.parent(), QLineEdit)
            if not interno and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not nameless


@pytest.mark.parametrize(
    ("ambiente", "plataforma"),
    [
        ({"DISPLAY": ":0"}, "linux"),
        ({"WAYLAND_DISPLAY": "w"}, "linux"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({}, "win32"),
    ],
)
def test_with_a_screen_it_opens(ambiente: dict[str, str], plataforma: str) -> None:
    aplicacion.exigir_pantalla(ambiente, plataforma)


def test_without_a_screen_it_says_so() -> None:
    with pytest.raises(EquipoError, match="No hay pantalla") as error:
        aplicacion.exigir_pantalla({"DISPLAY": ""}, "linux")
    assert error.value.clave == "sin_pantalla"


def test_the_program_without_an_order_and_without_a_screen_ends_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(nombre, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["--datos", str(tmp_path)]) == 3
    assert "No hay pantalla" in capsys.readouterr().err


def test_cycles_are_collected_on_this_thread(qapp: QApplication) -> None:
    recolector = Recolector()
    try:
        assert not gc.isenabled()
        nudos: list[weakref.ref[QObject]] = []
        for _ in range(2_000):
            objeto = QObject()
            objeto.yo = objeto  # type: ignore[attr-defined]
            nudos.append(weakref.ref(objeto))
        del objeto
        recolector.recoger()
        assert sum(n() is not None for n in nudos) == 0
        assert recolector.recoger() == 0
    finally:
        recolector.parar()
    assert gc.isenabled()
