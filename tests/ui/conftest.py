"""What the tests of the window share: a real caja with its threads, recorded dialogs, keys with times of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import config
from app.armado import Taller
from app.context import Contexto
from app.puesto import Puesto
from app.sistema.llaves import SinLlave
from db import almacen as almacenes
from tests.factories import DEMO, CajaDePrueba, una_caja
from ui import dialogos, tema
from ui.dialogos import Mensaje
from ui.op import Motor
from ui.sesion import Sesion


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["ventanilla"]


@pytest.fixture(autouse=True)
def vestido(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light theme, at 100 %, with the bundled fonts."""
    if tema.LETRA not in _letras():
        tema.cargar_letras()
    if tema.elegida() != tema.Apariencia() or not qapp.styleSheet():
        tema.aplicar(tema.Apariencia())
    yield


def _letras() -> list[str]:
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.families()


@dataclass
class Dialogos:
    """What was asked and told; `respuestas` by class of message are given instead of showing a box."""

    mensajes: list[Mensaje] = field(default_factory=list)
    respuestas: dict[str, Any] = field(default_factory=dict)

    def __call__(self, mensaje: Mensaje) -> Any:
        self.mensajes.append(mensaje)
        return self.respuestas.get(mensaje.clase, False if mensaje.clase in ("aviso", "error", "pregunta") else None)


@pytest.fixture(autouse=True)
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Dialogos:
    """Records every dialog; questions are answered no unless a test says otherwise. Nothing is shown."""
    registro = Dialogos()
    monkeypatch.setattr(dialogos, "registro", registro)
    return registro


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A new demonstration caja without turno or cuentas."""
    with una_caja(tmp_path / "datos") as prueba:
        yield prueba


@contextlib.contextmanager
def un_puesto(caja: CajaDePrueba) -> Iterator[Puesto]:
    """The open caja as the window gets it: the reading context over connections of its own."""
    almacen = almacenes.abrir(caja.carpeta, escribir=False)
    try:
        lectura: Contexto = replace(caja.ctx, uow=lambda: almacen.uow(SinLlave(), caja.reloj))
        yield Puesto(caja.ctx, lectura)
    finally:
        almacen.cerrar()


@pytest.fixture
def motor(caja: CajaDePrueba, qapp: QApplication) -> Iterator[Motor]:
    """The threads of `caja`; any error that nobody foresaw fails the test."""
    imprevistos: list[BaseException] = []
    with un_puesto(caja) as puesto:
        motor = Motor(puesto.escritura, puesto.lectura)
        motor.imprevisto.connect(imprevistos.append)
        yield motor
        assert motor.esperar(), "something was still under way at the end of the test"
        QCoreApplication.processEvents()
    assert not imprevistos, imprevistos


@pytest.fixture
def sesion(caja: CajaDePrueba, motor: Motor) -> Sesion:
    """A session over `caja`, with nobody at it; `con_cajera` signs the demonstration's cashier in."""
    taller = Taller(caja.carpeta)
    return Sesion(motor, taller, taller.encabezado(caja.ctx))


@pytest.fixture
def con_cajera(sesion: Sesion) -> Sesion:
    """The same session with the demonstration's cashier at it."""
    sesion.entrar(DEMO)
    return sesion


Escanear = Callable[..., None]


@pytest.fixture
def escanear(qtbot: QtBot) -> Escanear:
    """Type as a scanner does: `escanear(widget, "0012345-6")` sends the keys and Enter, 5 ms apart, to its window.

    `entre` changes the milliseconds between keys (120 is a person); `con_enter=False` leaves the Enter out.
    """

    def escribir(widget: QWidget, texto: str, entre: int = 5, *, con_enter: bool = True) -> None:
        ventana = widget.window().windowHandle()
        assert ventana is not None, "show the window first"
        for n, letra in enumerate([*texto, *(["\r"] if con_enter else [])]):
            _tecla(ventana, letra, _momento(n * entre))
        _momento(1_000)

    return escribir


_reloj = [1_000]


def _momento(mas: int) -> int:
    """Times of keys go on from one burst to the next."""
    if mas >= 1_000:
        _reloj[0] += 100_000
    return _reloj[0] + mas


def _tecla(ventana: QWindow, letra: str, momento: int) -> None:
    codigo = Qt.Key.Key_Return if letra == "\r" else Qt.Key(ord(letra.upper()))
    for tipo in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        evento = QKeyEvent(tipo, codigo, Qt.KeyboardModifier.NoModifier, letra)
        evento.setTimestamp(momento)
        QApplication.sendEvent(ventana, evento)


@pytest.fixture
def claves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of real cajas go to a folder of the test."""
    monkeypatch.setenv("VENTANILLA_CLAVES", str(tmp_path / "claves"))
    assert config.AHORA not in ("",)
    return tmp_path / "claves"


def centro(widget: QWidget) -> QPointF:
    """The middle of a widget."""
    return QPointF(widget.rect().center())
