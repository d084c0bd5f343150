"""Nothing slow on the GUI thread: no SQL, file, socket or process while a whole charge is done."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.cobro.cobranza import Cobro
from app.taller import Taller
from tests.ui.conftest import Abrir
from ui import arranque
from ui.cobro.pantalla import PantallaCobrar

_CONECTAR = sqlite3.connect
_LENTO = (
    "open",
    "sqlite3.",
    "socket.",
    "subprocess.",
    "os.listdir",
    "os.scandir",
    "os.remove",
    "os.rename",
    "os.system",
)


class Vigia:
    """Hears what the interpreter tells of (it cannot be told to stop) and keeps what one thread should not do."""

    def __init__(self) -> None:
        self.hilo = 0
        self.faltas: list[str] = []
        self.ajenas = 0
        sys.addaudithook(self.oir)

    def oir(self, suceso: str, datos: tuple[object, ...]) -> None:
        if not self.hilo:
            return
        if suceso.startswith(_LENTO):
            self.anotar(suceso, str(datos[:1]))

    def conectar(self, *datos: Any, **opciones: Any) -> sqlite3.Connection:
        """A connection as any other; its statements, which are no event, call back on the thread that runs them."""
        conexion = _CONECTAR(*datos, **opciones)
        conexion.set_trace_callback(lambda sql: self.anotar("SQL", sql))
        return conexion

    def anotar(self, suceso: str, detalle: str) -> None:
        if threading.get_ident() == self.hilo:
            self.faltas.append(f"{suceso} {detalle[:120]}")
        elif self.hilo:
            self.ajenas += 1

    @contextmanager
    def vigilar(self) -> Iterator[None]:
        """Listen to what this thread does."""
        self.faltas, self.ajenas, self.hilo = [], 0, threading.get_ident()
        try:
            yield
        finally:
            self.hilo = 0


@pytest.fixture(scope="module")
def oido() -> Vigia:
    return Vigia()


@pytest.fixture
def vigia(oido: Vigia, monkeypatch: pytest.MonkeyPatch) -> Vigia:
    """Hears every connection that is opened from now on."""
    monkeypatch.setattr(sqlite3, "connect", oido.conectar)
    return oido


def test_a_whole_charge_leaves_the_gui_thread_alone(vigia: Vigia, carpeta: Path, abrir: Abrir) -> None:
    abierto = abrir(carpeta)
    with vigia.vigilar():
        abierto.entrar()
        abierto.abrir_turno()
        cobros: list[Cobro] = []
        abierto.sesion.cobrado.connect(cobros.append)
        buscador = next(e for e in abierto.cuerpo.pantallas[0].findChildren(QLineEdit) if e.isVisible())
        abierto.bot.keyClicks(buscador, "nunez")
        abierto.quieto()
        abierto.tecla(Qt.Key.Key_Return)
        dinero = _campo_de_efectivo(abierto.cuerpo.pantallas[0])
        abierto.bot.waitUntil(dinero.hasFocus)
        abierto.bot.keyClicks(dinero, "500")
        abierto.tecla(Qt.Key.Key_Return)
        abierto.bot.waitUntil(lambda: len(cobros) == 1, timeout=10_000)
        for tecla in (Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F12):
            abierto.tecla(tecla)
            abierto.quieto()
        with abierto.bot.waitSignal(abierto.ventana.cerrada, timeout=20_000):
            abierto.ventana.close()
    abierto.programa.terminar()
    assert vigia.faltas == []
    assert vigia.ajenas > 50, "the hook heard what the other threads did"


def _campo_de_efectivo(pantalla: object) -> QLineEdit:
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla.pago.efectivo


def test_the_hook_hears_sql_files_sockets_and_processes(tmp_path: Path, vigia: Vigia) -> None:
    with vigia.vigilar():
        conexion = sqlite3.connect(tmp_path / "x.db")
        conexion.execute("SELECT 1")
        conexion.close()
        (tmp_path / "x.txt").write_text("x", encoding="utf-8")
        with socket.socket() as enchufe:
            enchufe.connect_ex(("127.0.0.1", 1))
        subprocess.run([sys.executable, "-c", ""], check=True)
    oido = {falta.split()[0] for falta in vigia.faltas}
    assert {"SQL", "sqlite3.connect", "open", "socket.connect", "subprocess.Popen"} <= oido


def test_a_violation_planted_in_a_screen_is_heard(abrir: Abrir, carpeta: Path, vigia: Vigia) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    with vigia.vigilar():
        abierto.sesion.aviso.connect(lambda texto: arranque.aspecto_recordado(carpeta))
        abierto.sesion.aviso.emit("planted")
    assert any("ventana.json" in falta for falta in vigia.faltas)


def test_the_taller_is_made_elsewhere(carpeta: Path, abrir: Abrir) -> None:
    hilos: list[int] = []
    abierto = abrir(carpeta)
    armar = abierto.programa._armar

    def vigilado() -> Taller:
        hilos.append(threading.get_ident())
        return armar()

    abierto.esperar_gente()
    encargo = arranque.Encargo(lambda: vigilado().datos)
    with abierto.bot.waitSignal(encargo.hecho) as hecho:
        encargo.start()
    encargo.wait()
    assert hecho.args == [carpeta] and hilos != [threading.get_ident()]
