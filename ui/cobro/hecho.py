"""It is charged: the change in very large digits, the folio, and what becomes of the ticket."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.cobro.cobranza import Cobro
from app.documentos import Encabezado, ticket_pago
from app.domain.dinero import CERO, suma
from app.domain.pago.pago import Pago
from ui.cobro.textos import Cifra, Elidida
from ui.papel.papel import COLUMNAS, Hoja, juntar, preparar
from ui.piezas.tarjeta import Card, Raya, etiqueta
from ui.piezas.tecla import Boton


class HechoView(Card):
    """What is read out to the customer.

    Signals:
        reimprimir: folio whose paper is wanted again.
        firma_pedida: folios of the payments whose recibo de subsidio is to be signed.
    """

    reimprimir = Signal(str)
    firma_pedida = Signal(object)

    def __init__(
        self,
        siguiente: str = "Siguiente persona: escriba o lea su código.",
        parent: QWidget | None = None,
        lleva_subsidio: Callable[[Pago], bool] = lambda pago: False,
    ) -> None:
        """`siguiente`: how to go on; `lleva_subsidio`: whether a payment may have a recibo de subsidio."""
        super().__init__("", parent)
        self.setAccessibleName("Cobro hecho")
        self._folios: tuple[str, ...] = ()
        self._lleva_subsidio = lleva_subsidio
        self._con_subsidio: tuple[str, ...] = ()
        self._build(siguiente)

    def _build(self, siguiente: str) -> None:
        self.cambio = Cifra(72, "Cambio")
        self.nombre = Elidida("fuerte")
        self.cuenta = etiqueta("", "tenue", dobla=True)
        self.folio = etiqueta("", "titulo", dobla=True)
        self.papel = etiqueta("", "insignia", dobla=True)
        self.aviso = etiqueta("", "", "aviso", dobla=True)
        self.aviso.hide()
        self.boton = Boton("Reimprimir", "Ctrl R")
        self.boton.setAutoDefault(False)
        self.boton.clicked.connect(self._on_clicked)
        self.firmar = Boton("Firmar subsidio", "Ctrl F")
        self.firmar.setAutoDefault(False)
        self.firmar.setShortcut(QKeySequence("Ctrl+F"))
        self.firmar.clicked.connect(lambda: self.firma_pedida.emit(self._con_subsidio))
        self.firmar.hide()
        self.cuerpo.addWidget(etiqueta("Cambio", "rotulo"))
        self.cuerpo.addWidget(self.cambio)
        self.cuerpo.addWidget(self.cuenta)
        self.cuerpo.addWidget(Raya())
        self.cuerpo.addWidget(self.nombre)
        self.cuerpo.addWidget(self.folio)
        self.cuerpo.addWidget(self.papel)
        self.cuerpo.addWidget(self.aviso)
        self.cuerpo.addWidget(self.boton)
        self.cuerpo.addWidget(self.firmar)
        self.cuerpo.addStretch(1)
        self.cuerpo.addWidget(etiqueta(siguiente, "tenue", dobla=True))

    @property
    def folios(self) -> tuple[str, ...]:
        """What was charged last."""
        return self._folios

    def mostrar(self, cobro: Cobro) -> None:
        """Show a confirmed charge."""
        pagos = cobro.pagos
        self._folios = tuple(str(p.folio) for p in pagos)
        self._con_subsidio = tuple(str(p.folio) for p in pagos if self._lleva_subsidio(p))
        self.firmar.setVisible(bool(self._con_subsidio))
        self.cambio.poner(cobro.cambio)
        self.nombre.setText(pagos[0].titular if len(pagos) == 1 else f"{len(pagos)} cuentas")
        self.cuenta.setText(_cuenta(pagos))
        self.folio.setText("Folio " + ", ".join(self._folios))
        self.papel.setText("Ticket en cola")
        avisos = ["Este cobro ya estaba hecho: no se cobró otra vez."] if cobro.repetido else []
        avisos += [f"Queda por pagar {p.saldo_restante}." for p in pagos if p.saldo_restante]
        avisos += [f"Queda a favor {p.saldo_a_favor}." for p in pagos if p.saldo_a_favor]
        self.aviso.setText("\n".join(avisos))
        self.aviso.setVisible(bool(avisos))

    def decir_papel(self, folio: str, estado: str) -> None:
        """What became of one of its papers."""
        if folio in self._folios:
            self.papel.setText(estado)

    def _on_clicked(self) -> None:
        for folio in self._folios:
            self.reimprimir.emit(folio)


def _cuenta(pagos: tuple[Pago, ...]) -> str:
    total = suma(p.total for p in pagos)
    recibido = suma(p.recibido for p in pagos)
    favor = suma(m.importe for p in pagos for m in p.medios if m.medio == "saldo_a_favor")
    otros = suma(m.importe for p in pagos for m in p.medios if m.medio not in ("efectivo", "saldo_a_favor"))
    partes = [f"Total {total}"]
    partes += [f"{nombre} {i}" for nombre, i in (("efectivo", recibido), ("otros medios", otros)) if i != CERO]
    partes += [f"saldo a favor {favor}"] if favor else []
    return " · ".join(partes)


def hoja_de(pagos: tuple[Pago, ...], encabezado: Encabezado) -> Hoja:
    """The tickets of a charge, one under the other."""
    return juntar([preparar(ticket_pago(pago, encabezado), COLUMNAS) for pago in pagos])
