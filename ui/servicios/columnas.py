"""Where everything of F2 is: the list, what is being sold (or its ticket), and money."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.cobro.cobranza import Cobro
from ui.cobro.hecho import HechoView
from ui.cobro.pago import PagoView
from ui.papel.papel import VistaPapel
from ui.piezas.columnas import TresColumnas
from ui.piezas.pila import Pila
from ui.piezas.tarjeta import Card
from ui.servicios.lista import ListaServicios
from ui.servicios.venta import VentaView

#: Columns at the sides: part of the width, and least and most pixels at 100 %.
_IZQUIERDA, _DERECHA = (0.36, 280, 560), (0.245, 262, 420)
_SIGUIENTE = "Otro servicio: escriba su nombre o su clave. F1 atiende a la siguiente persona."


class Columnas(TresColumnas):
    """The list at the left, what was chosen (or its ticket) in the middle, money at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_IZQUIERDA, _DERECHA, parent)
        self.lista, self.venta, self.pago = ListaServicios(), VentaView(), PagoView()
        self.hecho, self.papel = HechoView(_SIGUIENTE), VistaPapel()
        self._hoja = Card()
        self._hoja.cuerpo.addWidget(self.papel, 1)
        self._centro, self._derecha = Pila(), Pila()
        for pila, paginas in ((self._centro, (self.venta, self._hoja)), (self._derecha, (self.pago, self.hecho))):
            for pagina in paginas:
                pila.addWidget(pagina)
        self.colocar(self.lista, self._centro, self._derecha)

    @property
    def is_hecho(self) -> bool:
        """Whether what was charged last is shown."""
        return self._centro.currentWidget() is self._hoja

    def poner_venta(self, *, buscando: bool) -> None:
        """Show what is being sold; `buscando`: in the list, where there is room for one."""
        self._centro.setCurrentWidget(self.venta)
        self._derecha.setCurrentWidget(self.pago)
        self.turnar(buscando=buscando)

    def poner_hecho(self, cobro: Cobro) -> None:
        """Show what was charged; its ticket comes later."""
        self.hecho.mostrar(cobro)
        self.papel.mostrar(None)
        self._centro.setCurrentWidget(self._hoja)
        self._derecha.setCurrentWidget(self.hecho)
        self.turnar(buscando=True)
