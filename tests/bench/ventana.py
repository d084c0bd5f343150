"""The window beside a bare PySide6 window with a table: until it takes keys, and what it keeps in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
#: Pumps events until something is so.
_ESPERAR = """
import json, sys, time
from pathlib import Path
def esperar(app, cuando):
    fin = time.monotonic() + 60
    while not cuando():
        app.processEvents()
        if time.monotonic() > fin:
            sys.exit("never happened")
def decir():
    paginas = int(Path("/proc/self/statm").read_text().split()[1])
    print(json.dumps({"segundos": time.monotonic() - float(sys.argv[1]), "megas": paginas * 4096 / 2**20}), flush=True)
"""
_DESNUDA = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
app = QApplication([])
modelo = QStandardItemModel(200, 6)
for n in range(200):
    modelo.setItem(n, 0, QStandardItem(str(n)))
tabla = QTableView()
tabla.setModel(modelo)
tabla.resize(1366, 768)
tabla.show()
tabla.activateWindow()
tabla.setFocus()
esperar(app, lambda: tabla.windowHandle().isExposed() and tabla.hasFocus())
app.processEvents()
decir()
"""
_EMPEZAR = """
from functools import partial
from app.__main__ import _armar
from PySide6.QtWidgets import QApplication
from ui import tema
from ui.aplicacion import Programa
datos = Path(sys.argv[2])
app = QApplication([])
tema.cargar_letras()
tema.aplicar(tema.Apariencia())
programa = Programa(datos, partial(_armar, datos))
programa.empezar()
ventana = programa.ventana
ventana.activateWindow()
esperar(app, lambda: ventana.windowHandle().isExposed() and ventana.acceso.pin.hasFocus())
app.processEvents()
"""
_INICIO = f"{_EMPEZAR}\ndecir()\nventana.close()\nprograma.terminar()\n"
_MEMORIA = f"""{_EMPEZAR}
acceso = ventana.acceso
esperar(app, acceso.quien.isEnabled)
acceso.pin.setText("246810")
acceso.entra.click()
esperar(app, lambda: programa.sesion.usuario is not None)
from app.turno.caja import abrir_turno
from app.domain.dinero import CERO
programa.sesion.poner_turno(abrir_turno(programa.sesion.motor.escritura.ctx, programa.sesion.usuario, CERO))
fin = time.monotonic() + 1
esperar(app, lambda: time.monotonic() > fin)
decir()
ventana.close()
programa.terminar()
"""


def bench_inicio(veces: int = 7) -> tuple[str, float, float, int]:
    """Seconds from the start of the process until the window takes keys; beside the bare window's."""
    return _comparar("inicio", _INICIO, "segundos", veces)


def bench_memoria(veces: int = 3) -> tuple[str, float, float, int]:
    """Resident megabytes with the caja open and F1 at the front; beside the bare window's."""
    return _comparar("memoria", _MEMORIA, "megas", veces)


def _comparar(nombre: str, programa: str, cifra: str, veces: int) -> tuple[str, float, float, int]:
    nuestras: list[float] = []
    desnudas: list[float] = []
    for n in range(veces + 1):
        with tempfile.TemporaryDirectory() as carpeta:
            _correr(sys.executable, "-m", "app", "demo", "--datos", carpeta)
            desnuda, nuestra = _medir(_DESNUDA, carpeta, cifra), _medir(programa, carpeta, cifra)
        # The first round fills the disk's cache for both.
        if n:
            desnudas.append(desnuda)
            nuestras.append(nuestra)
    return nombre, median(nuestras), median(desnudas), veces


def _medir(programa: str, carpeta: str, cifra: str) -> float:
    salida = _correr(sys.executable, "-c", _ESPERAR + programa, str(time.monotonic()), carpeta)
    return float(json.loads(salida.splitlines()[-1])[cifra])


def _correr(*orden: str) -> str:
    ambiente = {k: v for k, v in os.environ.items() if not k.startswith("VENTANILLA_")}
    ambiente |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return subprocess.run(orden, check=True, capture_output=True, text=True, env=ambiente).stdout
