"""Several cajas and their centre on one screen of their own, each window with its cashier: what plays of them share."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.armado import Taller
from app.cobro.consulta import estado_de_cuenta
from app.cobro.ultimos import ultimos_pagos
from app.demostracion.poblacion import numero_de_cuenta
from app.domain.dinero import CERO
from tests.factories import PINES
from tests.proxy import Proxy
from tests.ui.cajera import Cajera, Esperado
from tests.ui.escritorio import ROOT, Escritorio, ambiente, pantalla, terminar
from tests.ui.manejo import FONDO

CUENTAS = 60
#: Of one window; the screen holds two of them.
ANCHO, ALTO = 1366, 768
#: Seconds for what goes between a caja and the centre, on a busy machine.
PACIENCIA_S = 180


@dataclass
class Puesto:
    """A caja with its window.

    Attributes:
        numero: of the caja.
        lado: 0 at the left of the screen, 1 at the right.
        cajera: who is there, while the window is open.
    """

    numero: str
    datos: Path
    lado: int
    cajera: Cajera | None = None
    ventana: str = ""

    @property
    def ella(self) -> Cajera:
        """The cashier."""
        assert self.cajera is not None
        return self.cajera

    @property
    def mesa(self) -> Escritorio:
        """Her keyboard, once her window has it."""
        mesa = self.ella.mesa
        mesa.ordenar("windowfocus", "--sync", self.ventana)
        mesa.esperar(0.3)
        return mesa


@dataclass
class Juego:
    """What is on the screen.

    Attributes:
        fallas: «what it was about: what is not as it should be».
    """

    carpeta: Path
    display: str
    pila: ExitStack
    fallas: list[str] = field(default_factory=list)
    _fotos: int = 0

    @property
    def centro(self) -> Path:
        """The folder of the centre."""
        return self.carpeta / "centro"

    # --- orders ---

    def ordenar(self, *palabras: str, datos: Path | None = None, **otros: str) -> dict[str, Any]:
        """What an order of the command line answers."""
        entorno = self.ambiente(datos or self.centro) | otros
        orden = [sys.executable, "-m", "app", *palabras, "--json"]
        hecho = subprocess.run(orden, env=entorno, capture_output=True, check=False, timeout=300)
        if not hecho.stdout:
            raise RuntimeError(hecho.stderr.decode())
        leido: dict[str, Any] = json.loads(hecho.stdout)
        return leido

    def ambiente(self, datos: Path) -> dict[str, str]:
        """Over that folder; which centres are known from here is nobody else's."""
        return ambiente(datos, XDG_CONFIG_HOME=str(self.carpeta / "config"))

    def estado(self) -> dict[str, Any]:
        """The centre, as its administrador sees it."""
        return self.ordenar("centro", "estado")

    def exigir(self, que: str, hecho: object, debido: object = True) -> None:
        """Note what is not as it should be."""
        if hecho != debido:
            self.fallas.append(f"{que}: {debido!r} and not {hecho!r}")

    def hasta(self, que: str, condicion: Callable[[], bool]) -> None:
        """Wait for something to be so, and note when it never was."""
        limite = time.monotonic() + PACIENCIA_S
        while not condicion():
            if time.monotonic() > limite:
                self.fallas.append(f"{que}: never")
                return
            time.sleep(0.5)

    def foto(self, nombre: str) -> None:
        """Both windows."""
        self._fotos += 1
        destino = self.carpeta / "fotos" / f"{self._fotos:02d}-{nombre}.png"
        destino.parent.mkdir(exist_ok=True)
        subprocess.run(["import", "-display", self.display, "-window", "root", str(destino)], check=True, timeout=60)

    # --- cajas ---

    def enlazar(self, puesto: Puesto, proxy: Proxy | None = None) -> None:
        """Enrol it, through the proxy from its first round on where there is one."""
        archivo = self.carpeta / f"{puesto.datos.name}.enlace"
        centro = f"Centro {'Norte' if puesto.numero == '1' else 'Sur'}"
        self.ordenar("centro", "alta-caja", "--centro", centro, "--caja", puesto.numero, "--a", str(archivo))
        hecho = self.ordenar("enlazar", str(archivo), datos=puesto.datos)
        self.exigir(f"enlazar {puesto.datos.name}", hecho.get("pendientes"), 0)
        if proxy is not None:
            ruta = puesto.datos / "clave.enlace.json"
            enlace = json.loads(ruta.read_text())
            base = enlace["url"].rpartition("/")[2]
            ruta.write_text(json.dumps(enlace | {"url": f"postgresql://127.0.0.1:{proxy.puerto}/{base}"}))

    def abrir(self, puesto: Puesto) -> None:
        """Its window in its place, somebody signed in, and a turno."""
        bitacora = self.pila.enter_context((self.carpeta / f"{puesto.datos.name}.log").open("wb"))
        entorno = self.ambiente(puesto.datos) | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        orden = [sys.executable, "-m", "app"]
        programa = subprocess.Popen(orden, cwd=ROOT, env=entorno, stdout=bitacora, stderr=bitacora)
        self.pila.callback(terminar, programa)
        mesa = Escritorio(self.display, programa, None)
        ctx = self.pila.enter_context(Taller(puesto.datos).contexto(escribir=False))
        puesto.cajera = Cajera(mesa, ctx)
        # A PC that takes the place of another has what that one charged.
        traidos = tuple(u.pago for u in ultimos_pagos(ctx, 1000))
        puesto.cajera.hechos.append(("", Esperado((), CERO), traidos))
        puesto.ventana = mesa.preguntar("search", "--sync", "--onlyvisible", "--pid", str(programa.pid)).split()[0]
        mesa.ordenar("windowsize", puesto.ventana, str(ANCHO), str(ALTO))
        mesa.ordenar("windowmove", puesto.ventana, str(puesto.lado * ANCHO), "0")
        mesa.esperar(6.0)
        puesto.mesa.teclear(PINES["demo"])
        mesa.pulsar("Return")
        mesa.esperar(3.0)
        mesa.teclear(FONDO)
        mesa.pulsar("Return")
        mesa.esperar(1.5)

    def cobrar(self, puesto: Puesto, cuenta: str) -> str:
        """Charge all that a cuenta owes, in exact cash; its folio."""
        ella, mesa = puesto.ella, puesto.mesa
        mesa.pulsar("F1", "Escape", "Escape")
        esperado = ella.debe(cuenta)
        ella.abrir(cuenta)
        mesa.pulsar("e", "Return", entre=400)
        self.fallas += [f"caja {puesto.numero}, {cuenta}: {mala}" for mala in ella.cobrada(esperado)]
        return str(ella.hechos[-1][2][-1].folio) if ella.hechos[-1][2] else ""

    def ver_centro(self, puesto: Puesto) -> Escritorio:
        """F6, Centro."""
        mesa = puesto.mesa
        mesa.pulsar("F6", "alt+6", entre=400)
        mesa.esperar(1.5)
        return mesa

    def adeudo(self, puesto: Puesto, cuenta: str) -> str:
        """What that caja believes that a cuenta owes."""
        with Taller(puesto.datos).contexto(escribir=False) as ctx:
            return estado_de_cuenta(ctx, cuenta).adeudo.total.texto()


@contextmanager
def un_juego(carpeta: Path) -> Iterator[Juego]:
    """The screen and a demonstration centre; both end with the block, and the centre's files stay."""
    carpeta = carpeta.resolve()
    carpeta.mkdir(parents=True, exist_ok=True)
    with ExitStack() as pila:
        display = pila.enter_context(pantalla(f"{2 * ANCHO}x{ALTO}"))
        juego = Juego(carpeta, display, pila)
        pila.callback(juego.ordenar, "centro", "parar", str(juego.centro))
        juego.ordenar("centro", "demo", str(juego.centro), "--cuentas", str(CUENTAS))
        yield juego


def que_deben(puesto: Puesto) -> list[str]:
    """Cuentas that owe something, by number."""
    ctx = puesto.ella.ctx
    numeros = (numero_de_cuenta(n) for n in range(1, CUENTAS + 1))
    return [n for n in numeros if estado_de_cuenta(ctx, n).adeudo.total > CERO]
