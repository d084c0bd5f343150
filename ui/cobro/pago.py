"""How much: the total, what the customer hands over, the change as it is typed, and the button that charges."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cobro.propuesta import Propuesta
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Medio, Reparto, redondeo_de_efectivo, repartir_medios
from app.errors import NegocioError
from ui import tema
from ui.cobro.efectivo import BilletesView, EfectivoEdit
from ui.cobro.medios import MediosView
from ui.cobro.parte import ParteView
from ui.cobro.textos import Cifra
from ui.piezas.tarjeta import Card, Raya, RolloDeLineas, etiqueta
from ui.piezas.tecla import Boton, KeyCap

#: After a cuenta that opened by itself, an Enter that was still on its way to the search box means nothing, seconds.
_GRACIA = 0.6


class PagoView(Card):
    """The card at the right.

    Attributes:
        gracia: seconds in which an Enter that was on its way to the search box means nothing.

    Signals:
        pedido: the tender, to be charged now.
        parte_cambiada: Dinero to be paid instead of what is owed, or None.
        movido, espacio: keys of the cash field that belong to the recibos.
    """

    pedido = Signal(object)
    parte_cambiada = Signal(object)
    movido = Signal(int)
    espacio = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Pago")
        self._propuesta: Propuesta | None = None
        self._ocupado = False
        self.gracia = _GRACIA
        self._sordo_hasta = 0.0
        self._build()
        self._conectar()
        self.vaciar()

    def _build(self) -> None:
        self.total = Cifra(52, "Total a pagar")
        self.detalle = etiqueta("", "tenue", dobla=True)
        self.parte = ParteView()
        self.efectivo = EfectivoEdit("Efectivo recibido")
        renglon = QHBoxLayout()
        renglon.addWidget(etiqueta("Efectivo", "fuerte"))
        renglon.addWidget(self.efectivo, 1)
        self.billetes = BilletesView()
        self.medios = MediosView()
        self.mas = QWidget()
        otro = QHBoxLayout(self.mas)
        otro.setContentsMargins(0, 0, 0, 0)
        otro.addWidget(KeyCap("+"), 0, Qt.AlignmentFlag.AlignTop)
        otro.addWidget(etiqueta("otro medio: tarjeta, cheque, transferencia", "tenue", dobla=True), 1)
        self.error = etiqueta("", "", "mal", dobla=True)
        self.error.setAccessibleName("Qué falta")
        self.cambio = Cifra(34, "Cambio", "")
        self.cambio.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rotulo_cambio = etiqueta("Cambio", "rotulo")
        pie = QHBoxLayout()
        pie.addWidget(self.rotulo_cambio, 0, Qt.AlignmentFlag.AlignBottom)
        pie.addWidget(self.cambio, 1)
        self.boton = Boton("Cobrar", "Enter", "principal")
        # What it asks for scrolls where letters are large; what answers (change, button) never leaves.
        self.cuerpo.addWidget(RolloDeLineas(self._lineas(renglon)), 1)
        self.cuerpo.addWidget(self.error)
        self.cuerpo.addLayout(pie)
        self.cuerpo.addWidget(self.boton)

    def _lineas(self, renglon: QHBoxLayout) -> QWidget:
        """Everything over the change, in one column."""
        arriba = QVBoxLayout()
        arriba.setSpacing(4)
        for linea in (etiqueta("Total a pagar", "rotulo"), self.total, self.detalle):
            arriba.addWidget(linea)
        lineas = QWidget()
        columna = QVBoxLayout(lineas)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(self.cuerpo.spacing())
        columna.addLayout(arriba)
        columna.addWidget(Raya())
        columna.addWidget(self.parte)
        columna.addLayout(renglon)
        for cosa in (self.billetes, self.medios, self.mas):
            columna.addWidget(cosa)
        columna.addStretch(1)
        return lineas

    def _conectar(self) -> None:
        self.efectivo.entrado.connect(self.entrar)
        self.efectivo.exacto.connect(self.poner_exacto)
        self.efectivo.mas.connect(self.agregar_medio)
        self.efectivo.movido.connect(self.movido)
        self.efectivo.espacio.connect(self.espacio)
        self.efectivo.textChanged.connect(self._on_cambio)
        self.billetes.exacto.connect(self.poner_exacto)
        self.billetes.billete.connect(self._on_billete)
        self.medios.cambiados.connect(self._on_cambio)
        self.medios.terminado.connect(self.entrar)
        self.medios.mas.connect(self.agregar_medio)
        self.parte.importe_cambiado.connect(self.parte_cambiada)
        self.parte.entrado.connect(self.enfocar)
        self.boton.clicked.connect(self.entrar)

    def mostrar(self, propuesta: Propuesta | None, detalle: str) -> None:
        """Show what is to be paid; what was typed stays. None: nothing can be charged as chosen."""
        self._propuesta = propuesta
        self.total.poner(None if propuesta is None else propuesta.a_pagar)
        self.detalle.setText(detalle)
        self._calcular()

    def vaciar(self) -> None:
        """Nothing is being charged."""
        self.efectivo.clear()
        self.medios.limpiar()
        self.parte.cerrar()
        self.ocupar(False)
        self.decir("")
        self.mostrar(None, "")

    def decir(self, mensaje: str) -> None:
        """One line near the button: what is wrong and what to do; empty for nothing."""
        self.error.setText(mensaje)
        self.error.setVisible(bool(mensaje))

    def ocupar(self, ocupado: bool) -> None:
        """A charge is under way: nothing can be changed or asked until it ends."""
        self._ocupado = ocupado
        self.efectivo.setReadOnly(ocupado)
        self.medios.setEnabled(not ocupado)
        self.boton.rotular("Cobrando…" if ocupado else "Cobrar")
        self._calcular()

    def enfocar(self, *, sordo: bool = False) -> None:
        """Put the keyboard where the cash is typed; `sordo`: an Enter on its way here is not meant for it."""
        self._sordo_hasta = monotonic() + self.gracia if sordo else 0.0
        self.efectivo.setFocus(Qt.FocusReason.OtherFocusReason)

    def agregar_medio(self) -> None:
        """Another means, for what is still missing."""
        if self._propuesta is not None and not self._ocupado:
            falta = self._propuesta.a_pagar - self.medios.total - (self.efectivo.importe() or CERO)
            self.medios.agregar(falta if falta > CERO else None, self.efectivo)

    def poner_exacto(self) -> None:
        """The cash that pays exactly what the other means leave."""
        exacto = self._exacto()
        if exacto is not None and not self._ocupado:
            self.efectivo.poner(exacto)
            self.enfocar()

    def escape(self) -> bool:
        """Take back the last thing typed; False when there is nothing."""
        if self._ocupado:
            return True
        if self.medios.quitar():
            self.enfocar()
            return True
        if not self.efectivo.is_vacio():
            self.efectivo.clear()
            self.enfocar()
            return True
        return self.parte.cerrar()

    def entrar(self) -> None:
        """Enter: with nothing typed it fills in the exact amount, else it asks to charge."""
        if self._ocupado or self._propuesta is None or monotonic() < self._sordo_hasta:
            return
        exacto = self._exacto()
        if self.efectivo.is_vacio() and exacto is not None and exacto > CERO:
            self.poner_exacto()
            return
        tendido = self._tendido()
        if tendido is None:
            self.decir(self.efectivo.mensaje() or "Falta el importe de uno de los medios: escríbalo o quítelo con Esc.")
            return
        self.pedido.emit(tendido)

    def _exacto(self) -> Dinero | None:
        if self._propuesta is None:
            return None
        resto = self._propuesta.a_pagar - self.medios.total
        return resto + redondeo_de_efectivo(resto, self._propuesta.multiplo) if resto > CERO else CERO

    def _tendido(self) -> tuple[Medio, ...] | None:
        otros = self.medios.medios()
        efectivo = self.efectivo.importe()
        if otros is None or not self.efectivo.is_valido():
            return None
        return (Medio("efectivo", efectivo), *otros) if efectivo else otros

    def _on_billete(self, billete: Dinero) -> None:
        if not self._ocupado:
            self.efectivo.sumar(billete)
            self.enfocar()

    def _on_cambio(self) -> None:
        self.decir("")
        self._calcular()

    def _calcular(self) -> None:
        """The change, or what is missing, as it is typed. Only shown: `cobrar` works it out again."""
        self.boton.setEnabled(self._propuesta is not None and not self._ocupado)
        self.mas.setVisible(not self.parte.is_abierta and not self.medios.vistas)
        reparto = self._reparto()
        falta = self._falta()
        self.rotulo_cambio.setText("Falta" if falta is not None else "Cambio")
        self.cambio.poner(falta if falta is not None else reparto.cambio if reparto is not None else None)
        tema.poner(self.rotulo_cambio, estado="aviso" if falta is not None else "")

    def _reparto(self) -> Reparto | None:
        tendido = self._tendido()
        if self._propuesta is None or not tendido:
            return None
        try:
            return repartir_medios((self._propuesta.a_pagar,), tendido, self._propuesta.multiplo)
        except NegocioError:
            return None

    def _falta(self) -> Dinero | None:
        """What is missing, once something was typed."""
        tendido = self._tendido()
        if self._propuesta is None or not tendido:
            return None
        efectivo = self.efectivo.importe()
        exacto = self._exacto()
        if exacto is None or not exacto:
            return None
        falta = exacto - (CERO if efectivo is None else efectivo)
        return falta if falta > CERO else None
