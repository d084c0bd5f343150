"""How many of the service that was chosen, or (where the list has no price) how much and by what document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.cobro.catalogo import Oferta
from app.domain.pago.pago import ServicioPedido
from app.domain.pago.servicio import leer_cantidad
from app.errors import NegocioError
from ui.piezas.campos import ImporteEdit, TextoEdit
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton
from ui.servicios.lista import nombre_de

_LARGO = 80


class PedidoView(QFrame):
    """One service about to be added; hidden while there is none.

    Signals:
        agregado: ServicioPedido.
    """

    agregado = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Servicio elegido")
        self._oferta: Oferta | None = None
        self._build()
        for campo in (self.cantidad, self.importe, self.referencia):
            campo.entrado.connect(self._on_entrado)
            campo.textChanged.connect(lambda _: self.decir(""))
        self.boton.clicked.connect(self._agregar)
        self.hide()

    def _build(self) -> None:
        self.nombre = etiqueta("", "fuerte", dobla=True)
        self.cantidad = TextoEdit("Cuántos")
        self.cantidad.setMaxLength(12)
        self.cantidad.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unidad = etiqueta("", "tenue", dobla=True)
        self.importe = ImporteEdit("Importe antes de IVA")
        self.importe.setPlaceholderText("Importe antes de IVA")
        self.referencia = TextoEdit("Referencia")
        self.referencia.setAccessibleName("Referencia del documento")
        self.referencia.setMaxLength(_LARGO)
        self.boton = Boton("Agregar", "Enter")
        self.boton.setAutoDefault(False)
        self.error = etiqueta("", "", "mal", dobla=True)
        self.error.setAccessibleName("Qué falta del servicio")
        renglon = QHBoxLayout()
        renglon.setSpacing(8)
        for cosa, estira in ((self.cantidad, 1), (self.importe, 1), (self.referencia, 1), (self.unidad, 1)):
            renglon.addWidget(cosa, estira)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(8)
        columna.addWidget(self.nombre)
        columna.addLayout(renglon)
        columna.addWidget(self.error)
        columna.addWidget(self.boton, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def is_abierto(self) -> bool:
        """Whether a service was chosen."""
        return not self.isHidden()

    @property
    def oferta(self) -> Oferta | None:
        """The service that was chosen."""
        return self._oferta

    def abrir(self, oferta: Oferta) -> None:
        """Ask how many, or how much, with the keyboard on the first field."""
        self._oferta = oferta
        libre = oferta.servicio.precio is None
        self.nombre.setText(f"{oferta.servicio.clave} · {nombre_de(oferta)}")
        self.cantidad.setText("1")
        self.importe.clear()
        self.referencia.clear()
        precio = "" if oferta.precio is None else f" × {oferta.precio}"
        self.unidad.setText(f"{oferta.servicio.unidad}{precio}{' más IVA' if oferta.servicio.causa_iva else ''}")
        for campo, is_visible in ((self.cantidad, not libre), (self.importe, libre), (self.referencia, libre)):
            campo.setVisible(is_visible)
        self.unidad.setVisible(not libre)
        al_recibo = oferta.servicio.clase == "cargo_al_recibo"
        self.boton.rotular("Cargar al recibo" if al_recibo else "Agregar")
        self.decir("")
        self.show()
        primero = self.importe if libre else self.cantidad
        primero.setFocus(Qt.FocusReason.OtherFocusReason)
        primero.selectAll()

    def cerrar(self) -> bool:
        """Choose nothing; False when nothing was chosen."""
        if not self.is_abierto:
            return False
        self._oferta = None
        self.hide()
        return True

    def decir(self, mensaje: str) -> None:
        """What is wrong and what to do; empty for nothing. What was typed stays."""
        self.error.setText(mensaje)
        self.error.setVisible(bool(mensaje))

    def _on_entrado(self) -> None:
        """From the amount to its reference; from the last field, it is added."""
        if self.importe.hasFocus() and not self.referencia.text().strip():
            self.referencia.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._agregar()

    def _agregar(self) -> None:
        oferta = self._oferta
        if oferta is None:
            return
        try:
            self.agregado.emit(self._leer(oferta))
        except NegocioError as error:
            self.decir(error.mensaje)

    def _leer(self, oferta: Oferta) -> ServicioPedido:
        clave = oferta.servicio.clave
        if oferta.servicio.precio is not None:
            return ServicioPedido(clave, leer_cantidad(self.cantidad.text().strip()))
        if not self.importe.is_valido():
            raise NegocioError("importe_invalido", self.importe.mensaje())
        return ServicioPedido(clave, importe=self.importe.importe(), referencia=self.referencia.text().strip())
