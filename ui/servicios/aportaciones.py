"""Voluntary contributions: third parties' money, offered clearly apart and never chosen for anybody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.cobro.catalogo import Oferta
from app.domain.pago.pago import ServicioPedido
from ui.piezas.tarjeta import etiqueta


class AportacionesView(QFrame):
    """A box for each; hidden where the organismo has none.

    Signals:
        cambiadas: a box was ticked, or no longer is.
    """

    cambiadas = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "cifra")
        self.setAccessibleName("Aportaciones voluntarias")
        self._casillas: list[tuple[str, QCheckBox]] = []
        self._renglones: list[QWidget] = []
        self._columna = QVBoxLayout(self)
        self._columna.setContentsMargins(12, 8, 12, 8)
        self._columna.setSpacing(4)
        self._columna.addWidget(etiqueta("Aportaciones voluntarias", "rotulo"))
        nota = etiqueta(
            "Dinero de terceros: solo si la persona quiere. Sin IVA, aparte en el corte.", "leyenda", dobla=True
        )
        self._columna.addWidget(nota)
        self.hide()

    @property
    def casillas(self) -> tuple[QCheckBox, ...]:
        """The boxes, in order."""
        return tuple(casilla for _, casilla in self._casillas)

    def poner(self, ofertas: tuple[Oferta, ...]) -> None:
        """Offer these, none of them ticked but those that were."""
        elegidas = {p.clave for p in self.pedidos()}
        self._vaciar()
        self._casillas = [(o.servicio.clave, self._casilla(o, o.servicio.clave in elegidas)) for o in ofertas]
        self.setVisible(bool(ofertas))

    def limpiar(self) -> None:
        """Nobody has chosen any."""
        for casilla in self.casillas:
            casilla.blockSignals(True)
            casilla.setChecked(False)
            casilla.blockSignals(False)

    def pedidos(self) -> tuple[ServicioPedido, ...]:
        """Those that are ticked, one of each."""
        return tuple(ServicioPedido(clave) for clave, casilla in self._casillas if casilla.isChecked())

    def _vaciar(self) -> None:
        for renglon in self._renglones:
            self._columna.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self._renglones = []

    def _casilla(self, oferta: Oferta, elegida: bool) -> QCheckBox:
        """The box with its amount, and beside it what it is for, in as many lines as it takes."""
        casilla = QCheckBox("" if oferta.precio is None else f"$ {oferta.precio}")
        casilla.setAccessibleName(f"{oferta.servicio.concepto}, {casilla.text()}")
        casilla.setChecked(elegida)
        casilla.toggled.connect(lambda _: self.cambiadas.emit())
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(casilla)
        fila.addWidget(etiqueta(oferta.servicio.concepto, "tenue", dobla=True), 1)
        self._columna.addWidget(renglon)
        self._renglones.append(renglon)
        return casilla
