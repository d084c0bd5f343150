"""F6, settings of this PC: its printers, the papers that wait, how the window looks, and how it is kept safe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.ajustes import ESCALAS, TEMAS, Ajustes, cambiar_aspecto, leer_ajustes
from app.context import Contexto
from app.domain.papel import PapelEnCola
from app.papel.impresion import papeles_en_cola
from app.turno.respaldos import carpeta_de_respaldos
from ui import tema
from ui.administracion.cola import ColaCard
from ui.administracion.impresora import ImpresoraCard
from ui.op import Op
from ui.piezas.formulario import en_dos_columnas
from ui.piezas.tarjeta import Card
from ui.resguardo import ResguardoCard
from ui.sesion import Sesion


@dataclass(frozen=True, slots=True)
class Leido:
    """What the panel shows."""

    ajustes: Ajustes
    cola: tuple[PapelEnCola, ...]
    respaldos: Path


class AjustesPanel(QWidget):
    """The settings."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.impresora, self.cola, self.resguardo = ImpresoraCard(sesion), ColaCard(sesion), ResguardoCard(sesion)
        self._build_aspecto()
        izquierda, self.columnas = QVBoxLayout(), QHBoxLayout(self)
        self.columnas.setContentsMargins(0, 0, 0, 0)
        for caja in (izquierda, self.columnas):
            caja.setSpacing(12)
        izquierda.addWidget(self.impresora)
        izquierda.addWidget(self.aspecto)
        izquierda.addWidget(self.resguardo)
        izquierda.addStretch(1)
        self.columnas.addLayout(izquierda, 1)
        self.columnas.addWidget(self.cola, 1)
        self.impresora.cambiada.connect(self.mostrar)

    def _build_aspecto(self) -> None:
        self.aspecto = Card("Aspecto")
        self.tema, self.escala = QComboBox(), QComboBox()
        for clave, nombre in TEMAS.items():
            self.tema.addItem(nombre, clave)
        for escala in ESCALAS:
            self.escala.addItem(f"{escala} %", escala)
        self.aspecto.cuerpo.addLayout(en_dos_columnas((("Colores", self.tema), ("Tamaño de letra", self.escala))))
        self.tema.activated.connect(self._vestir)
        self.escala.activated.connect(self._vestir)

    def mostrar(self) -> None:
        """Read them again; a printer that was written and not saved stays as it was written."""
        taller = self._sesion.taller

        def leer(ctx: Contexto) -> Leido:
            return Leido(leer_ajustes(ctx), papeles_en_cola(ctx), carpeta_de_respaldos(ctx, taller.copiador(ctx)))

        Op(self, self._sesion.motor.lectura, leer).success(self._on_leido).failure(self.impresora.negar).run()
        self.impresora.tipo.setFocus()

    def imprimir_prueba(self) -> None:
        """Print a test on the printer of the form."""
        self.impresora.imprimir_prueba()

    def guardar_impresora(self) -> None:
        """Keep the printer of the form."""
        self.impresora.guardar_impresora()

    def imprimir_cola(self) -> None:
        """Print what waits, or what is chosen of it."""
        self.cola.imprimir_cola()

    def _on_leido(self, leido: Leido) -> None:
        self.impresora.poner(leido.ajustes)
        self.tema.setCurrentIndex(self.tema.findData(leido.ajustes.tema))
        self.escala.setCurrentIndex(self.escala.findData(leido.ajustes.escala))
        self.cola.poner(leido.cola)
        self.resguardo.poner(leido.ajustes, leido.respaldos)

    def _vestir(self) -> None:
        clave, escala = self.tema.currentData(), self.escala.currentData()
        tema.aplicar(tema.Apariencia(clave, escala))
        Op(self, self._sesion.motor.escritura, lambda ctx: cambiar_aspecto(ctx, clave, escala)).run()
