"""A morning at the real window: payments of every kind with real keys, and the books by the command line afterwards.

`python -m tests.ui.manejo FOLDER` runs it by hand and leaves the caja and the pictures of every case in that folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.armado import Taller
from app.domain.dinero import CERO, Dinero, suma
from tests.ui.cajera import Cajera
from tests.ui.casos_de_mostrador import MOSTRADOR
from tests.ui.casos_de_pago import PAGOS, Caso
from tests.ui.escritorio import ambiente, escritorio

CUENTAS, FONDO = 500, "500"
CASOS = (*PAGOS, *MOSTRADOR)


@dataclass
class Informe:
    """What came of it.

    Attributes:
        fallas: «case: what is not as it should be».
        pagos: how many were charged.
        teclas: pressed by hand, the scanner's aside.
    """

    fallas: list[str] = field(default_factory=list)
    pagos: int = 0
    teclas: int = 0
    segundos: float = 0.0


def manejar(carpeta: Path, casos: Sequence[Caso] = CASOS, *, con_fotos: bool = False) -> Informe:
    """Run the cases at a window over a new demonstration, close it, and compare the books."""
    datos, fotos = carpeta / "datos", carpeta / "fotos" if con_fotos else None
    if fotos is not None:
        fotos.mkdir(parents=True)
    ordenar(datos, "demo", "--cuentas", str(CUENTAS), "--semilla", "1")
    informe, antes = Informe(), time.monotonic()
    with escritorio(datos, fotos) as mesa, Taller(datos).contexto(escribir=False) as ctx:
        cajera = Cajera(mesa, ctx)
        cajera.conocer(CUENTAS)
        mesa.esperar(2.0)
        mesa.foto("acceso")
        cajera.entrar()
        mesa.teclear(FONDO)
        mesa.pulsar("Return")
        mesa.esperar(1.5)
        for caso in casos:
            informe.fallas += un_caso(cajera, caso)
        if (codigo := mesa.cerrar()) != 0:
            informe.fallas.append(f"the program ended with {codigo}")
    informe.segundos, informe.teclas = time.monotonic() - antes, mesa.teclas
    informe.pagos = sum(len(pagos) for _, _, pagos in cajera.hechos)
    informe.fallas += _revisar_libros(datos, cajera)
    return informe


def un_caso(cajera: Cajera, caso: Caso) -> list[str]:
    """Play it and compare what is on the disk; in words, what is not as it should be."""
    mesa = cajera.mesa
    esperado = caso(cajera)
    malas = cajera.cobrada(esperado)
    cajera.hechos[-1] = (caso.__name__, *cajera.hechos[-1][1:])
    mesa.foto(caso.__name__)
    if malas:
        # Back to an empty counter, so that one failure is one failure.
        for _ in range(8):
            mesa.pulsar("Escape")
        mesa.esperar()
    return [f"{caso.__name__}: {mala}" for mala in malas]


def _revisar_libros(datos: Path, cajera: Cajera) -> list[str]:
    """`verificar` and `corte x` by the command line, against what was charged by hand."""
    verificado, corte = ordenar(datos, "verificar"), ordenar(datos, "corte", "x")
    hechos = [h for h in cajera.hechos if h[2]]
    pagos = [p for _, _, deun_caso in hechos for p in deun_caso]
    medios: dict[str, Dinero] = {}
    for medio, importe in (par for _, esperado, _ in hechos for par in esperado.medios):
        medios[medio] = medios.get(medio, CERO) + importe
    total = suma(esperado.total for _, esperado, _ in hechos)
    pares: list[tuple[str, object, object]] = [
        ("verificar", True, verificado["ok"] and not verificado["errores"]),
        ("pagos", len(pagos), corte["pagos"]),
        ("medios", {m: i.texto() for m, i in medios.items()}, corte["medios"]),
        ("total", total, suma(Dinero.from_texto(i) for i in corte["medios"].values())),
        ("folios", [f"1A-{n:06d}" for n in range(1, len(pagos) + 1)], [str(p.folio) for p in pagos]),
        ("folio_final", corte["folio_final"], str(pagos[-1].folio) if pagos else ""),
        ("esperado", Dinero.from_texto(FONDO) + medios.get("efectivo", CERO), Dinero.from_texto(corte["esperado"])),
    ]
    return [f"{que}: {debido} and not {hecho}" for que, debido, hecho in pares if debido != hecho]


def ordenar(datos: Path, *palabras: str, **entorno: str) -> dict[str, Any]:
    """What an order of the command line answers."""
    orden = [sys.executable, "-m", "app", *palabras, "--json"]
    hecho = subprocess.run(orden, env=ambiente(datos, **entorno), capture_output=True, check=False)
    leido: dict[str, Any] = json.loads(hecho.stdout)
    return leido


def main(argumentos: Sequence[str]) -> int:
    """By hand: the folder, and names of cases to run only those."""
    carpeta, *nombres = argumentos
    informe = manejar(Path(carpeta), [c for c in CASOS if not nombres or c.__name__ in nombres], con_fotos=True)
    print(f"{informe.pagos} payments, {informe.teclas} keys, {informe.segundos:.0f} s")
    print("\n".join(informe.fallas) or "all as it should be")
    return 1 if informe.fallas else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
