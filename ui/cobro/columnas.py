"""Where everything of F1 is: three columns, and what takes the place of what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import tema
from ui.cobro.buscador import Buscador
from ui.cobro.condonar import CondonarView
from ui.cobro.cuenta import CuentaView
from ui.cobro.hecho import HechoView
from ui.cobro.pago import PagoView
from ui.cobro.porque import PorqueView
from ui.cobro.ultimos import UltimosView, UltimoView
from ui.papel import VistaPapel
from ui.pila import Pila
from ui.sesion import Sesion
from ui.tarjeta import Card, etiqueta

#: Columns at the sides: part of the width, and least and most pixels at 100 %.
_IZQUIERDA, _DERECHA = (0.235, 200, 380), (0.245, 262, 420)
#: Narrower than this, in pixels at 100 %, three columns do not fit.
_ESTRECHA = 1000
_ORILLA = 12


class Columnas(QWidget):
    """Search at the left, the cuenta (or what explains it, or its ticket) in the middle, money at the right."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buscando = True
        self._build(sesion)
        self.buscador.pedido.connect(self._on_pedido)

    def _build(self, sesion: Sesion) -> None:
        self.buscador = Buscador(sesion)
        self.ultimo = UltimoView()
        self._izquierda = Card()
        self._izquierda.cuerpo.addWidget(self.buscador, 1)
        self._izquierda.cuerpo.addWidget(self.ultimo)
        self.vacia = _vacia()
        self.cuenta = CuentaView(sesion)
        self.porque = PorqueView(sesion)
        self.condonar = CondonarView(sesion)
        self.ultimos = UltimosView()
        self.hoja, self.papel = _con_papel()
        self._centro = Pila()
        for pagina in (self.vacia, self.cuenta, self.porque, self.condonar, self.hoja, self.ultimos):
            self._centro.addWidget(pagina)
        self.pago = PagoView()
        self.hecho = HechoView()
        self._vista, self.copia = _con_papel()
        self._derecha = Pila()
        for pagina in (self.pago, self.hecho, self._vista):
            self._derecha.addWidget(pagina)
        fila = _Fila(self)
        fila.setContentsMargins(_ORILLA, _ORILLA, _ORILLA, _ORILLA)
        fila.setSpacing(_ORILLA)
        fila.addWidget(self._izquierda)
        fila.addWidget(self._centro, 1)
        fila.addWidget(self._derecha)

    @property
    def pagina(self) -> QWidget | None:
        """What is in the middle."""
        return self._centro.currentWidget()

    @property
    def is_estrecha(self) -> bool:
        """Whether search and cuenta take turns."""
        return self.width() < tema.px(_ESTRECHA)

    def poner(self, pagina: QWidget) -> None:
        """Put that in the middle, and at the right what goes with it."""
        self._centro.setCurrentWidget(pagina)
        lados: dict[QWidget, QWidget] = {self.hoja: self.hecho, self.ultimos: self._vista}
        self._derecha.setCurrentWidget(lados.get(pagina, self.pago))
        self._buscando = pagina in (self.vacia, self.hoja)
        self._acomodar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sides take their part of the width, within what they need and what they are worth."""
        super().resizeEvent(event)
        self._acomodar()

    def _on_pedido(self) -> None:
        self._buscando = True
        self._acomodar()

    def _acomodar(self) -> None:
        """Where three columns do not fit, search and cuenta take turns in the same place."""
        estrecha = self.is_estrecha
        izquierda, derecha = (self._ancho(parte) for parte in (_IZQUIERDA, _DERECHA))
        if estrecha:
            izquierda = self.width() - derecha - 3 * _ORILLA
        visibles = {self._izquierda: not estrecha or self._buscando, self._centro: not estrecha or not self._buscando}
        # What goes away goes first: both at once would ask for a wider window.
        for columna in (c for c, is_visible in visibles.items() if not is_visible):
            columna.hide()
        self._izquierda.setFixedWidth(izquierda)
        self._derecha.setFixedWidth(derecha)
        for columna in (c for c, is_visible in visibles.items() if is_visible):
            columna.show()

    def _ancho(self, columna: tuple[float, int, int]) -> int:
        parte, menos, mas = columna
        return max(tema.px(menos), min(round(self.width() * parte), tema.px(mas)))


class _Fila(QHBoxLayout):
    """The columns side by side. What is seen of them asks for the least height that it does with: tables shrink and
    scroll by themselves before the whole screen does, and what is behind asks for nothing."""

    def heightForWidth(self, ancho: int) -> int:
        """The highest of the columns, each at its own width."""
        cosas = (self.itemAt(n) for n in range(self.count()))
        columnas = [c for cosa in cosas if cosa is not None and (c := cosa.widget()) is not None and not c.isHidden()]
        margenes = self.contentsMargins()
        libre = ancho - margenes.left() - margenes.right() - self.spacing() * (len(columnas) - 1)
        libre -= sum(c.maximumWidth() for c in columnas if c.maximumWidth() < libre)
        altos = [_menos_alto(c, min(c.maximumWidth(), max(1, libre))) for c in columnas]
        return max(altos, default=0) + margenes.top() + margenes.bottom()


def _menos_alto(columna: QWidget, ancho: int) -> int:
    hoja = columna.currentWidget() if isinstance(columna, Pila) else columna
    dentro = None if hoja is None else hoja.layout()
    return 0 if dentro is None else dentro.totalMinimumHeightForWidth(ancho)


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
