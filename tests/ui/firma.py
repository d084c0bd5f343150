"""A Loreto pensioner at the real window: pays by keys, signs with the pointer, the cashier signs, false data is found.

`python -m tests.ui.firma FOLDER` runs it by hand and leaves the caja, the pictures of the window and both papers in
that folder, to be looked at.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.armado import Taller
from app.context import Contexto
from app.demostracion.poblacion import numero_de_cuenta
from app.domain.subsidio.subsidio import Subsidio
from app.subsidio.firmas import trazos_de
from tests.factories import PINES
from tests.organismos import CASOS
from tests.subsidios import subsidios_de
from tests.ui.cajera import PACIENCIA, Cajera, Esperado
from tests.ui.escritorio import Escritorio, escritorio
from tests.ui.manejo import FONDO, ordenar

CUENTAS = 40
#: Where the pad is on a screen of 1366 x 768, well inside it: left, top, width, height.
TABLERO = (160, 330, 900, 200)
#: Pointer events a second, as those of a good tablet, and how long a hand signs.
POR_SEGUNDO, SEGUNDOS = 200, 3
#: What Qt writes down of the pointer.
DICE = "qt.qpa.input.events=true"
#: Of an invented person; its check digit is right.
CURP = "BOXW310820HNERXN09"
BENEFICIARIA = "Josefa Amador Murillo"


@dataclass
class Escena:
    """What came of it.

    Attributes:
        fallas: what is not as it should be, in words.
        trazos: of each stroke: pointer events sent, those that reached the program, and points kept of them.
    """

    fallas: list[str] = field(default_factory=list)
    trazos: list[tuple[int, int, int]] = field(default_factory=list)

    def exigir(self, que: str, hecho: object, debido: object = True) -> None:
        """One thing that must be so."""
        if hecho != debido:
            self.fallas.append(f"{que}: {debido} and not {hecho}")


def rubrica(segundos: float = SEGUNDOS, semilla: int = 0) -> list[list[tuple[int, int]]]:
    """Strokes on the screen, a place for each pointer event; no two places in a row are the same."""
    x0, y0, ancho, alto = TABLERO
    cuantos = round(segundos * POR_SEGUNDO)
    puntos: list[tuple[int, int]] = []
    for n in range(cuantos):
        s = n / cuantos
        x = x0 + ancho * (0.1 + 0.8 * s + 0.08 * math.sin(31 * s + semilla))
        y = y0 + alto * (0.5 + 0.4 * math.sin(43 * s + semilla) * math.cos(7 * s))
        punto = round(x), round(y)
        puntos.append((punto[0] + 1, punto[1]) if puntos and puntos[-1] == punto else punto)
    mitad = cuantos * 2 // 3
    return [puntos[:mitad], puntos[mitad:]]


#: Picture, and what is drawn: she signs, then the cashier.
FIRMAS = (("firma-ella", rubrica()), ("firma-cajera", rubrica(semilla=3)))


def firmar(mesa: Escritorio, trazos: Sequence[Sequence[tuple[int, int]]]) -> None:
    """Draw it with the pointer."""
    for trazo in trazos:
        mesa.arrastrar(trazo, 1 / POR_SEGUNDO)
        mesa.sin_pausa(0.2)


def recibidos(bitacora: Path) -> list[int]:
    """How many pointer events of each stroke reached the program, its press among them, as Qt itself wrote them down.

    On a busy machine the X server tells several moves as one; what it told is what can be lost.
    """
    trazos: list[int] = []
    apretado = False
    for linea in bitacora.read_text(encoding="utf-8", errors="replace").splitlines():
        if "XI2 mouse press" in linea:
            apretado = True
            trazos.append(1)
        elif "XI2 mouse release" in linea:
            apretado = False
        elif apretado and "XI2 mouse motion" in linea:
            trazos[-1] += 1
    return trazos


def preparar(datos: Path) -> str:
    """A demonstration of Loreto with invented prices, where a pensioner owes the last month; her cuenta."""
    precios = str(CASOS / "loreto-precios-de-prueba.csv")
    fuente = ("--version", "prueba", "--desde", "2023-01", "--fuente", "precios de prueba")
    ordenar(datos, "tarifa", "importar", precios, "--organismo", "loreto", *fuente)
    ordenar(datos, "demo", "--organismo", "loreto", "--cuentas", str(CUENTAS), "--semilla", "1")
    numero = next(n for n in map(numero_de_cuenta, range(1, CUENTAS + 1)) if _debe_uno(ordenar(datos, "estado", n)))
    otorgar = ("beneficio", "otorgar", numero, "pensionado", "--beneficiario", BENEFICIARIA, "--curp", CURP)
    como = ("--documento", "Talón 8841", "--porcentaje", "50", "--supervisor", "super")
    ordenar(datos, *otorgar, *como, VENTANILLA_PIN_SUPERVISOR=PINES["super"])
    return numero


def _debe_uno(estado: dict[str, Any]) -> bool:
    """Whether it is a house that owes one month, not yet due, of more than the first 10 m³."""
    debidos = [r for r in estado["recibos"] if r["saldo"] != "0.00"]
    es_casa = estado["cuenta"]["uso"] == "domestico"
    return es_casa and estado["al_corriente"] and len(debidos) == 1 and float(debidos[0]["m3"]) > 10


class Mostrador:
    """What happens at the counter, by keys and the pointer."""

    def __init__(self, cajera: Cajera, escena: Escena, numero: str) -> None:
        self.cajera, self.mesa, self.escena, self.numero = cajera, cajera.mesa, escena, numero

    def abrir(self) -> None:
        """The cashier signs in and opens her turno."""
        self.mesa.esperar(3.0)
        self.cajera.entrar()
        self.mesa.teclear(FONDO)
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)

    def cobrar(self, foto: str) -> Esperado:
        """All that the cuenta owes, in exact cash."""
        esperado = self.cajera.debe(self.numero)
        self.mesa.pulsar("F1")
        self.cajera.abrir(self.numero)
        self.mesa.foto(f"{foto}-por-cobrar")
        self.mesa.pulsar("Return", "Return", entre=400)
        self.escena.fallas += [f"{foto}: {mala}" for mala in self.cajera.cobrada(esperado)]
        self.mesa.foto(f"{foto}-cobrado")
        return esperado

    def firmar_subsidio(self) -> None:
        """She begins, takes it back by keys, signs for good; then the cashier."""
        self.mesa.pulsar("ctrl+f")
        self.mesa.esperar(1.5)
        self.mesa.pulsar("ctrl+Return")
        self.mesa.esperar()
        self.mesa.foto("en-blanco-no-se-acepta")
        firmar(self.mesa, rubrica(0.5)[:1])
        self.mesa.pulsar("ctrl+z", "ctrl+y", "ctrl+Delete", entre=300)
        for foto, trazos in FIRMAS:
            firmar(self.mesa, trazos)
            self.mesa.esperar()
            self.mesa.foto(foto)
            self.mesa.pulsar("ctrl+Return")
            self.mesa.esperar(1.5)

    def retirar_por_datos_falsos(self) -> None:
        """From the list of F5, with the supervisor's word."""
        self.mesa.pulsar("F5")
        self.mesa.esperar(1.5)
        self.mesa.pulsar("ctrl+d")
        self.mesa.esperar(1.0)
        self.mesa.pulsar("Down", "Tab", entre=400)
        self.mesa.teclear("visita del 5 de septiembre")
        self.mesa.esperar(1.0)
        self.mesa.foto("retiro-lo-que-se-cobra")
        self.mesa.pulsar("ctrl+Return")
        self.mesa.esperar(1.0)
        self.mesa.teclear(PINES["super"])
        self.mesa.pulsar("Return")
        self.mesa.esperar(2.0)
        self.mesa.foto("retirado")


