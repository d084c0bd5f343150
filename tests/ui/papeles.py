"""A printer with bad days at the real window: put by keys in F6, without paper, cut off, silent while the program dies.

`python -m tests.ui.papeles FOLDER` runs it by hand and leaves the caja, the pictures of the window and every paper, as
the printer's head would print it, in that folder. With `--lanzador` the window is the one of `./ventanilla`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.armado import Taller
from tests.factories import PINES
from tests.printing.impresora_falsa import LISTA, SIN_PAPEL, ImpresoraFalsa
from tests.printing.ordenes import leer
from tests.printing.rollo import Rollo
from tests.ui.cajera import PACIENCIA, Cajera
from tests.ui.escritorio import Escritorio, escritorio
from tests.ui.manejo import FONDO, ordenar

CUENTAS = 60
#: Dots of a head of 80 mm.
PUNTOS = 576
PULSO = b"\x1bp"


@dataclass
class Escena:
    """What came of it.

    Attributes:
        fallas: what is not as it should be, in words.
        folios: charged, in order.
    """

    fallas: list[str] = field(default_factory=list)
    folios: list[str] = field(default_factory=list)

    def exigir(self, que: str, hecho: object, debido: object = True) -> None:
        """One thing that must be so."""
        if hecho != debido:
            self.fallas.append(f"{que}: {debido} and not {hecho}")


class Mostrador:
    """What happens at the counter, by keys."""

    def __init__(self, cajera: Cajera, impresora: ImpresoraFalsa, escena: Escena) -> None:
        self.cajera, self.mesa, self.impresora, self.escena = cajera, cajera.mesa, impresora, escena

    def abrir_turno(self) -> None:
        """She signs in and opens the turno."""
        self.mesa.esperar(3.0)
        self.cajera.entrar()
        self.mesa.teclear(FONDO)
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)

    def poner_impresora(self) -> None:
        """F6: a wrong address first, which is told in its place; then the right one, tried and kept."""
        self.mesa.pulsar("F6")
        self.mesa.esperar(1.0)
        self.mesa.pulsar("alt+2")
        self.mesa.esperar(1.0)
        # From «Sin impresora» to the first kind there is, by network.
        self.mesa.pulsar("Down", "Tab", entre=300)
        self.mesa.teclear("127.0.0.1:1")
        self.mesa.pulsar("ctrl+t")
        self.mesa.esperar(2.0)
        self.mesa.foto("direccion-equivocada")
        self.mesa.pulsar("ctrl+a")
        self.mesa.teclear(f"127.0.0.1:{self.impresora.puerto}")
        self.mesa.pulsar("ctrl+t")
        self.mesa.esperar(2.0)
        self.mesa.foto("hoja-de-prueba")
        self.escena.exigir("salió la hoja de prueba", len(self.papeles()), 1)
        self.mesa.pulsar("ctrl+g")
        self.mesa.esperar(1.0)
        self.mesa.teclear("super")
        self.mesa.pulsar("Tab")
        self.mesa.teclear(PINES["super"])
        self.mesa.foto("pide-supervisor")
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)
        self.mesa.foto("impresora-puesta")

    def cobrar(self, foto: str, espera: float = 1.0) -> str:
        """Somebody pays all in exact cash; its folio.

        Args:
            espera: seconds that she looks at it afterwards.
        """
        esperado = self.cajera.debe(self.cajera.tomar("pronto_pago"))
        self.mesa.pulsar("F1")
        self.cajera.abrir(esperado.cuentas[0])
        self.mesa.pulsar("Return", "Return", entre=400)
        self.escena.fallas += [f"{foto}: {mala}" for mala in self.cajera.cobrada(esperado)]
        self.mesa.esperar(espera)
        self.mesa.foto(foto)
        (pago,) = self.cajera.hechos[-1][2]
        self.escena.folios.append(str(pago.folio))
        return str(pago.folio)

    def imprimir_cola(self, foto: str) -> None:
        """F6: what did not come out."""
        self.mesa.pulsar("F6")
        self.mesa.esperar(1.0)
        self.mesa.pulsar("alt+2")
        self.mesa.esperar(1.0)
        self.mesa.foto(f"{foto}-en-cola")
        self.mesa.pulsar("ctrl+b")
        self.mesa.esperar(2.5)
        self.mesa.foto(f"{foto}-impreso")

    def papeles(self) -> list[bytes]:
        """Those of which something was printed, as their bytes."""
        return [papel for papel in self.impresora.papeles if papel]


def jugar(carpeta: Path, *, lanzador: bool = False) -> Escena:
    """The scene, and the printer's memory against the queue and the diario."""
    datos, fotos, luego = (carpeta / nombre for nombre in ("datos", "fotos", "fotos-despues"))
    for nueva in (fotos, luego):
        nueva.mkdir(parents=True)
    ordenar(datos, "demo", "--cuentas", str(CUENTAS), "--semilla", "1")
    escena = Escena()
    with ImpresoraFalsa() as impresora:
        with escritorio(datos, fotos, lanzador=lanzador) as mesa, Taller(datos).contexto(escribir=False) as ctx:
            cajera = Cajera(mesa, ctx)
            cajera.conocer(CUENTAS)
            mostrador = Mostrador(cajera, impresora, escena)
            mostrador.abrir_turno()
            mostrador.poner_impresora()
            un_dia(mostrador, datos)
            matar_al_imprimir(mostrador, datos)
        with escritorio(datos, luego, lanzador=lanzador) as mesa:
            despues(mesa, escena, datos)
        _revisar(datos, carpeta, impresora, escena)
    return escena


