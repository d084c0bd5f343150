"""Makes the pictures of the README and the manual from the program itself, driven by keys over a demonstration.

    python -m tests.capturas                  # those that the documents show, to docs/imagenes
    python -m tests.capturas --lista
    python -m tests.capturas --todas FOLDER   # every one, in the three themes and every size
    python -m tests.capturas --solo cobrar --en FOLDER

People are invented, the clock stands still and the seed is always the same: twice on one machine gives the same bytes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.azar import azar_fijo
from tests.sede_de_muestra import SedeDeMuestra
from tests.ui.escenas import ESCENAS, Escena
from tests.ui.sala import Sala
from ui import tema
from ui.sede.ventana import VentanaSede

IMAGENES = Path(__file__).resolve().parents[1] / "docs" / "imagenes"
AHORA = "2023-09-05T10:24:00"
#: Colours of a picture: what these screens have, with the soft edges of letters, and no more.
_COLORES = 256


@dataclass(frozen=True, slots=True)
class Vista:
    """A way of looking at the program."""

    tema: str = "claro"
    ancho: int = 1366
    alto: int = 768
    escala: int = 100

    def nombre(self, escena: str) -> str:
        """`cobrar-oscuro`, `cobrar-claro-1024x768`, `cobrar-claro-1366x768-150`."""
        medida = "" if (self.ancho, self.alto, self.escala) == (1366, 768, 100) else f"-{self.ancho}x{self.alto}"
        return f"{escena}-{self.tema}{medida}{'' if self.escala == 100 else f'-{self.escala}'}"


CLARA = Vista()
TEMAS = tuple(replace(CLARA, tema=nombre) for nombre in tema.TEMAS)
MEDIDAS = (
    replace(CLARA, ancho=1024),
    replace(CLARA, ancho=2560, alto=1440),
    *(replace(CLARA, escala=escala) for escala in (150, 200)),
    replace(CLARA, ancho=1024, escala=150),
    replace(CLARA, ancho=1024, escala=200),
)
#: The window of the centre, which is another program over no caja.
SEDE = "sede"
#: Those that the README and the manual show.
MOSTRADAS = (
    "cobrar-claro", "cobrar-oscuro", "cobrado-claro", "porque-claro", "varias-claro", "servicios-claro", "corte-claro",
    "importar-claro", "asistente-claro", "simular-claro", "precios-claro", "efectivo-claro", "revertir-claro",
    "permiso-claro", "revertido-claro", "reportes-claro", "sede-claro",
)  # fmt: skip


def todas() -> Iterator[tuple[Vista, tuple[Escena, ...]]]:
    """Every look with its scenes, in the order in which they are played."""
    for vista in TEMAS + MEDIDAS:
        yield vista, ESCENAS


def _nombres() -> list[str]:
    return [vista.nombre(n) for vista, escenas in todas() for n in (*(e.nombre for e in escenas), SEDE)]


def hacer(nombres: Sequence[str], carpeta: Path) -> list[Path]:
    """Play what those pictures need and write them; returns their files.

    Raises:
        ValueError: a name that is no picture.
    """
    conocidas = _nombres()
    if desconocidas := set(nombres) - set(conocidas):
        raise ValueError(f"no such picture: {', '.join(sorted(desconocidas))}; see --lista")
    carpeta = carpeta.resolve()
    carpeta.mkdir(parents=True, exist_ok=True)
    hechas = []
    for vista, escenas in todas():
        pedidas = [e.nombre for e in escenas if vista.nombre(e.nombre) in nombres]
        if pedidas:
            hechas += _tocar(vista, escenas, pedidas, carpeta)
        if vista.nombre(SEDE) in nombres:
            hechas.append(_de_la_sede(vista, carpeta))
    return hechas


def _de_la_sede(vista: Vista, carpeta: Path) -> Path:
    """The window of the centre, over one that says always the same."""
    tema.aplicar(tema.Apariencia(vista.tema, vista.escala))
    with tempfile.TemporaryDirectory() as temporal:
        sede: Any = SedeDeMuestra(Path(temporal))
        ventana = VentanaSede(sede, "America/Hermosillo")
        ventana.resize(vista.ancho, vista.alto)
        ventana.show()
        ventana.releer()
        while not ventana.cajas.tabla.hasFocus():
            QTest.qWait(20)
        QTest.qWait(400)
        ruta = _guardar(ventana.grab(), carpeta / f"{vista.nombre(SEDE)}.png")
        ventana.close()
        ventana.motor.esperar()
    return ruta


def _tocar(vista: Vista, escenas: tuple[Escena, ...], pedidas: Sequence[str], carpeta: Path) -> list[Path]:
    """Play the scenes from the first to the last that is wanted; each begins where the one before ended."""
    ultima = max(n for n, e in enumerate(escenas) if e.nombre in pedidas)
    hechas = []
    # Inside the folder, so that no picture shows its name, which is another each time.
    with tempfile.TemporaryDirectory() as temporal, contextlib.chdir(temporal), azar_fijo(AHORA):
        sala = Sala(Path(temporal), tema.Apariencia(vista.tema, vista.escala), (vista.ancho, vista.alto))
        try:
            for escena in escenas[: ultima + 1]:
                escena.tocar(sala)
                sala.quieto()
                if escena.nombre in pedidas:
                    hechas.append(_guardar(_a_la_vista(sala), carpeta / f"{vista.nombre(escena.nombre)}.png"))
        finally:
            sala.cerrar()
    return hechas


def _a_la_vista(sala: Sala) -> QPixmap:
    """The window, or the box that asks something in front of it."""
    return (QApplication.activeModalWidget() or sala.ventana).grab()


def _guardar(foto: QPixmap, ruta: Path) -> Path:
    en_memoria = QBuffer()
    en_memoria.open(QIODevice.OpenModeFlag.WriteOnly)
    foto.save(en_memoria, "PNG")  # type: ignore[call-overload]
    with Image.open(BytesIO(en_memoria.data().data())) as imagen:
        pocos = imagen.convert("RGB").quantize(_COLORES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        pocos.save(ruta, optimize=True)
    return ruta


def main(argumentos: Sequence[str]) -> int:
    """By hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.capturas", description=__doc__.splitlines()[0])
    parser.add_argument("--lista", action="store_true", help="name every picture, the committed ones with a star")
    parser.add_argument("--todas", type=Path, metavar="FOLDER", help="make every picture there")
    parser.add_argument("--solo", nargs="+", metavar="NAME", help="only these; without a theme, in the light one")
    parser.add_argument("--en", type=Path, default=IMAGENES, metavar="FOLDER", help="where (docs/imagenes)")
    args = parser.parse_args(argumentos)
    nombres = _nombres()
    if args.lista:
        print("\n".join(f"{'*' if n in MOSTRADAS else ' '} {n}" for n in nombres))
        return 0
    app = QApplication(["capturas"])
    app.setCursorFlashTime(0)
    tema.cargar_letras()
    elegidas = MOSTRADAS if args.solo is None else [n if n in nombres else f"{n}-claro" for n in args.solo]
    for ruta in hacer(nombres if args.todas else elegidas, args.todas or args.en):
        print(ruta)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