def jugar(carpeta: Path, *, con_fotos: bool = False) -> Escena:
    """The scene, and what the books and the papers say of it by the command line."""
    datos, fotos = carpeta / "datos", carpeta / "fotos" if con_fotos else None
    if fotos is not None:
        fotos.mkdir(parents=True)
    numero, escena = preparar(datos), Escena()
    with escritorio(datos, fotos, dice=DICE) as mesa, Taller(datos).contexto(escribir=False) as ctx:
        cajera = Cajera(mesa, ctx)
        mostrador = Mostrador(cajera, escena, numero)
        mostrador.abrir()
        mostrador.cobrar("subsidio")
        mostrador.firmar_subsidio()
        subsidio = _firmado(ctx, cajera)
        _revisar_firmas(ctx, subsidio, recibidos(carpeta / "ventana.log"), escena)
        mostrador.retirar_por_datos_falsos()
        recobrado = mostrador.cobrar("recuperado")
        escena.exigir("se cobra lo que se descontó", recobrado.total >= subsidio.recibo.importe)
        escena.exigir("el programa acabó", mesa.cerrar(), 0)
    _revisar_papeles(datos, carpeta, str(subsidio.recibo.folio), escena)
    return escena


def _firmado(ctx: Contexto, cajera: Cajera) -> Subsidio:
    """The recibo of the payment, once its signature is on the disk."""
    (pago,) = cajera.hechos[0][2]
    limite = time.monotonic() + PACIENCIA
    (subsidio,) = subsidios_de(ctx, [pago])
    while subsidio.firma is None and time.monotonic() < limite:
        time.sleep(0.2)
        (subsidio,) = subsidios_de(ctx, [pago])
    return subsidio


