"""A list at the left, of a cuenta or of all, and at the right the one stood on, or a form about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from ui import tema
from ui.piezas.columnas import lado_a_lado
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import TablaModel
from ui.piezas.pila import Pila
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, Rollo, etiqueta
from ui.sesion import Sesion

T = TypeVar("T")


class ListaConFormas(QWidget, Generic[T]):
    """The frame that the sections of F5 have in common.

    Attributes:
        model, tabla: the rows, and where they are seen.
        cuenta: of which cuenta they are; empty for all.
        cuales: which of several lists is seen.
        mensaje: a line under the list.
        lista: the card that holds all of them.
    """

    def __init__(
        self,
        sesion: Sesion,
        model: TablaModel[T],
        titulo: str,
        cuales: Iterable[str],
        estira: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.model = model
        self.model.setParent(self)
        self._build_lista(titulo, cuales, estira)
        self._derecha = Pila()
        self.columnas = lado_a_lado(self, (self.lista, 3), (Rollo(self._derecha), 2))

    def _build_lista(self, titulo: str, cuales: Iterable[str], estira: int) -> None:
        self.cuenta = QLineEdit()
        self.cuenta.setPlaceholderText("Número de cuenta; vacío, todas")
        self.cuenta.setAccessibleName("Cuenta")
        self.cuenta.setMaxLength(30)
        self.cuales = QButtonGroup(self)
        fila = Flujo(hueco=12)
        for n, nombre in enumerate(cuales):
            opcion = QRadioButton(nombre)
            self.cuales.addButton(opcion, n)
            fila.addWidget(opcion)
        self.cuales.button(0).setChecked(True)
        self.tabla = Tabla(self.model, titulo, estira)
        self.tabla.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.tabla.setMinimumHeight(tema.px(140))
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.lista = Card(titulo)
        self.lista.cuerpo.addWidget(self.cuenta)
        self.lista.cuerpo.addLayout(fila)
        self.lista.cuerpo.addWidget(self.tabla, 1)
        self.lista.cuerpo.addWidget(self.mensaje)

    def poner_paginas(self, *paginas: QWidget) -> None:
        """What is at the right: first the one stood on, then the forms."""
        for pagina in paginas:
            self._derecha.addWidget(pagina)

    @property
    def actual(self) -> T | None:
        """The one stood on."""
        fila = self.tabla.currentIndex().row()
        return self.model.fila(fila) if 0 <= fila < self.model.rowCount() else None

    @property
    def is_ocupado(self) -> bool:
        """Whether a form is open."""
        return self._derecha.currentIndex() != 0

    def escape(self) -> bool:
        """Close the form, with nothing done."""
        if not self.is_ocupado:
            return False
        self._derecha.setCurrentIndex(0)
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def decir(self, texto: str, estado: str = "") -> None:
        """A line under the list."""
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)
