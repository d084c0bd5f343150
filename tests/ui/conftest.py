"""What the tests of the window share: a real caja with its threads, recorded dialogs, keys with times of their own."""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.armado import Taller
from app.context import Contexto
from app.puesto import Puesto
from app.sistema.llaves import SinLlave
from db import almacen as almacenes
from tests.factories import DEMO, PINES, CajaDePrueba, importar, un_recibo, una_caja, una_cuenta
from tests.ui.medidas import TAMANOS, cortados, encimados
from ui import dialogos, op, tema
from ui.aplicacion import Programa
from ui.cuerpo import Cuerpo
from ui.dialogos import Mensaje
from ui.op import Motor
from ui.pantalla import Pantalla
from ui.sesion import Sesion
from ui.ventana import VentanaPrincipal


def quieto(bot: QtBot) -> None:
    """Until no action is under way, nor those that its answer set off, and every layout has settled."""
    for _ in range(3):
        bot.waitUntil(lambda: not op._EN_CURSO, timeout=30_000)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["ventanilla"]


@pytest.fixture(autouse=True)
def vestido(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light theme, at 100 %, with the bundled fonts."""
    if tema.LETRA not in QFontDatabase.families():
        tema.cargar_letras()
    if tema.elegida() != tema.Apariencia() or not qapp.styleSheet():
        tema.aplicar(tema.Apariencia())
    yield


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Widgets are freed on this thread, as `ui.recolector` sees to it in the program; threads never collect.

    What there was before is left out, and afterwards Python collects by itself again: a test of the window would pay
    for all that the others threw away.
    """
    gc.disable()
    gc.freeze()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


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
def motor(caja: CajaDePrueba, qtbot: QtBot) -> Iterator[Motor]:
    """The threads of `caja`; any error that nobody foresaw fails the test."""
    imprevistos: list[BaseException] = []
    with un_puesto(caja) as puesto:
        motor = Motor(puesto.escritura, puesto.lectura)
        motor.imprevisto.connect(imprevistos.append)
        yield motor
        quieto(qtbot)
        assert motor.esperar(), "something was still under way at the end of the test"
    assert not imprevistos, imprevistos


@pytest.fixture
def sesion(caja: CajaDePrueba, motor: Motor) -> Iterator[Sesion]:
    """A session over `caja`, with nobody at it; `con_cajera` signs the demonstration's cashier in."""
    taller = Taller(caja.carpeta)
    sesion = Sesion(motor, taller, taller.encabezado(caja.ctx))
    yield sesion
    sesion.deleteLater()


@pytest.fixture
def con_cajera(sesion: Sesion) -> Sesion:
    """The same session with the demonstration's cashier at it."""
    sesion.entrar(DEMO)
    return sesion


Escanear = Callable[..., None]


@pytest.fixture
def escanear(qtbot: QtBot) -> Escanear:
    """Type as a scanner does: `escanear(widget, "0012345-6")` sends the keys and Enter, 5 ms apart, to its window.

    `entre` changes the milliseconds between keys (120 is a person); `con_enter=False` leaves the Enter out;
    `tras_lo_anterior` counts `entre` from the last key of the call before.
    """
    ultimo = [0]

    def escribir(
        widget: QWidget, texto: str, entre: int = 5, *, con_enter: bool = True, tras_lo_anterior: bool = False
    ) -> None:
        ventana = widget.window().windowHandle()
        assert ventana is not None, "show the window first"
        comienzo = ultimo[0] + entre if tras_lo_anterior else next(_momentos)
        for n, letra in enumerate([*texto, *(["\r"] if con_enter else [])]):
            ultimo[0] = comienzo + n * entre
            _tecla(ventana, letra, ultimo[0])

    return escribir


#: Times of keys go on from one burst to the next, far enough apart.
_momentos = itertools.count(100_000, 100_000)


def _tecla(ventana: QWindow, letra: str, momento: int) -> None:
    codigo = Qt.Key.Key_Return if letra == "\r" else Qt.Key(ord(letra.upper()))
    for tipo in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        evento = QKeyEvent(tipo, codigo, Qt.KeyboardModifier.NoModifier, letra)
        evento.setTimestamp(momento)
        QApplication.sendEvent(ventana, evento)


@dataclass
class Abierto:
    """The whole program over a folder, as `./ventanilla` runs it, driven by keys."""

    programa: Programa
    bot: QtBot

    @property
    def ventana(self) -> VentanaPrincipal:
        return self.programa.ventana

    @property
    def cuerpo(self) -> Cuerpo:
        assert self.ventana.cuerpo is not None
        return self.ventana.cuerpo

    @property
    def sesion(self) -> Sesion:
        assert self.programa.sesion is not None
        return self.programa.sesion

    def esperar_gente(self) -> None:
        """Until the caja is open and its people are in the list."""
        self.bot.waitUntil(lambda: self.ventana.acceso.quien.isEnabled(), timeout=20_000)

    def entrar(self, clave: str = "demo", pin: str = "") -> None:
        """Sign in by keys and wait until the screens are there."""
        self.esperar_gente()
        acceso = self.ventana.acceso
        acceso.elegir(clave)
        self.bot.keyClicks(acceso.pin, pin or PINES[clave])
        self.bot.keyClick(acceso.pin, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: self.sesion.usuario is not None, timeout=10_000)

    def abrir_turno(self, fondo: str = "500") -> None:
        """Open the turno from the card in the place of F1."""
        campo = self.cuerpo.sin_turno.abrir.fondo
        self.bot.keyClicks(campo, fondo)
        self.bot.keyClick(campo, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: self.sesion.turno is not None)

    def quieto(self) -> None:
        """Until nothing is under way and what it brought is on the screen."""
        quieto(self.bot)

    def tecla(self, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the hand is."""
        self.bot.keyClick(QApplication.focusWidget() or self.ventana, tecla, modificador)

    def revisar(self, donde: str, tamanos: Sequence[tuple[int, int]] = TAMANOS) -> None:
        """Nothing is cut nor lies over anything else, at each size."""
        for ancho, alto in tamanos:
            self.ventana.resize(ancho, alto)
            for _ in range(20):
                # Layouts settle in several turns of the event loop; what is wrong for good stays wrong.
                self.quieto()
                if not (malos := [*cortados(self.ventana), *encimados(self.ventana)]):
                    break
                self.bot.wait(20)
            lugar = f"{donde} at {ancho} × {alto}, {tema.elegida().escala} %"
            assert malos == [], lugar
            assert self.ventana.size().toTuple() == (ancho, alto), lugar

    def cerrar(self) -> None:
        """Close the window as a person does, and the files after it."""
        try:
            with self.bot.waitSignal(self.ventana.cerrada, timeout=20_000):
                self.ventana.close()
        finally:
            self.programa.terminar()


Abrir = Callable[[Path], Abierto]


@pytest.fixture
def abrir(qtbot: QtBot) -> Iterator[Abrir]:
    """Opens the program over a folder; closed at the end of the test if it was not."""
    abiertos: list[Abierto] = []

    def hacer(carpeta: Path) -> Abierto:
        carpeta.mkdir(parents=True, exist_ok=True)
        abierto = Abierto(Programa(carpeta, partial(Taller, carpeta)), qtbot)
        abiertos.append(abierto)
        with qtbot.waitActive(abierto.ventana):
            abierto.programa.empezar()
            abierto.ventana.activateWindow()
        return abierto

    yield hacer
    for abierto in abiertos:
        if abierto.ventana.isVisible():
            abierto.cerrar()
        # Also for a test that failed half-way: no thread outlives its window, nor takes the tests after it along.
        abierto.programa.terminar()
        gc.disable()
        abierto.ventana.deleteLater()
        abierto.programa.deleteLater()
    QCoreApplication.processEvents()


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """A demonstration caja with three cuentas, closed, ready for `abrir`."""
    with una_caja(tmp_path / "datos") as prueba:
        nombres = ("Núñez Ríos, María Elena", "Ibáñez Soto, Raúl", "Zazueta Leyva, Ana")
        cuentas = [una_cuenta(f"000010{n}-{n}", titular=nombre) for n, nombre in enumerate(nombres)]
        importar(prueba, cuentas, [un_recibo(c.numero, "2023-08", agua="150.00") for c in cuentas])
    return tmp_path / "datos"


def al_frente(qtbot: QtBot, pantalla: Pantalla) -> None:
    """A screen shown by itself, as when its key brings it."""
    qtbot.addWidget(pantalla)
    pantalla.resize(1366, 660)
    pantalla.show()
    pantalla.mostrar()
