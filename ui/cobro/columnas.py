"""Where everything of F1 is: three columns, and what takes the place of what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.subsidio.subsidios import lleva_subsidio
from ui.cobro.buscador import Buscador
from ui.cobro.condonar import CondonarView
from ui.cobro.convenido import ConvenidoView
from ui.cobro.convenir import ConvenirView
from ui.cobro.cuenta import CuentaView
from ui.cobro.hecho import HechoView
from ui.cobro.pago import PagoView
from ui.cobro.porque import PorqueView
from ui.cobro.ultimos import UltimosView, UltimoView
from ui.papel.papel import VistaPapel
from ui.piezas.columnas import TresColumnas
from ui.piezas.pila import Pila
from ui.piezas.tarjeta import Card, etiqueta
from ui.sesion import Sesion

#: Columns at the sides: part of the width, and least and most pixels at 100 %.
_IZQUIERDA, _DERECHA = (0.235, 200, 380), (0.245, 262, 420)


class Columnas(TresColumnas):
    """Search at the left, the cuenta (or what explains it, or its ticket) in the middle, money at the right."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(_IZQUIERDA, _DERECHA, parent)
        self._build(sesion)
        self.buscador.pedido.connect(lambda: self.turnar(buscando=True))

    def _build(self, sesion: Sesion) -> None:
        self.buscador = Buscador(sesion)
        self.ultimo = UltimoView()
        izquierda = Card()
        izquierda.cuerpo.addWidget(self.buscador, 1)
        izquierda.cuerpo.addWidget(self.ultimo)
        self.vacia = _vacia()
        self.cuenta = CuentaView(sesion)
        self.porque = PorqueView(sesion)
        self.condonar = CondonarView(sesion)
        self.convenir = ConvenirView(sesion)
        self.convenido = ConvenidoView(sesion)
        self.ultimos = UltimosView()
        self.ultimos.reversion_pedida.connect(sesion.reversion_pedida)
        self.hoja, self.papel = _con_papel()
        self._centro = Pila()
        formas = (self.condonar, self.convenir, self.convenido)
        for pagina in (self.vacia, self.cuenta, self.porque, *formas, self.hoja, self.ultimos):
            self._centro.addWidget(pagina)
        self.pago = PagoView()
        self.hecho = HechoView(lleva_subsidio=lambda pago: lleva_subsidio(sesion.perfil, pago))
        self.hecho.firma_pedida.connect(sesion.firma_pedida)
        self._vista, self.copia = _con_papel()
        self._derecha = Pila()
        for pagina in (self.pago, self.hecho, self._vista):
            self._derecha.addWidget(pagina)
        self.colocar(izquierda, self._centro, self._derecha)

    @property
    def pagina(self) -> QWidget | None:
        """What is in the middle."""
        return self._centro.currentWidget()

    def poner(self, pagina: QWidget) -> None:
        """Put that in the middle, and at the right what goes with it."""
        self._centro.setCurrentWidget(pagina)
        lados: dict[QWidget, QWidget] = {self.hoja: self.hecho, self.ultimos: self._vista}
        self._derecha.setCurrentWidget(lados.get(pagina, self.pago))
        self.turnar(buscando=pagina in (self.vacia, self.hoja))


def _con_papel() -> tuple[Card, VistaPapel]:
    tarjeta, papel = Card(), VistaPapel()
    tarjeta.cuerpo.addWidget(papel, 1)
    return tarjeta, papel


def _vacia() -> Card:
    """What is there before anybody is served."""
    tarjeta = Card()
    tarjeta.cuerpo.addStretch(2)
    for texto, rol in (
        ("Escriba un nombre o un número, o lea el código del recibo", "nombre"),
        ("Enter abre la primera cuenta, ↓ va a las otras. F12 dice qué hace cada tecla.", "tenue"),
    ):
        linea = etiqueta(texto, rol, dobla=True)
        linea.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tarjeta.cuerpo.addWidget(linea)
    tarjeta.cuerpo.addStretch(3)
    return tarjeta