def _revisar_firmas(ctx: Contexto, subsidio: Subsidio, llegaron: Sequence[int], escena: Escena) -> None:
    """Both are drawn, no point of theirs is missing, and what was begun and erased is in neither."""
    escena.exigir("firmado", subsidio.estado, "firmado")
    enviados = [len(trazo) for _, trazos in FIRMAS for trazo in trazos]
    firmas = trazos_de(ctx.anexos, subsidio)
    guardados = [len(trazo) for firma in firmas if firma is not None for trazo in firma.trazos]
    escena.exigir("trazos", len(guardados), len(enviados))
    escena.trazos = list(zip(enviados, llegaron[-len(enviados) :], guardados, strict=False))
    for n, (_, llegados, quedan) in enumerate(escena.trazos, 1):
        escena.exigir(f"puntos del trazo {n}", quedan, llegados)


def _revisar_papeles(datos: Path, carpeta: Path, folio: str, escena: Escena) -> None:
    """Both papers come out; the PDF is true, and a copy with another byte is not."""
    pdf, copia = carpeta / f"{folio}.pdf", carpeta / f"{folio}-cambiado.pdf"
    ordenar(datos, "subsidio", "pdf", folio, str(pdf))
    for ancho in ("58", "80"):
        ordenar(datos, "imprimir", folio, "--a", str(carpeta / f"{folio}-{ancho}.png"), "--ancho", ancho)
    contenido = bytearray(pdf.read_bytes())
    contenido[len(contenido) // 3] ^= 1
    copia.write_bytes(contenido)
    escena.exigir("el PDF es el que se emitió", ordenar(datos, "subsidio", "verificar", str(pdf))["ok"])
    escena.exigir("la copia cambiada se rechaza", ordenar(datos, "subsidio", "verificar", str(copia))["ok"], False)
    escena.exigir("el recibo es el que se emitió", ordenar(datos, "subsidio", "verificar", folio)["ok"])
    escena.exigir("todo cuadra", ordenar(datos, "verificar")["errores"], [])


def main(argumentos: Sequence[str]) -> int:
    """By hand: the folder."""
    escena = jugar(Path(argumentos[0]), con_fotos=True)
    print("pointer events sent, those that reached the program, points kept:", *escena.trazos)
    print("\n".join(escena.fallas) or "all as it should be")
    return 1 if escena.fallas else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
