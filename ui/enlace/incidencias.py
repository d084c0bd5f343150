"""What somebody must look at: what happened, what to do, and the form that settles it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.centro.incidencia import RESOLUCIONES, Incidencia
from ui import tema
from ui.piezas.formulario import combo
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import TablaBaja
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton

_NOTA_MAXIMA = 200


class IncidenciasCard(Card):
    """The list, what to do about the one that is stood on, and how it is settled.

    Args:
        zona: in which its moments are told.
        propias: columns of the screen that shows it, before what happened.
        con_quien: whoever settles one writes who they are.
        impide: why one cannot be settled here, in words; empty when it can.

    Signals:
        pedida: the incidencia, the clave of the resolution and the note.
    """

    pedida = Signal(object, str, str)

    def __init__(
        self,
        zona: tzinfo,
        propias: Sequence[Columna[Incidencia]] = (),
        impide: Callable[[Incidencia], str] = lambda i: "",
        *,
        con_quien: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Incidencias", parent)
        self._impide, self._con_quien = impide, con_quien
        desde: Columna[Incidencia] = Columna("Desde", lambda i: _desde(i, zona), orden=lambda i: i.momento)
        columnas = (desde, *propias, *_COLUMNAS)
        self.model: TablaModel[Incidencia] = TablaModel(columnas)
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
        self.resolucion = combo({clave: nombre.capitalize() for clave, nombre in RESOLUCIONES.items()})
        self.resolucion.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.resolucion.setAccessibleName("Qué se hizo")
        self.nota = QLineEdit()
        self.nota.setAccessibleName("Qué se hizo y por qué")
        self.nota.setPlaceholderText("Qué se hizo y por qué, en pocas palabras")
        self.nota.setMaxLength(_NOTA_MAXIMA)
        self.quien = QLineEdit()
        self.quien.setAccessibleName("Quién la resuelve")
        self.quien.setPlaceholderText("Su usuario")
        self.quien.setMaxLength(20)
        self.boton = Boton("Resolver", "Ctrl Enter")
        self._forma = QWidget()
        fila = QHBoxLayout()
        fila.setSpacing(8)
        fila.addWidget(self.resolucion, 1)
        fila.addWidget(self.boton)
        filas = QVBoxLayout(self._forma)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(8)
        escrito = QHBoxLayout()
        escrito.setSpacing(8)
        escrito.addWidget(self.nota, 3)
        if self._con_quien:
            escrito.addWidget(self.quien, 1)
        filas.addLayout(escrito)
        filas.addLayout(fila)
        for campo in (self.nota, self.quien):
            campo.returnPressed.connect(self.resolver)
        self.boton.clicked.connect(self.resolver)

    def poner(self, incidencias: Sequence[Incidencia]) -> None:
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
    def elegida(self) -> Incidencia | None:
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
        if self._con_quien and not self.quien.text().strip():
            self.decir("Escriba quién la resuelve.")
            self.quien.setFocus()
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
        self._forma.setVisible(elegida is not None and not elegida.resolucion and not self._impide(elegida))
        if elegida is None:
            _escribir(self.detalle, "No hay nada por resolver.", "")
            _escribir(self.que_hacer, "", "")
        elif elegida.resolucion:
            _escribir(self.detalle, elegida.resumen, "")
            _escribir(self.que_hacer, _como_quedo(elegida), "bien")
        else:
            _escribir(self.detalle, elegida.resumen, "aviso")
            _escribir(self.que_hacer, f"{elegida.que_hacer} {self._impide(elegida)}".strip(), "")


def _como_quedo(i: Incidencia) -> str:
    return f"Resuelta por {i.quien}: {RESOLUCIONES.get(i.resolucion, i.resolucion)}. {i.nota}"


def _escribir(campo: QLabel, texto: str, estado: str) -> None:
    campo.setText(texto)
    campo.setVisible(bool(texto))
    tema.poner(campo, estado=estado)


def _desde(i: Incidencia, zona: tzinfo) -> str:
    """`26/11 05:12`; as the centre wrote it where that is no moment."""
    try:
        return f"{datetime.fromisoformat(i.momento).astimezone(zona):%d/%m %H:%M}"
    except ValueError:
        return i.momento


_COLUMNAS: tuple[Columna[Incidencia], ...] = (
    Columna("Qué", lambda i: i.titulo),
    Columna("Cuenta", lambda i: i.cuenta),
    Columna("Importe", lambda i: i.importe if i.importe else None, derecha=True),
    Columna("Qué pasó", lambda i: i.resumen, explica=lambda i: i.resumen),
)
