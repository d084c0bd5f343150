"""Opens the window, and behind it the caja; closes both in order."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.errors import EquipoError, NegocioError
from app.sistema import bitacora
from ui import dialogos, tema
from ui.arranque import Apertura, Encargo, aspecto_recordado, recordar_aspecto
from ui.ocio import Ocio
from ui.piezas.escaner import Escaner
from ui.recolector import Recolector
from ui.ventana import VentanaPrincipal

if TYPE_CHECKING:
    from app.puesto import Puesto
    from app.taller import Taller
    from ui.asistente import Asistente
    from ui.puesta import CajaAbierta
    from ui.sesion import Sesion


def abrir(datos: Path, armar: Callable[[], Taller], argv: Sequence[str] = ()) -> int:
    """Run the window until it is closed; returns the exit code.

    Args:
        datos: the caja's folder; without a caja in it the assistant comes first.
        armar: makes the Taller of that folder; called off the GUI thread, as it brings the heavy parts.

    Raises:
        EquipoError: `sin_pantalla`, there is nowhere to show a window.
    """
    exigir_pantalla(os.environ, sys.platform)
    # Of a signature no point is left out because others came after it.
    for comprimir in (Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
                      Qt.ApplicationAttribute.AA_CompressTabletEvents):  # fmt: skip
        QApplication.setAttribute(comprimir, False)
    app = QApplication(["ventanilla", *argv])
    app.setApplicationName("ventanilla")
    app.setQuitOnLastWindowClosed(False)
    hablar_en_mexicano(app)
    tema.cargar_letras()
    tema.aplicar(aspecto_recordado(datos))
    programa = Programa(datos, armar)
    programa.ventana.cerrada.connect(app.quit)
    programa.empezar()
    try:
        return app.exec()
    finally:
        programa.terminar()


def exigir_pantalla(ambiente: Mapping[str, str], plataforma: str) -> None:
    """Qt ends the whole process where there is no screen; say it in words before.

    Raises:
        EquipoError: `sin_pantalla`.
    """
    con_pantalla = ambiente.get("DISPLAY") or ambiente.get("WAYLAND_DISPLAY") or ambiente.get("QT_QPA_PLATFORM")
    if plataforma.startswith("linux") and not con_pantalla:
        raise EquipoError(
            "sin_pantalla",
            "No hay pantalla en la cual abrir la ventana. Entre a la sesión gráfica de este equipo, "
            "o use las órdenes: vea «ventanilla --help».",
        )


def hablar_en_mexicano(app: QApplication) -> None:
    """Qt's own words, dates and figures as in Mexico."""
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico))
    traductor = QTranslator(app)
    if traductor.load("qtbase_es", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(traductor)


class Programa(QObject):
    """From the first frame to the last: window, caja, who is there, and errors that nobody foresaw.

    Attributes:
        ventana: the window.
    """

    def __init__(self, datos: Path, armar: Callable[[], Taller]) -> None:
        super().__init__()
        self._datos = datos
        self._armar = armar
        self._caja: CajaAbierta | None = None
        self._encargo: Encargo | None = None
        self._asistente: Asistente | None = None
        self._apertura: Apertura | None = None
        self._antes_de_mi = sys.excepthook
        self._recolector = Recolector(self)
        self.ventana = VentanaPrincipal()
        self.escaner = Escaner(self)
        self.escaner.leido.connect(self._on_leido)
        self.ocio = Ocio(self)
        self.ocio.pasado.connect(self._on_ocio)

    @property
    def sesion(self) -> Sesion | None:
        """The open caja; None before there is one."""
        return None if self._caja is None else self._caja.sesion

    def empezar(self) -> None:
        """Show the window; what is heavy starts after its first frame."""
        sys.excepthook = self._on_excepcion
        hay_caja = (self._datos / "caja.db").is_file()
        self.ventana.acceso.mostrar()
        self.ventana.poner_a_la_vista()
        # A bare screen without a window manager gives the keyboard to nobody: then no F-key would be heard.
        self.ventana.activateWindow()
        QTimer.singleShot(0, self.abrir_caja if hay_caja else self._preparar_asistente)

    def terminar(self) -> None:
        """Wait for the threads and close the files."""
        sys.excepthook = self._antes_de_mi
        if self._encargo is not None:
            self._encargo.wait()
        if self._asistente is not None:
            self._asistente.esperar()
        if self._caja is not None:
            self._caja.motor.esperar(60_000)
        if self._apertura is not None:
            apariencia, abierta = tema.elegida(), self._caja is not None
            self._apertura.cerrar(lambda: recordar_aspecto(self._datos, apariencia) if abierta else None)
        self._recolector.parar()

    def abrir_caja(self) -> None:
        """Open the caja of the folder, on a thread that holds it until the end."""
        self._apertura = Apertura(self._armar, self)
        self._apertura.abierta.connect(self._on_abierta, Qt.ConnectionType.QueuedConnection)
        self._apertura.fallida.connect(self._on_fallida, Qt.ConnectionType.QueuedConnection)
        self._apertura.start()

    def _preparar_asistente(self) -> None:
        encargo = Encargo(partial(importlib.import_module, "ui.asistente"), self)
        encargo.hecho.connect(self._on_asistente)
        encargo.fallido.connect(self._on_fallida)
        encargo.start()
        self._encargo = encargo

    def _on_asistente(self, modulo: Any) -> None:
        asistente: Asistente = modulo.Asistente(self._armar)
        self._asistente = asistente
        asistente.hecho.connect(self._on_caja_hecha)
        asistente.imprevisto.connect(self.anotar)
        self.ventana.poner_pagina(asistente)
        asistente.mostrar()

    def _on_caja_hecha(self) -> None:
        if self._asistente is not None:
            # Its page goes away, and a thread may not outlive the page that owns it.
            self._asistente.esperar()
            self._asistente = None
        self.ventana.poner_acceso()
        self.abrir_caja()

    def _on_abierta(self, mostrar: type[CajaAbierta], taller: Taller, puesto: Puesto) -> None:
        caja = mostrar(self.ventana, taller, puesto, self.anotar, self)
        caja.lista.connect(self._recolector.asentar)
        caja.sesion.bloqueo_cambiado.connect(self.ocio.poner)
        self._caja = caja

    def _on_fallida(self, error: Exception) -> None:
        if isinstance(error, (NegocioError, EquipoError)):
            self.ventana.acceso.fallar(error.mensaje)
        else:
            self.ventana.acceso.fallar("El programa falló al abrir la caja. Quedó anotado en la bitácora.")
            self.anotar(error)

    def _on_leido(self, codigo: str) -> None:
        cuerpo = self.ventana.cuerpo
        if cuerpo is None:
            return
        if (abierto := QApplication.activePopupWidget()) is not None:
            abierto.close()
        if QApplication.activeModalWidget() is not None:
            # Nothing changes behind a question that waits for its answer.
            cuerpo.sesion.aviso.emit("Conteste primero lo que se pregunta; después lea el código otra vez.")
        elif self.ventana.pila.currentWidget() is cuerpo:
            cuerpo.leer(codigo)
        else:
            self.ventana.acceso.negar("Entre con su PIN; después lea el código otra vez.")

    def _on_ocio(self) -> None:
        """Nobody is there: lock, once nothing is being written; a question left open is answered no."""
        if self._caja is None or self._caja.sesion.usuario is None:
            return
        if self._caja.motor.is_ocupado():
            self.ocio.contar()
            return
        while (abierta := QApplication.activeModalWidget()) is not None and abierta.close():
            pass
        self._caja.sesion.bloquear()

    def anotar(self, error: BaseException) -> None:
        """Write down an error that nobody foresaw and tell it; the program goes on."""
        threading.Thread(target=bitacora.anotar, args=(self._datos, error)).start()
        dialogos.error_interno(self.ventana, error)

    def _on_excepcion(self, tipo: type[BaseException], error: BaseException, traza: TracebackType | None) -> None:
        if issubclass(tipo, KeyboardInterrupt):
            self._antes_de_mi(tipo, error, traza)
            return
        self.anotar(error)
