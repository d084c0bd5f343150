"""F1 as a person feels it: from a key to its rows, from Enter to the change, and how long the screen ever stands still.

Milliseconds are a person's patience: reported, not asserted. Each function returns (nombre, mediana_s, base_s, n); the
base is the same work without a window.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.armado import Taller
from app.cobro.cobranza import cobrar
from app.cobro.consulta import buscar
from app.demostracion.poblacion import numero_de_cuenta, poblar
from app.sistema.llaves import SinLlave
from db import almacen as almacenes
from tests.factories import DEMO, CajaDePrueba, un_turno, una_caja, una_solicitud
from ui import tema
from ui.cobro.buscador import LIMITE
from ui.cobro.pantalla import PantallaCobrar
from ui.op import Motor
from ui.recolector import Recolector
from ui.sesion import Sesion

Resultado = tuple[str, float, float, int]

PALABRAS = ("garcia lopez", "nunez", "maria elena", "sinaloa 21", "0000123", "hernandez guadalupe", "ruiz obregon")
_CALENTAR = 5


@dataclass
class Latido:
    """A timer that should beat each millisecond; the longest wait between two beats is how long nothing moved."""

    esperas: list[float] = field(default_factory=list)
    _ultimo: float = 0.0

    def empezar(self) -> QTimer:
        reloj = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._ultimo = perf_counter()
        reloj.timeout.connect(self._latir)
        reloj.start()
        return reloj

    def _latir(self) -> None:
        ahora = perf_counter()
        self.esperas.append(ahora - self._ultimo)
        self._ultimo = ahora


@dataclass(frozen=True)
class Puesto:
    """The screen over a caja with so many cuentas."""

    caja: CajaDePrueba
    pantalla: PantallaCobrar
    numeros: tuple[str, ...]

    def hasta(self, condicion: Callable[[], bool]) -> None:
        while not condicion():
            QApplication.processEvents()

    def teclear(self, texto: str) -> Iterator[float]:
        """Each key, and the seconds until its rows are there."""
        buscador = self.pantalla.buscador
        buscador.enfocar(limpiar=True)
        for letra in texto:
            comienzo = perf_counter()
            QTest.keyClick(buscador.campo, letra)
            self.hasta(lambda: buscador.respondido)
            yield perf_counter() - comienzo

    def abrir(self, numero: str) -> None:
        self.pantalla.leer(numero)
        self.hasta(lambda: self.pantalla.mando.is_al_dia and QApplication.focusWidget() is self.pantalla.pago.efectivo)

    def cobrar(self) -> float:
        """Exact cash; the seconds from Enter to the change on the screen."""
        hechos: list[object] = []
        self.pantalla.mando.terminado.connect(hechos.append)
        QTest.keyClick(self.pantalla.pago.efectivo, Qt.Key.Key_Return)
        comienzo = perf_counter()
        QTest.keyClick(self.pantalla.pago.efectivo, Qt.Key.Key_Return)
        self.hasta(lambda: bool(hechos) and self.pantalla.hecho.isVisible())
        self.pantalla.mando.terminado.disconnect(hechos.append)
        return perf_counter() - comienzo


def bench_tecla(n: int = 20_000) -> Resultado:
    """From a key in the search box to the rows it finds among n cuentas; the base is the search alone."""
    with _un_puesto(n) as puesto:
        tiempos = [t for palabra in PALABRAS for t in puesto.teclear(palabra)]
        bases = [
            _cuanto(lambda t=palabra[:i]: buscar(puesto.caja.ctx, t, LIMITE))
            for palabra in PALABRAS
            for i in range(1, len(palabra) + 1)
        ]
        p95 = quantiles(tiempos, n=20)[-1] * 1000
        return f"tecla a renglones en {n} cuentas (p95 {p95:.0f} ms)", median(tiempos), median(bases), len(tiempos)


def bench_enter(n: int = 200) -> Resultado:
    """From Enter to the change shown, n charges; the base is the charge alone. Says the longest stall of the screen."""
    with _un_puesto(max(600, n * 3)) as puesto:
        latido = Latido()
        tiempos: list[float] = []
        numeros = iter(puesto.numeros)
        for numero in list(_tomar(numeros, _CALENTAR)):
            puesto.abrir(numero)
            puesto.cobrar()
        reloj = latido.empezar()
        for numero in _tomar(numeros, n):
            puesto.abrir(numero)
            tiempos.append(puesto.cobrar())
        reloj.stop()
        bases = [
            _cuanto(lambda x=x: cobrar(puesto.caja.ctx, una_solicitud(x, efectivo="90000"), DEMO)) for x in numeros
        ]
        peor = max(latido.esperas) * 1000
        p95 = quantiles(tiempos, n=20)[-1] * 1000
        nombre = f"Enter a cambio (p95 {p95:.0f} ms; pantalla quieta a lo más {peor:.0f} ms en {n} cobros)"
        return nombre, median(tiempos), median(bases), len(tiempos)


def _cuanto(hacer: Callable[[], object]) -> float:
    comienzo = perf_counter()
    hacer()
    return perf_counter() - comienzo


def _tomar(numeros: Iterator[str], cuantos: int) -> Iterator[str]:
    for _ in range(cuantos):
        yield next(numeros)


@contextmanager
def _un_puesto(cuentas: int) -> Iterator[Puesto]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if QApplication.instance() is None:
        _APP.append(QApplication(["ventanilla"]))
        tema.cargar_letras()
    tema.aplicar(tema.Apariencia())
    with TemporaryDirectory() as carpeta, una_caja(Path(carpeta) / "caja") as caja:
        numeros = _poblar(caja, cuentas)
        un_turno(caja)
        almacen = almacenes.abrir(caja.carpeta, escribir=False)
        motor = Motor(caja.ctx, replace(caja.ctx, uow=lambda: almacen.uow(SinLlave(), caja.reloj)))
        taller = Taller(caja.carpeta)
        sesion = Sesion(motor, taller, taller.encabezado(caja.ctx))
        sesion.entrar(DEMO)
        pantalla = PantallaCobrar(sesion)
        pantalla.resize(1366, 640)
        pantalla.show()
        pantalla.activateWindow()
        pantalla.mostrar()
        puesto = Puesto(caja, pantalla, numeros)
        puesto.hasta(lambda: QApplication.focusWidget() is pantalla.buscador.campo)
        # As in the program: otherwise a collection of everything stops whichever thread happens to allocate.
        recolector = Recolector()
        recolector.asentar()
        yield puesto
        recolector.parar()
        motor.esperar()
        QApplication.processEvents()
        pantalla.close()
        pantalla.deleteLater()
        almacen.cerrar()


def _poblar(caja: CajaDePrueba, cuentas: int) -> tuple[str, ...]:
    """The demonstration's padrón; the numbers of those that owe something."""
    sha, *_ = poblar(caja.perfil, caja.lotes, caja.reloj.ahora().date(), cuentas, 1)
    with caja.uow() as uow:
        uow.diario.asentar("lote_importado", {"sha": sha, "filas": cuentas, "quien": "demo"})
        uow.commit()
    caja.padron.aplicar(caja.almacen.lotes())
    numeros = [numero_de_cuenta(i + 1) for i in range(min(cuentas, 2_000))]
    return tuple(dict.fromkeys(p.cuenta for p in caja.padron.pendientes(numeros)))


#: Qt's one application lives as long as the process.
_APP: list[QApplication] = []
