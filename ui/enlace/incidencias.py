"""What somebody must look at: what happened, what to do, and the form that settles it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.dinero import Dinero
from app.incidencias import RESOLUCIONES, nombre_de_clase, que_hacer
from ui import tema
from ui.formulario import combo
from ui.modelos import Columna, TablaModel
from ui.tabla import TablaBaja
from ui.tarjeta import Card, etiqueta
from ui.tecla import Boton

_NOTA_MAXIMA = 200


class Abierta(Protocol):
    """What both screens show of one."""

    @property
    def id(self) -> str: ...
    @property
    def clase(self) -> str: ...
    @property
    def cuenta(self) -> str: ...
    @property
    def centavos(self) -> int: ...
    @property
    def detalle(self) -> str: ...
    @property
    def momento(self) -> str: ...


T = TypeVar("T", bound=Abierta)


class IncidenciasCard(Card, Generic[T]):
    """The list, what to do about the one that is stood on, and how it is settled.

    Args:
        zona: in which its moments are told.
        de_quien: more columns, before what happened.
        impide: why one cannot be settled here, in words; empty when it can.

    Signals:
        pedida: the incidencia, the clave of the resolution and the note.
    """

    pedida = Signal(object, str, str)

    def __init__(
        self,
        zona: tzinfo,
        de_quien: Sequence[Columna[T]] = (),
        impide: Callable[[T], str] = lambda i: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Incidencias", parent)
        self._impide = impide
        desde: Columna[T] = Columna("Desde", lambda i: _desde(i, zona), orden=lambda i: i.momento)
        columnas = (desde, *de_quien, *_COLUMNAS)
        self.model: TablaModel[T] = TablaModel(columnas)
        self.tabla = TablaBaja(self.model, "Incidencias", estira=len(columnas) - 1)
        self.detalle = etiqueta("", dobla=True)
        self.que_hacer = etiqueta("", "tenue", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self._build_forma()
        self.cuerpo.addWidget(self.tabla, 1)
        for widget in (self.detalle, self.que_hacer, self._forma, self.mensaje):
            self.cuerpo.addWidget(widget)
        self.tabla.selectionModel().currentChanged.connect(self._mostrar)
        self.model.modelReset.connect(self._mostrar)
        self.poner(())

    def _build_forma(self) -> None:
        self.resolucion = combo(RESOLUCIONES)
        self.resolucion.setAccessibleName("Qué se hizo")
        self.nota = QLineEdit()
        self.nota.setAccessibleName("Qué se hizo y por qué")
        self.nota.setPlaceholderText("Qué se hizo y por qué, en pocas palabras")
        self.nota.setMaxLength(_NOTA_MAXIMA)
        self.boton = Boton("Resolver", "Ctrl Enter")
        self._forma = QWidget()
        fila = QHBoxLayout()
        fila.setSpacing(8)
        fila.addWidget(self.resolucion, 1)
        fila.addWidget(self.boton)
        filas = QVBoxLayout(self._forma)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(8)
        filas.addWidget(self.nota)
        filas.addLayout(fila)
        self.nota.returnPressed.connect(self.resolver)
        self.boton.clicked.connect(self.resolver)

    def poner(self, incidencias: Sequence[T]) -> None:
        """Those that are open; the one that was stood on stays so while it is there."""
        antes = self.elegida
        if tuple(incidencias) == self.model.dadas and antes is not None:
            return
        self.model.poner(incidencias)
        filas = self.model.filas
        lugar = next((n for n, i in enumerate(filas) if antes is not None and i.id == antes.id), 0)
        if filas:
            self.tabla.selectRow(lugar)
        self._mostrar()

    @property
    def elegida(self) -> T | None:
        """The one that is stood on."""
        fila = self.tabla.currentIndex().row()
        return self.model.fila(fila) if 0 <= fila < self.model.rowCount() else None

    def resolver(self) -> None:
        """Settle the one that is stood on, once there is a reason."""
        elegida = self.elegida
        if elegida is None or not self.boton.isEnabled():
            return
        if not self.nota.text().strip():
            self.decir("Escriba qué se hizo y por qué: queda en el diario.")
            self.nota.setFocus()
            return
        self.decir("")
        self.pedida.emit(elegida, self.resolucion.currentData(), self.nota.text().strip())

    def resuelta(self) -> None:
        """It was settled: the form is ready for the next one."""
        self.nota.clear()
        self.decir("")
        self.tabla.setFocus()

    def decir(self, texto: str) -> None:
        """What is wrong; empty for nothing."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))

    def ocupar(self, si: bool) -> None:
        """An answer is being waited for, or no longer."""
        self.nota.setReadOnly(si)
        self.boton.setEnabled(not si)

    def _mostrar(self) -> None:
        elegida = self.elegida
        impide = "" if elegida is None else self._impide(elegida)
        _escribir(self.detalle, "No hay nada por resolver." if elegida is None else elegida.detalle)
        _escribir(self.que_hacer, "" if elegida is None else f"{que_hacer(elegida.clase)} {impide}".strip())
        tema.poner(self.detalle, estado="" if elegida is None else "aviso")
        self._forma.setVisible(elegida is not None and not impide)


def _escribir(campo: QLabel, texto: str) -> None:
    campo.setText(texto)
    campo.setVisible(bool(texto))


def _desde(i: Abierta, zona: tzinfo) -> str:
    """`26/11 05:12`; as the centre wrote it where that is no moment."""
    try:
        return f"{datetime.fromisoformat(i.momento).astimezone(zona):%d/%m %H:%M}"
    except ValueError:
        return i.momento


_COLUMNAS: tuple[Columna[Any], ...] = (
    Columna("Qué", lambda i: nombre_de_clase(i.clase)),
    Columna("Cuenta", lambda i: i.cuenta),
    Columna("Importe", lambda i: Dinero(i.centavos) if i.centavos else None, derecha=True),
    Columna("Qué pasó", lambda i: i.detalle, explica=lambda i: i.detalle),
)
