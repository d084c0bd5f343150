"""What is typed to count a corte again, to hand it over, and to accept it or send it back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.corte.corte import Corte
from app.domain.corte.entrega import Paso
from app.domain.dinero import Dinero, suma
from ui.caja.arqueo import ArqueoCard
from ui.piezas.campos import DineroEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton

_LARGO = 200


class Pie(QWidget):
    """The foot of a form: short texts, what is wrong, and the buttons to go on or back.

    Signals:
        seguido: Enter in its last text, or its button.
    """

    seguido = Signal()

    def __init__(self, campos: Mapping[str, str], hacer: str, parent: QWidget | None = None) -> None:
        """`campos` is what is asked for under each name; `hacer` names the button."""
        super().__init__(parent)
        self.campos = {clave: _texto(nombre) for clave, nombre in campos.items()}
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self.volver = Boton("Volver", "Esc")
        self.hacer = Boton(hacer, "Ctrl Enter", "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.volver)
        botones.addWidget(self.hacer, 1)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(8)
        for campo in self.campos.values():
            filas.addWidget(campo)
            campo.returnPressed.connect(self.seguido)
        filas.addWidget(self.mensaje)
        filas.addLayout(botones)
        self.hacer.clicked.connect(self.seguido)

    def limpiar(self) -> None:
        """Blank, with nothing wrong."""
        for campo in self.campos.values():
            campo.clear()
        self.decir("")

    def decir(self, texto: str) -> None:
        """What is wrong."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))

    def texto(self, clave: str) -> str:
        """What was typed under a name."""
        return self.campos[clave].text().strip()


def _texto(nombre: str) -> QLineEdit:
    campo = QLineEdit()
    campo.setAccessibleName(nombre)
    campo.setPlaceholderText(nombre)
    campo.setMaxLength(_LARGO)
    return campo


class ConteoCard(ArqueoCard):
    """Pieces of each denomination with a foot: a recount, or what is handed over."""

    def __init__(self, campos: Mapping[str, str], hacer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pie = Pie(campos, hacer)
        self.cuerpo.addWidget(self.pie)
        self.conteo_cambiado.connect(lambda: self.pie.decir(""))


class RespuestaCard(Card):
    """What treasury says of the money of a corte."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.explica = etiqueta("", dobla=True)
        self.rotulo_importe = etiqueta("Efectivo que se halló", "rotulo")
        self.importe = DineroEdit("Efectivo que se halló")
        self.pie = Pie({"nota": "Nota; obligada si se halló otra cantidad"}, "Aceptar")
        for widget in (self.explica, self.rotulo_importe, self.importe):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addWidget(self.pie)
        self.cuerpo.addStretch(1)
        self.is_rechazo = False

    def poner(self, corte: Corte, *, rechaza: bool) -> None:
        """Ask about that corte, which was handed over."""
        self.is_rechazo = rechaza
        entrega = next(paso for paso in reversed(corte.pasos) if paso.clase == "entregado")
        self.titular(f"{'Rechazar' if rechaza else 'Aceptar'} el corte Z {corte.numero}")
        self.explica.setText(_lo_entregado(entrega))
        for widget in (self.rotulo_importe, self.importe):
            widget.setVisible(not rechaza)
        self.importe.poner(entrega.importe)
        nombre = "Motivo por el que se regresa" if rechaza else "Nota; obligada si se halló otra cantidad"
        self.pie.campos["nota"].setPlaceholderText(nombre)
        self.pie.campos["nota"].setAccessibleName(nombre)
        self.pie.limpiar()
        self.pie.hacer.rotular("Rechazar" if rechaza else "Aceptar")
        (self.pie.campos["nota"] if rechaza else self.importe).setFocus(Qt.FocusReason.OtherFocusReason)

    def hallado(self) -> Dinero | None:
        """What was found; None where the field holds no amount."""
        return self.importe.importe()


def _lo_entregado(entrega: Paso) -> str:
    """What was handed over, in a sentence."""
    papeles = sum(n for _, n, _ in entrega.documentos)
    valor = suma(importe for _, _, importe in entrega.documentos)
    cuantos = "1 cheque o comprobante" if papeles == 1 else f"{papeles} cheques y comprobantes"
    con = f" y {cuantos} por $ {valor}" if papeles else ""
    bolsa = f" Referencia: {entrega.referencia}." if entrega.referencia else ""
    return f"{entrega.quien} entregó $ {entrega.importe} en efectivo{con}.{bolsa}"
