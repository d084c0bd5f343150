"""It is done: how much cash to give back, in very large digits, what goes another way, and the paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documentos.nombres import nombre_medio
from app.domain.pago.contrapago import Contrapago
from app.reversos.cheques import ChequeDevuelto
from app.reversos.contrapagos import Hecho
from ui.cobro.textos import Cifra
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, Raya, etiqueta
from ui.piezas.tecla import Boton
from ui.revertir.efectos import como_regresa

_TITULOS = {
    "pago_cancelado": "Pago cancelado",
    "devolucion": "Pago devuelto",
    "cheque_devuelto": "Cheque devuelto, registrado",
}


@dataclass(frozen=True, slots=True)
class Resultado:
    """What was done, and what is still to be said of it."""

    contrapago: Contrapago
    avisos: tuple[str, ...]

    @classmethod
    def de(cls, hecho: Hecho | ChequeDevuelto) -> Resultado:
        """Of a cancelación, a devolución or a returned cheque."""
        if isinstance(hecho, Hecho):
            repetido = ("Ya estaba hecho: no se hizo otra vez.",) if hecho.repetido else ()
            return cls(hecho.contrapago, repetido)
        cargos = (f"Con cargo al recibo de {c.periodo}: {c.importe}." for c in hecho.cargos)
        tambien = (f"Ese cheque también pagó el {folio}: regístrelo igual." for folio in hecho.tambien)
        return cls(hecho.hecho.contrapago, (*cargos, *tambien))


class RevertidoCard(Card):
    """What is told to the customer.

    Signals:
        otro_pedido: to go on with another payment.
    """

    otro_pedido = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hecho", parent)
        self.folio = ""
        self.entregue = Cifra(72, "Efectivo que se entrega")
        self.resto = etiqueta("", dobla=True)
        self.nombre = etiqueta("", "fuerte", dobla=True)
        self.detalle = etiqueta("", "tenue", dobla=True)
        self.papel = etiqueta("", "insignia", dobla=True)
        self.aviso = etiqueta("", "fuerte", "aviso", dobla=True)
        self.otra = Boton("Reimprimir", "Ctrl R")
        self.otro = Boton("Otro pago", "Enter", "principal")
        botones = Flujo(entre_lineas=8)
        botones.addWidget(self.otra)
        botones.addWidget(self.otro)
        self.cuerpo.addWidget(etiqueta("Entregue en efectivo", "rotulo"))
        for widget in (self.entregue, self.resto, Raya(), self.nombre, self.detalle, self.papel, self.aviso):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addStretch(1)
        self.cuerpo.addLayout(botones)
        self.otro.clicked.connect(self.otro_pedido)

    def poner(self, resultado: Resultado) -> None:
        """Show it."""
        c = resultado.contrapago
        self.folio = str(c.folio)
        self.titular(_TITULOS[c.clase])
        self.entregue.poner(-c.partes.con("efectivo"))
        resto = [
            f"{nombre_medio(m.medio, m.tipo)} $ {-m.importe}. {como_regresa(c.clase, m)}."
            for m in c.partes.medios
            if m.medio != "efectivo"
        ]
        self.resto.setText("\n".join(resto))
        self.resto.setVisible(bool(resto))
        self.nombre.setText(c.titular or "Sin cuenta")
        debe = f" · debe ahora $ {c.saldo_restante}" if c.cuenta else ""
        self.detalle.setText(f"Pago {c.cancela}, comprobante {c.folio}{debe}")
        self.papel.setText("Comprobante en cola")
        self.aviso.setText("\n".join(resultado.avisos))
        self.aviso.setVisible(bool(resultado.avisos))

    def decir_papel(self, folio: str, frase: str) -> None:
        """What became of its paper."""
        if folio == self.folio:
            self.papel.setText(f"Comprobante {frase}")
