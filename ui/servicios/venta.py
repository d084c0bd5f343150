"""The middle of F2: for whom, the service being asked for, what was chosen so far, and contributions apart."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.dinero import suma
from app.domain.pago.pago import Aplicacion
from app.domain.pago.servicio import APORTACION
from ui.piezas.tarjeta import Card, Raya, RolloDeLineas
from ui.servicios.aportaciones import AportacionesView
from ui.servicios.comprador import CompradorView
from ui.servicios.pedido import PedidoView
from ui.servicios.renglones import RenglonesView


class VentaView(Card):
    """The card in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Servicios que se cobran")
        self.comprador = CompradorView()
        self.pedido = PedidoView()
        self.renglones = RenglonesView()
        self.aportaciones = AportacionesView()
        lineas = QWidget()
        columna = QVBoxLayout(lineas)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(self.cuerpo.spacing())
        for cosa in (self.comprador, Raya(), self.pedido):
            columna.addWidget(cosa)
        columna.addWidget(self.renglones, 1)
        columna.addWidget(self.aportaciones)
        # Where letters are large it scrolls by itself: the total and the button beside it never leave.
        self.cuerpo.addWidget(RolloDeLineas(lineas), 1)


def en_breve(aplicado: tuple[Aplicacion, ...]) -> str:
    """`2 servicios · IVA 56.66`, and what of it is third parties'."""
    terceros = [a for a in aplicado if a.clave.startswith(APORTACION)]
    iva = suma(a.importe for a in aplicado if a.clave.startswith("iva_servicio:"))
    servicios = sum(a.clave.startswith("servicio:") for a in aplicado)
    partes = [] if not servicios else ["1 servicio" if servicios == 1 else f"{servicios} servicios"]
    partes += [f"IVA $ {iva}"] if iva else []
    partes += [f"aportaciones $ {suma(a.importe for a in terceros)}"] if terceros else []
    return " · ".join(partes)
