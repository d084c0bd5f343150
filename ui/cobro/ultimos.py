"""What was charged last: always in sight, the ones before at one key, and their paper again at another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.cobro.ultimos import Ultimo
from app.domain.pago.pago import Pago
from ui.cobro.textos import Elidida
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, Raya, etiqueta
from ui.piezas.tecla import Boton


class UltimoView(QFrame):
    """The last payment, under the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Último cobro")
        self.cuando = Elidida("cabecera")
        self.nombre = Elidida("fuerte")
        self.cuanto = Elidida("leyenda")
        self.boton_otra = Boton("Reimprimir", "Ctrl R", "plano")
        self.boton_lista = Boton("Últimos", "F9", "plano")
        botones = Flujo(hueco=4, entre_lineas=4)
        for boton in (self.boton_otra, self.boton_lista):
            boton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            botones.addWidget(boton)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(4)
        columna.addWidget(Raya())
        for linea in (self.cuando, self.nombre, self.cuanto):
            columna.addWidget(linea)
        columna.addLayout(botones)
        self.mostrar(None)

    def mostrar(self, ultimo: Ultimo | None) -> None:
        """Show it; None while nothing was charged."""
        self.setVisible(ultimo is not None)
        if ultimo is None:
            return
        pago = ultimo.pago
        self.cuando.setText(f"Último cobro · {pago.momento:%H:%M} · {pago.folio}")
        self.nombre.setText(pago.titular)
        self.cuanto.setText(f"Total {pago.total} · cambio {pago.cambio}")


class UltimosView(Card):
    """The last payments as a table.

    Signals:
        visto: Pago stood on, whose ticket is to be shown.
        reversion_pedida: folio of the one stood on, to be cancelled or given back.
    """

    visto = Signal(object)
    reversion_pedida = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Últimos cobros")
        self.modelo: TablaModel[Ultimo] = TablaModel(
            (
                Columna("Hora", lambda u: f"{u.pago.momento:%H:%M}", orden=lambda u: u.pago.momento),
                Columna("Folio", lambda u: str(u.pago.folio)),
                Columna("Cuenta", lambda u: u.pago.cuenta),
                Columna("Nombre", lambda u: u.pago.titular, explica=lambda u: u.pago.titular),
                Columna("Total", lambda u: u.pago.total, derecha=True),
                Columna("Cambio", lambda u: u.pago.cambio, derecha=True),
                Columna("Ticket", _papel),
            )
        )
        self.modelo.setParent(self)
        self.tabla = Tabla(self.modelo, "Últimos cobros", 3)
        self.tabla.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.tabla.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.volver = Boton("Volver", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(etiqueta("Últimos cobros", "titulo"), 1)
        arriba.addWidget(self.volver)
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.tabla, 1)
        self.revertir = Boton("Cancelar o devolver", "Supr")
        self.revertir.clicked.connect(self._on_revertir)
        atajo = QShortcut(QKeySequence.StandardKey.Delete, self, self._on_revertir)
        atajo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.cuerpo.addWidget(self.revertir)

    def poner(self, ultimos: tuple[Ultimo, ...]) -> None:
        """Show these, newest first."""
        self.modelo.poner(ultimos)

    def enfocar(self) -> None:
        """Put the keyboard on the newest."""
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ir_a(0)

    def ir_a(self, fila: int) -> None:
        """Stand on that row."""
        if fila < self.modelo.rowCount():
            self.tabla.setCurrentIndex(self.modelo.index(fila, 0))
            self._on_current_row_changed()

    def volver_a(self, pago: Pago | None) -> None:
        """Stand on the row of a payment, wherever it is by now; on the first when it is not there."""
        filas = self.modelo.filas
        self.ir_a(next((n for n, u in enumerate(filas) if pago is not None and u.pago.folio == pago.folio), 0))

    @property
    def ultimo(self) -> Pago | None:
        """The payment charged last, however the table is sorted."""
        return self.modelo.dadas[0].pago if self.modelo.dadas else None

    @property
    def actual(self) -> Pago | None:
        """The payment stood on."""
        fila = self.tabla.currentIndex().row()
        return self.modelo.fila(fila).pago if 0 <= fila < self.modelo.rowCount() else None

    def _on_revertir(self) -> None:
        if self.actual is not None:
            self.reversion_pedida.emit(str(self.actual.folio))

    def _on_current_row_changed(self) -> None:
        if self.actual is not None:
            self.visto.emit(self.actual)


def _papel(ultimo: Ultimo) -> str:
    if ultimo.en_cola:
        return "en cola"
    copias = {0: "", 1: " · 1 copia"}.get(ultimo.copias, f" · {ultimo.copias} copias")
    return f"impreso{copias}"
