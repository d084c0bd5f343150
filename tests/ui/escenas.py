"""What the pictures show, played on the whole program by keys, each scene from where the one before it ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.armado import Taller
from tests.factories import PINES
from tests.ui.cajera import Cajera
from tests.ui.escritorio import Escritorio
from ui import op, tema
from ui.aplicacion import Programa
from ui.asistente import Asistente
from ui.cuerpo import Cuerpo
from ui.tema import Apariencia
from ui.ventana import VentanaPrincipal

Key, Con = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Con.ControlModifier, Con.AltModifier
CUENTAS = (
    "cuenta,titular,domicilio,colonia,uso,area\n"
    "1001-1,Rosalía Ybarra Peñúñuri,Calle Tabachines 104,Las Palmas,domestico,urbana\n"
    "1002-9,,Calle Tabachines 117,Las Palmas,domestico,urbana\n"
    "1003-7,Evaristo Ñúñez Olachea,Calle Tabachines 121,Las Palmas,residencial,urbana\n"
    "1001-1,Rosalía Ybarra Peñúñuri,Calle Tabachines 104,Las Palmas,domestico,urbana\n"
)
RECIBOS = (
    "cuenta,periodo,vence,m3,agua,alcantarillado,total\n"
    "1001-1,2023-08,2023-09-14,15,167.44,87.07,254.51\n"
    "1001-1,2023-07,2023-08-14,15,167.44,87.07,250.00\n"
    "9999-9,2023-08,2023-09-14,10,100.00,,100.00\n"
)


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


@dataclass(frozen=True, slots=True)
class Escena:
    """A picture: its name, and what is done before it is taken."""

    nombre: str
    tocar: Callable[[Sala], None]


def _asistente(s: Sala) -> None:
    s.hasta(lambda: isinstance(s.ventana.pila.currentWidget(), Asistente))
    s.hasta(lambda: s.asistente.pasos[0].organismo.count() > 0)  # type: ignore[attr-defined]


def _paso(s: Sala) -> None:
    s.asistente.ir(0)
    s.teclear("")
    s.pulsar(Key.Key_Tab)
    s.teclear("Centro Norte")
    s.pulsar(Key.Key_Tab)
    s.teclear("2")


def _acceso(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.asistente.demostracion.setFocus()
    QTest.keyClick(s.asistente.demostracion, Key.Key_Return)
    s.hasta(lambda: s.ventana.acceso.quien.isEnabled())


def _abrir_turno(s: Sala) -> None:
    s.conocer()
    s.teclear(PINES["demo"])
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.usuario is not None)
    s.quieto()
    s.teclear("500")


def _vacia(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.turno is not None)


def _buscar(s: Sala) -> None:
    s.teclear("nunez")


def _cobrar(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.abrir("insen")
    s.teclear("500")


def _cobrado(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cobrar.mando.curso is None)


def _porque(s: Sala) -> None:
    s.abrir("insen")
    s.pulsar(Key.Key_F8)


def _varias(s: Sala) -> None:
    s.soltar()
    s.abrir("pronto_pago")
    s.pulsar(Key.Key_F1)
    s.abrir("comercial")
    s.pulsar(Key.Key_F1)
    s.abrir("pensionado")
    s.teclear("q" * 4)


def _rezago(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cobrar.mando.curso is None)
    s.abrir("mora")


def _parte(s: Sala) -> None:
    s.pulsar(Key.Key_F7)
    s.teclear("300")


def _medios(s: Sala) -> None:
    s.soltar()
    s.abrir("comercial")
    s.teclear("100")
    s.teclear("+")
    s.pulsar(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    s.teclear("Banco del Norte")
    s.pulsar(Key.Key_Return)
    s.teclear("004471")


def _falta(s: Sala) -> None:
    s.soltar()
    s.abrir("beneficio_con_rezago")
    s.teclear("50")
    s.pulsar(Key.Key_Return)


def _nadie(s: Sala) -> None:
    s.soltar()
    s.teclear("quetzalcoatl")


def _ultimos(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F9)


def _corte(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F4)
    for piezas in ("1", "0", "2", "3"):
        s.teclear(piezas)
        s.pulsar(Key.Key_Return)


def _corte_x(s: Sala) -> None:
    s.pulsar(Key.Key_X, con=CTRL)


def _importar(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F6)
    for nombre, texto in (("cuentas", CUENTAS), ("recibos", RECIBOS)):
        ruta = s.carpeta / f"{nombre}.csv"
        ruta.write_text(texto, encoding="utf-8")
        s.cuerpo.pantallas[2].importar.rutas[nombre].setText(str(ruta))  # type: ignore[attr-defined]
    s.cuerpo.pantallas[2].importar.hasta.setText("ninguno")  # type: ignore[attr-defined]
    s.pulsar(Key.Key_R, con=CTRL)


def _ajustes(s: Sala) -> None:
    s.pulsar(Key.Key_2, con=ALT)


def _usuarios(s: Sala) -> None:
    s.pulsar(Key.Key_3, con=ALT)


def _ayuda(s: Sala) -> None:
    s.pulsar(Key.Key_F12)


def _cierre(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F4)
    s.pulsar(Key.Key_Return, con=CTRL)


def _cerrado(s: Sala) -> None:
    s.pulsar(Key.Key_Return, con=CTRL)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.turno is None)


_PASOS: Sequence[tuple[str, Callable[[Sala], None]]] = (
    ("asistente", _asistente), ("paso", _paso), ("acceso", _acceso), ("turno", _abrir_turno), ("vacia", _vacia),
    ("buscar", _buscar), ("cobrar", _cobrar), ("cobrado", _cobrado), ("porque", _porque), ("varias", _varias),
    ("rezago", _rezago), ("parte", _parte), ("medios", _medios), ("falta", _falta), ("nadie", _nadie),
    ("ultimos", _ultimos), ("corte", _corte), ("corte-x", _corte_x), ("importar", _importar), ("ajustes", _ajustes),
    ("usuarios", _usuarios), ("ayuda", _ayuda), ("cierre", _cierre), ("cerrado", _cerrado),
)  # fmt: skip
ESCENAS = tuple(Escena(nombre, tocar) for nombre, tocar in _PASOS)
