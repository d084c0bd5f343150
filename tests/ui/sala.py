"""The whole program over a folder of its own, without a screen, and a hand on its keyboard: for the pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.armado import Taller
from tests.ui.cajera import Cajera
from tests.ui.escritorio import Escritorio
from ui import op, tema
from ui.aplicacion import Programa
from ui.asistente import Asistente
from ui.cuerpo import Cuerpo
from ui.tema import Apariencia
from ui.ventana import VentanaPrincipal

Key, Con = Qt.Key, Qt.KeyboardModifier


class Sala:
    """The program over a folder of its own, and a hand on its keyboard.

    Attributes:
        carpeta: where the caja is.
    """

    def __init__(self, carpeta: Path, aspecto: Apariencia, medida: tuple[int, int]) -> None:
        self.carpeta = carpeta
        self._aspecto = aspecto
        self._datos = carpeta / "datos"
        self._datos.mkdir()
        tema.aplicar(aspecto)
        self.programa = Programa(self._datos, partial(Taller, self._datos))
        self.ventana.resize(QSize(*medida))
        self.programa.empezar()
        self.hasta(lambda: QApplication.activeWindow() is self.ventana)

    @property
    def ventana(self) -> VentanaPrincipal:
        return self.programa.ventana

    @property
    def cuerpo(self) -> Cuerpo:
        assert self.ventana.cuerpo is not None
        return self.ventana.cuerpo

    @property
    def asistente(self) -> Asistente:
        pagina = self.ventana.pila.currentWidget()
        assert isinstance(pagina, Asistente)
        return pagina

    def foco(self) -> QWidget:
        """Where the hand is."""
        return QApplication.focusWidget() or self.ventana

    def teclear(self, texto: str) -> None:
        """Type where the hand is."""
        for letra in texto:
            QTest.keyClick(self.foco(), letra)

    def pulsar(self, *teclas: Key, con: Con = Con.NoModifier) -> None:
        """Press keys one after the other, each when the one before has done its work."""
        for tecla in teclas:
            QTest.keyClick(self.foco(), tecla, con)
            self.quieto()

    def hasta(self, condicion: Callable[[], bool], segundos: float = 60.0) -> None:
        """Wait for something to be so.

        Raises:
            TimeoutError: it never was.
        """
        limite = time.monotonic() + segundos
        while not condicion():
            if time.monotonic() > limite:
                raise TimeoutError("what the scene waited for never came")
            QTest.qWait(5)

    def quieto(self) -> None:
        """Until nothing is under way and everything is painted."""
        for _ in range(3):
            self.hasta(lambda: not op._EN_CURSO)
            QTest.qWait(20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def cerrar(self) -> None:
        """Close the window and the files."""
        cerrada: list[bool] = []
        self.ventana.cerrada.connect(lambda: cerrada.append(True))
        self.ventana.close()
        self.hasta(lambda: bool(cerrada))
        self.programa.terminar()
        self.ventana.deleteLater()
        self.programa.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- what a cashier does ---

    def conocer(self) -> None:
        """The people of the demonstration, by what they are an example of."""
        assert self.programa.sesion is not None
        self._gente = Cajera(Escritorio("", None, None), self.programa.sesion.ctx)  # type: ignore[arg-type]
        self._gente.conocer(500)
        tema.aplicar(self._aspecto)

    def abrir(self, *clases: str) -> None:
        """Search somebody who is an example of the first class that there is, by name, and open it."""
        numero = self._gente.tomar(clases[0])
        self.teclear(self._gente.como_se_busca(numero, "nombre"))
        self.quieto()
        self.pulsar(Key.Key_Return)
        self.hasta(lambda: self.foco() is self.cobrar.pago.efectivo)
        self.quieto()

    @property
    def cobrar(self):  # type: ignore[no-untyped-def]
        """F1."""
        return self.cuerpo.pantallas[0]

    def soltar(self) -> None:
        """Esc until nothing is being charged."""
        while self.cobrar.mando.curso is not None:
            self.pulsar(Key.Key_Escape)
        self.pulsar(Key.Key_Escape)