def un_dia(mostrador: Mostrador, datos: Path) -> None:
    """A good ticket, two without paper, one cut off, a copy."""
    impresora, escena, mesa = mostrador.impresora, mostrador.escena, mostrador.mesa
    mostrador.cobrar("sale-el-ticket")
    escena.exigir("nada en cola", _en_cola(datos), [])
    impresora.estado = SIN_PAPEL
    sin_papel = [mostrador.cobrar("sin-papel"), mostrador.cobrar("sin-papel-y-se-sigue")]
    escena.exigir("esperan", _en_cola(datos), [(folio, "fallo") for folio in sin_papel])
    impresora.estado = LISTA
    mostrador.imprimir_cola("con-papel")
    escena.exigir("ya salieron", _en_cola(datos), [])
    impresora.corta = 200
    cortado = mostrador.cobrar("se-corta")
    impresora.corta = None
    escena.exigir("en duda", _en_cola(datos), [(cortado, "desconocido")])
    mostrador.imprimir_cola("en-duda")
    escena.exigir("salió como copia", _en_cola(datos), [])
    mesa.pulsar("F1")
    mesa.esperar(1.0)
    mesa.pulsar("ctrl+r")
    mesa.esperar(2.0)
    mesa.foto("otra-copia")


def matar_al_imprimir(mostrador: Mostrador, datos: Path) -> None:
    """The printer does not say that it has printed, and the program is killed while it waits for that."""
    mostrador.impresora.confirma = None
    folio = mostrador.cobrar("se-muere", espera=0)
    os.kill(mostrador.mesa.programa.pid, signal.SIGKILL)
    mostrador.mesa.programa.wait()
    mostrador.impresora.confirma = b"\x00"
    mostrador.escena.exigir("murió mientras se imprimía", _en_cola(datos), [(folio, "enviando")])


def despues(mesa: Escritorio, escena: Escena, datos: Path) -> None:
    """The program again: it offers the paper, and it comes out."""
    mesa.esperar(3.0)
    mesa.teclear(PINES["demo"])
    mesa.pulsar("Return")
    mesa.esperar(2.5)
    mesa.pulsar("F6")
    mesa.esperar(1.0)
    mesa.pulsar("alt+2")
    mesa.esperar(1.0)
    mesa.foto("ofrece-lo-que-quedo")
    mesa.pulsar("ctrl+b")
    limite = time.monotonic() + PACIENCIA
    while _en_cola(datos) and time.monotonic() < limite:
        time.sleep(0.2)
    mesa.foto("ya-salio")
    escena.exigir("nada queda en cola", _en_cola(datos), [])
    escena.exigir("el programa acabó", mesa.cerrar(), 0)


def _en_cola(datos: Path) -> list[tuple[str, str]]:
    cola: list[dict[str, Any]] = ordenar(datos, "impresora", "cola")["cola"]
    return [(papel["folio"], papel["estado"]) for papel in cola]


def _revisar(datos: Path, carpeta: Path, impresora: ImpresoraFalsa, escena: Escena) -> None:
    """Of each payment one original at most, one pulse at most, and a paper in somebody's hand."""
    originales: Counter[str] = Counter()
    copias: Counter[str] = Counter()
    pulsos: Counter[str] = Counter()
    enteros = [papel for papel in impresora.papeles if papel.count(b"\x1dV")]
    for n, papel in enumerate(enteros, 1):
        Rollo(PUNTOS).imprimir(papel).save(carpeta / f"papel-{n:02d}.png")
        leido = leer(papel)
        folio = next((t.strip() for t in leido.lineas if t.strip() in escena.folios), "prueba")
        es_copia = any(t.strip().startswith("COPIA") for t in leido.lineas)
        (copias if es_copia else originales)[folio] += 1
        pulsos[folio] += sum(orden.startswith(PULSO) for orden in leido.ordenes)
    for folio in escena.folios:
        escena.exigir(f"{folio}: originales, uno o ninguno", originales[folio] <= 1)
        escena.exigir(f"{folio}: pulsos, uno o ninguno", pulsos[folio] <= 1)
        escena.exigir(f"{folio}: tiene papel", originales[folio] + copias[folio] >= 1)
    escena.exigir("copias", dict(copias), {escena.folios[-2]: 2, escena.folios[-1]: 1})
    verificado = ordenar(datos, "verificar")
    escena.exigir("todo cuadra", (verificado["ok"], verificado["errores"]), (True, []))


def main(argumentos: Sequence[str]) -> int:
    """By hand: the folder."""
    escena = jugar(Path(argumentos[0]), lanzador="--lanzador" in argumentos)
    print(f"{len(escena.folios)} payments")
    print("\n".join(escena.fallas) or "all as it should be")
    return 1 if escena.fallas else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
