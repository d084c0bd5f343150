"""The steps of the assistant: each asks for one matter and gives it back as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.fundacion import Persona
from app.papel.impresora import COLUMNAS, PISTAS, TIPOS, Impresora
from ui import tema
from ui.piezas.campos import PinEdit
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton

SIN_PRECIOS = (
    "Su reglamento no trae precios: se cobran los recibos que se importen, y se factura cuando los precios se carguen "
    "en F6, Precios."
)


@dataclass(frozen=True, slots=True)
class Organismo:
    """An organismo to choose; `sin_precios`: only the structure of its tariff comes with the program."""

    clave: str
    nombre: str
    sin_precios: bool


class Paso(QWidget):
    """A step: a title, its fields, and what is missing in them.

    Attributes:
        titulo: what it is about.
        claves: claves of the errors that are mended here.
    """

    titulo = ""
    claves: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filas = QVBoxLayout(self)
        self._filas.setContentsMargins(0, 0, 0, 0)
        self._filas.setSpacing(6)
        self._filas.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._primero: QWidget | None = None

    def campo(self, rotulo: str, widget: QWidget) -> None:
        """Add a field under its name."""
        widget.setAccessibleName(rotulo)
        nombre = etiqueta(rotulo, "rotulo", dobla=True)
        nombre.setBuddy(widget)
        if self._primero is not None:
            self._filas.addSpacing(6)
        self._filas.addWidget(nombre)
        self._filas.addWidget(widget)
        self._primero = self._primero or widget

    def falta(self) -> str:
        """What is missing or wrong; empty when nothing is."""
        return ""

    def enfocar(self) -> None:
        """Put the hand in the first field."""
        if self._primero is not None:
            self._primero.setFocus()


class PasoCaja(Paso):
    """Which caja it is."""

    titulo = "La caja"
    claves = ("caja_invalida", "centro_invalido", "organismo_desconocido", "carpeta_ocupada")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.organismo = QComboBox()
        self.centro = QLineEdit()
        self.centro.setPlaceholderText("Centro Norte")
        self.centro.setMaxLength(60)
        self.numero = QLineEdit()
        self.numero.setPlaceholderText("1")
        self.numero.setMaxLength(6)
        self.campo("Organismo operador", self.organismo)
        self.campo("Centro de cobranza", self.centro)
        self.campo("Número de la caja; con él empiezan sus folios", self.numero)
        self.sin_precios = etiqueta(SIN_PRECIOS, "leyenda", "aviso", dobla=True)
        self.sin_precios.hide()
        self._filas.insertWidget(2, self.sin_precios)
        self._organismos: tuple[Organismo, ...] = ()
        self.organismo.currentIndexChanged.connect(self._on_organismo)

    def poner(self, organismos: Sequence[Organismo]) -> None:
        """The organismos there are."""
        self._organismos = tuple(organismos)
        self.organismo.clear()
        for conocido in organismos:
            self.organismo.addItem(conocido.nombre, conocido.clave)

    def _on_organismo(self, n: int) -> None:
        self.sin_precios.setVisible(n >= 0 and self._organismos[n].sin_precios)

    def falta(self) -> str:
        """Centro and number."""
        if not self.centro.text().strip():
            return "Escriba el nombre del centro de cobranza."
        numero = self.numero.text().strip()
        return "" if numero.isascii() and numero.isdigit() and int(numero) else "El número de caja lleva sólo dígitos."


class PasoGente(Paso):
    """Who administers it."""

    titulo = "Quien administra"
    claves = ("clave_invalida", "pin_debil", "rol_invalido", "usuario_existe")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nombre = QLineEdit()
        self.nombre.setMaxLength(60)
        self.clave = QLineEdit()
        self.clave.setMaxLength(20)
        self.clave.setPlaceholderText("minúsculas, números, punto o guion")
        self.pin, self.otra_vez = PinEdit(), PinEdit()
        self.pin.setPlaceholderText("de 6 a 12 dígitos")
        self.cobra = QCheckBox("También cobra en esta caja")
        self.cobra.setChecked(True)
        self.campo("Nombre", self.nombre)
        self.campo("Usuario", self.clave)
        self.campo("PIN", self.pin)
        self.campo("El mismo PIN otra vez", self.otra_vez)
        self._filas.addSpacing(6)
        self._filas.addWidget(self.cobra)

    def falta(self) -> str:
        """Name, clave, and a PIN written twice alike."""
        if not self.nombre.text().strip() or not self.clave.text().strip():
            return "Escriba el nombre y el usuario de quien administra."
        return "" if self.pin.text() == self.otra_vez.text() else "Los dos PIN no son iguales."

    def persona(self) -> Persona:
        """Who it is."""
        cobra = ("cajero",) if self.cobra.isChecked() else ()
        roles = (*cobra, "administrador", "supervisor")
        return Persona(self.clave.text().strip(), self.nombre.text().strip(), roles, self.pin.text())


class PasoImpresora(Paso):
    """Where its papers go.

    Signals:
        prueba_pedida: to print a test ticket on the printer as it was described.
    """

    titulo = "La impresora"
    claves = ("impresora_invalida",)
    prueba_pedida = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tipo, self.columnas = QComboBox(), QComboBox()
        for clave, nombre in TIPOS.items():
            self.tipo.addItem(nombre, clave)
        for ancho, columnas in sorted(COLUMNAS.items(), reverse=True):
            self.columnas.addItem(f"{ancho} mm", columnas)
        self.destino = QLineEdit()
        self.destino.setMaxLength(400)
        self.explica = etiqueta("", "leyenda", dobla=True)
        self.campo("Impresora de tickets", self.tipo)
        self.campo("Dónde está", self.destino)
        self._filas.addWidget(self.explica)
        self.campo("Ancho del papel", self.columnas)
        self.prueba = Boton("Imprimir un ticket de prueba", "Ctrl T")
        self.prueba.setAutoDefault(False)
        self.prueba.setShortcut(QKeySequence("Ctrl+T"))
        self.dicho = etiqueta("", "fuerte", dobla=True)
        self._filas.addSpacing(6)
        self._filas.addWidget(self.prueba)
        self._filas.addWidget(self.dicho)
        self.prueba.clicked.connect(self.prueba_pedida)
        self.tipo.currentIndexChanged.connect(self._on_tipo)
        self._on_tipo()

    def _on_tipo(self) -> None:
        tipo = str(self.tipo.currentData())
        self.destino.setEnabled(tipo != "ninguna")
        self.explica.setText(PISTAS[tipo])
        self.prueba.setVisible(tipo != "ninguna")
        self.decir("")

    def decir(self, texto: str, estado: str = "") -> None:
        """How the test goes; while it is under way there is no other."""
        self.dicho.setText(texto)
        self.dicho.setVisible(bool(texto))
        tema.poner(self.dicho, estado=estado)

    def impresora(self) -> Impresora:
        """The printer as it was described."""
        tipo = str(self.tipo.currentData())
        destino = self.destino.text() if tipo != "ninguna" else ""
        return Impresora(tipo, destino, int(self.columnas.currentData()))
