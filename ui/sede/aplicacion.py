"""The program of the centre's window, from its first frame to its last."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from app.centro.centro import Sede
from app.sistema import bitacora
from ui import dialogos, tema
from ui.aplicacion import exigir_pantalla, hablar_en_mexicano
from ui.arranque import aspecto_recordado, recordar_aspecto
from ui.recolector import Recolector
from ui.sede.ventana import VentanaSede


def abrir(sede: Sede, zona: str) -> int:
    """Show the centre until the window is closed; how it looked is kept in its folder.

    Args:
        zona: in which moments are told.

    Raises:
        EquipoError: `sin_pantalla`.
    """
    exigir_pantalla(os.environ, sys.platform)
    app = QApplication(["ventanilla"])
    app.setApplicationName("ventanilla")
    hablar_en_mexicano(app)
    tema.cargar_letras()
    tema.aplicar(aspecto_recordado(sede.carpeta))
    ventana = VentanaSede(sede, zona)

    def anotar(error: BaseException) -> None:
        bitacora.anotar(sede.carpeta, error)
        dialogos.error_interno(ventana, error)

    ventana.imprevisto.connect(anotar)
    ventana.cerrada.connect(app.quit)
    recolector = Recolector(ventana)
    ventana.show()
    ventana.releer()
    recolector.asentar()
    codigo = app.exec()
    ventana.motor.esperar(60_000)
    recordar_aspecto(sede.carpeta, tema.elegida())
    recolector.parar()
    return codigo
