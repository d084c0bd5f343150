"""What was chosen so far, each line with its IVA and its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Aplicacion, ServicioPedido
from app.domain.perfil import Perfil
from ui import tema
from ui.cobro.dobleces import Doblada
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla

_IVA = "iva_servicio:"
_IMPORTE, _IVA_APARTE = 1, 2
#: Pixels at 100 % under which a column is not shown, and height of the fewest lines.
_ESTRECHA = {_IMPORTE: 400, _IVA_APARTE: 300}
_ALTO = 130


@dataclass(frozen=True, slots=True)
class RenglonServicio:
    """A service that was chosen.

    Attributes:
        lugar: its place among those chosen.
        importe, iva: None while it cannot be charged as chosen.
    """

    lugar: int
    nombre: str
    importe: Dinero | None
    iva: Dinero
    fundamento: str

    @property
    def total(self) -> Dinero | None:
        """With its IVA."""
        return None if self.importe is None else self.importe + self.iva


def renglones_de(
    pedidos: Sequence[ServicioPedido], aplicado: Sequence[Aplicacion], perfil: Perfil
) -> tuple[RenglonServicio, ...]:
    """One line a service; without what was worked out for them, only their names."""
    if not aplicado:
        servicios = [perfil.servicio(p.clave) for p in pedidos]
        return tuple(RenglonServicio(n, s.concepto, None, CERO, s.fundamento) for n, s in enumerate(servicios))
    renglones: list[RenglonServicio] = []
    for a in aplicado:
        if a.clave.startswith(_IVA):
            ultimo = renglones.pop()
            renglones.append(RenglonServicio(ultimo.lugar, ultimo.nombre, ultimo.importe, a.importe, a.fundamento))
        else:
            renglones.append(RenglonServicio(len(renglones), a.detalle, a.importe, CERO, a.fundamento))
    return tuple(renglones)


class RenglonesView(Tabla):
    """The lines; Supr takes the one stood on out.

    Signals:
        quitado: place of the line.
    """

    quitado = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        modelo: TablaModel[RenglonServicio] = TablaModel(
            (
                Columna("Servicio", lambda r: r.nombre, explica=lambda r: r.fundamento),
                Columna("Importe", lambda r: r.importe, derecha=True),
                Columna("IVA", lambda r: r.iva or None, derecha=True),
                Columna("Total", lambda r: r.total, derecha=True),
            )
        )
        super().__init__(modelo, "Servicios de este cobro", 0, parent)
        modelo.setParent(self)
        self.modelo = modelo
        self.setWordWrap(True)
        self.setItemDelegate(Doblada(self))
        self.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(tema.px(34))
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)

    def poner(self, filas: tuple[RenglonServicio, ...]) -> None:
        """Show these, standing on the last."""
        self.modelo.poner(filas)
        if filas:
            self.setCurrentIndex(self.modelo.index(len(filas) - 1, 0))

    def minimumSizeHint(self) -> QSize:
        """Two or three lines are seen however little room there is."""
        return QSize(super().minimumSizeHint().width(), tema.px(_ALTO))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the names would not be read, the columns that the total already counts give their room."""
        super().resizeEvent(event)
        for columna in (_IMPORTE, _IVA_APARTE):
            self.setColumnHidden(columna, self.width() < tema.px(_ESTRECHA[columna]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Supr takes a line out; what else is typed belongs to the screen."""
        fila = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete and 0 <= fila < self.modelo.rowCount():
            self.quitado.emit(self.modelo.fila(fila).lugar)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
