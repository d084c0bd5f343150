"""A screen of its own with the real program on it, and a hand on its keyboard: Xvfb, `python -m app`, xdotool.

Nothing of the program is reached from inside: keys go in through the X server, pictures come out of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Milliseconds between two keys: of a hand, and of a scanner.
MANO, LECTOR = 60, 5
#: However busy the machine is, nobody waits longer than so many times the usual.
_MAS_LENTO = 4.0
NECESARIOS = ("Xvfb", "xdotool", "import")
#: As on any PC, where it is installed; without one the window has the bare screen to itself.
GESTOR = "openbox"


def falta_algo() -> str:
    """Which of the tools is not on this machine; empty when all are."""
    return ", ".join(nombre for nombre in NECESARIOS if shutil.which(nombre) is None)


class Escritorio:
    """The screen.

    Attributes:
        display: its name, `:93`.
        programa: the process of the window.
        teclas: how many keys were pressed by hand.
        lento: how many times slower than usual this machine is now; a person waits accordingly.
    """

    def __init__(self, display: str, programa: subprocess.Popen[bytes], fotos: Path | None) -> None:
        self.display = display
        self.programa = programa
        self.teclas = 0
        self.lento = min(_MAS_LENTO, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))
        self._fotos = fotos
        self._n = 0

    def teclear(self, texto: str) -> None:
        """Type as a person does."""
        self.teclas += len(texto)
        self.ordenar("type", "--delay", str(MANO), "--", texto)

    def pulsar(self, *teclas: str, entre: int = MANO) -> None:
        """Press keys by their X names: `Return`, `F7`, `ctrl+l`."""
        self.teclas += len(teclas)
        if entre <= MANO:
            self.ordenar("key", "--delay", str(entre), *teclas)
            return
        for tecla in teclas:
            # One by one: xdotool would keep each of them down as long as it waits.
            self.ordenar("key", tecla)
            self.esperar(entre / 1000)

    def leer(self, codigo: str, retraso: float = 0.0) -> None:
        """A scanner reads a code and sends its Enter, so many seconds behind."""
        self.ordenar("key", "--delay", str(LECTOR), *codigo, *([] if retraso else ["Return"]))
        if retraso:
            self.esperar(retraso)
            self.ordenar("key", "Return")

    def sostener(self, tecla: str, segundos: float) -> None:
        """Hold a key down: the keyboard repeats it."""
        self.teclas += 1
        self.ordenar("keydown", tecla)
        time.sleep(segundos)
        self.ordenar("keyup", tecla)

    def arrastrar(self, lugares: Sequence[tuple[int, int]], cada: float) -> None:
        """Press the pointer at the first place, move it over all the others, so many seconds apart, and lift it."""
        (x, y), *resto = lugares
        orden = ["mousemove", str(x), str(y), "mousedown", "1"]
        for x, y in resto:
            orden += ["sleep", f"{cada:.4f}", "mousemove", str(x), str(y)]
        self.ordenar(*orden, "mouseup", "1")

    def esperar(self, segundos: float = 0.7) -> None:
        """Look at the screen as long as a person does."""
        time.sleep(segundos * self.lento)

    def sin_pausa(self, segundos: float = 0.4) -> None:
        """Go on at a hand's own pace, however busy the machine is."""
        time.sleep(segundos)

    def foto(self, nombre: str) -> None:
        """A picture of the whole screen, numbered; nothing where nobody asked for pictures."""
        if self._fotos is None:
            return
        self._n += 1
        destino = self._fotos / f"{self._n:03d}-{nombre}.png"
        subprocess.run(["import", "-display", self.display, "-window", "root", str(destino)], check=True, timeout=60)

    def cerrar(self) -> int | None:
        """Ctrl Q, and the exit code of the program; None when it did not end."""
        self.pulsar("ctrl+q")
        try:
            return self.programa.wait(timeout=30)
        except subprocess.TimeoutExpired:
            return None

    def ordenar(self, *orden: str) -> None:
        """Tell xdotool."""
        entorno = os.environ | {"DISPLAY": self.display}
        subprocess.run(["xdotool", *orden], env=entorno, check=True, timeout=120, stdout=subprocess.DEVNULL)

    def preguntar(self, *orden: str) -> str:
        """What xdotool answers."""
        entorno = os.environ | {"DISPLAY": self.display}
        hecho = subprocess.run(
            ["xdotool", *orden], env=entorno, check=True, timeout=120, capture_output=True, text=True
        )
        return hecho.stdout


def ambiente(datos: Path, **otros: str) -> dict[str, str]:
    """The environment of a program over that folder, without the settings of whoever runs the tests."""
    limpio = {n: v for n, v in os.environ.items() if not n.startswith(("VENTANILLA_", "QT_", "WAYLAND"))}
    return limpio | {"VENTANILLA_DATOS": str(datos), "PYTHONPATH": str(ROOT)} | otros


@contextmanager
def escritorio(
    datos: Path,
    fotos: Path | None = None,
    medida: str = "1366x768",
    programa_en: Path = ROOT,
    dice: str = "",
    *,
    lanzador: bool = False,
) -> Iterator[Escritorio]:
    """The window over `datos` on a screen of its own; both end with the block.

    Args:
        programa_en: whose code it runs.
        dice: what Qt itself writes to `ventana.log`, such as `qt.qpa.input.events=true`.
        lanzador: as a user opens it, by `./ventanilla`.
    """
    with pantalla(medida) as display, (datos.parent / "ventana.log").open("wb") as bitacora, _gestor(display):
        entorno = ambiente(datos, DISPLAY=display, QT_QPA_PLATFORM="xcb", PYTHONPATH=str(programa_en))
        entorno |= {"QT_LOGGING_RULES": dice} if dice else {}
        orden = [str(programa_en / "ventanilla")] if lanzador else [sys.executable, "-m", "app"]
        programa = subprocess.Popen(orden, cwd=programa_en, env=entorno, stdout=bitacora, stderr=bitacora)
        try:
            mesa = Escritorio(display, programa, fotos)
            mesa.ordenar("search", "--sync", "--onlyvisible", "--name", "Ventanilla")
            yield mesa
        finally:
            terminar(programa)


@contextmanager
def pantalla(medida: str) -> Iterator[str]:
    """A screen of that size, `1366x768`; its name."""
    lee, escribe = os.pipe()
    orden = ["Xvfb", "-displayfd", str(escribe), "-screen", "0", f"{medida}x24", "-nolisten", "tcp"]
    servidor: subprocess.Popen[Any] = subprocess.Popen(
        orden, pass_fds=[escribe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(escribe)
    try:
        with os.fdopen(lee) as numero:
            yield f":{numero.readline().strip()}"
    finally:
        terminar(servidor)


@contextmanager
def _gestor(display: str) -> Iterator[None]:
    if shutil.which(GESTOR) is None:
        yield
        return
    mudo = subprocess.DEVNULL
    gestor = subprocess.Popen([GESTOR, "--sm-disable"], env=os.environ | {"DISPLAY": display}, stdout=mudo, stderr=mudo)
    try:
        yield
    finally:
        terminar(gestor)


def terminar(proceso: subprocess.Popen[Any]) -> None:
    """End a process that was started here, if it has not ended."""
    if proceso.poll() is None:
        proceso.terminate()
        try:
            proceso.wait(timeout=20)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.wait()
