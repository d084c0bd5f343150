"""Cash in or out of the drawer, with its reason and who takes it; its numbered voucher is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.cobro.pedidos import nuevo_id
from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.corte.vale import Vale
from app.domain.dinero import CERO
from app.domain.renglon import LARGO
from app.domain.usuario import Usuario
from app.turno.movimientos import SolicitudMovimiento, mover
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import PermisoView
from ui.op import Esperado, Op
from ui.piezas.campos import ImporteEdit, TextoEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: What people call each class, in the list and before it is done.
NOMBRES = {
    "entrada": "Entrada",
    "retiro": "Retiro",
    "entrega": "Entrega a bóveda",
    "cajon": "Cajón abierto",
    "cajon_fallo": "El cajón no abrió",
}
_EXPLICA = {
    "entrada": "Entra al cajón: cambio, o fondo que alguien trae.",
    "retiro": "Sale del cajón: lo que alguien recoge.",
    "entrega": "Sale del cajón y se guarda en la bóveda.",
}


class MoverCard(Card):
    """The form.

    Signals:
        movido: Vale just written.
    """

    movido = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Meter o sacar efectivo", parent)
        self._sesion = sesion
        self._id = nuevo_id()
        self._build()
        self.clase.currentIndexChanged.connect(self._on_clase)
        self.boton.clicked.connect(self.registrar)
        self.con_supervisor.clicked.connect(lambda: self.registrar(con_supervisor=True))
        for campo in (self.importe, self.motivo, self.recibe, self.referencia):
            campo.entrado.connect(self.registrar)
            campo.textEdited.connect(lambda: self._decir(""))
        self._on_clase()

    def _build(self) -> None:
        self.clase = QComboBox()
        for clave in _EXPLICA:
            self.clase.addItem(NOMBRES[clave], clave)
        self.explica = etiqueta("", "leyenda", dobla=True)
        self.importe = ImporteEdit("Importe")
        self.motivo, self.recibe, self.referencia = (TextoEdit(t) for t in ("Motivo", "Quién", "Bolsa o ficha"))
        self.formulario = CamposEnColumna()
        self.formulario.agregar("Qué se hace", self.clase)
        self.formulario.agregar("Importe", self.importe)
        self.formulario.agregar("Motivo", self.motivo)
        self.formulario.agregar("Quién lo recibe, o lo trae", self.recibe)
        self.formulario.agregar("Número de bolsa o ficha", self.referencia)
        for campo in (self.motivo, self.recibe, self.referencia):
            campo.setMaxLength(LARGO)
        self.permiso = PermisoView(self._sesion)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.mensaje.hide()
        self.con_supervisor = Boton("Con supervisor", "Ctrl S")
        self.boton = Boton("Registrar", "Enter", "principal")
        botones = Flujo(entre_lineas=8)
        botones.addWidget(self.con_supervisor)
        botones.addWidget(self.boton)
        for widget in (self.explica, self.formulario, self.permiso, self.mensaje):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addLayout(botones)
        self.cuerpo.addStretch(1)

    def enfocar(self) -> None:
        """Put the hand where it goes on: on the class, or in the first thing that is missing."""
        blanco = next((c for c in (self.importe, self.motivo) if not c.text().strip()), self.importe)
        (self.clase if blanco is self.importe else blanco).setFocus(Qt.FocusReason.OtherFocusReason)

    def registrar(self, *, con_supervisor: bool = False) -> None:
        """Write it: Enter by oneself, Ctrl S with the word of a supervisor."""
        usuario, solicitud = self._sesion.usuario, self._solicitud()
        if usuario is None or solicitud is None or not self.boton.isEnabled():
            return
        if not con_supervisor:
            self._mover(solicitud, usuario, None)
            return
        clase, importe = solicitud.clase, solicitud.importe
        pedida = Pedida("autorizar_movimiento", clase, usuario.clave, solicitud.motivo, importe)
        asunto = Asunto(f"{NOMBRES[clase]} de efectivo", importe, solicitud.motivo)
        self.permiso.usar(asunto, pedida, lambda dada: self._mover(solicitud, usuario, dada))

    def _solicitud(self) -> SolicitudMovimiento | None:
        importe = self.importe.importe()
        if importe is None or importe <= CERO:
            falta = self.importe.mensaje() or "Escriba cuánto efectivo entra o sale."
            self._decir(falta, "mal")
            self.importe.setFocus()
        elif not self.motivo.text().strip():
            self._decir("Escriba el motivo: queda en el vale y en el diario.", "mal")
            self.motivo.setFocus()
        else:
            motivo, recibe, referencia = (c.text().strip() for c in (self.motivo, self.recibe, self.referencia))
            return SolicitudMovimiento(str(self.clase.currentData()), importe, motivo, recibe, referencia, self._id)
        return None

    def _mover(self, solicitud: SolicitudMovimiento, usuario: Usuario, dada: Autorizacion | None) -> None:
        def hacer(ctx: Contexto) -> Vale:
            return mover(ctx, solicitud, usuario, dada)

        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, hacer).always(lambda: self.boton.setEnabled(True))
        op.success(self._on_movido).failure(self._on_negado).run()

    def _on_movido(self, vale: Vale) -> None:
        self._id = nuevo_id()
        self.permiso.gastar()
        self.formulario.limpiar()
        self._decir(f"Vale {vale.folio}: {NOMBRES[vale.clase].lower()} de $ {vale.importe}.", "bien")
        self.clase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.movido.emit(vale)

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje, "mal")

    def _on_clase(self) -> None:
        self.explica.setText(_EXPLICA[str(self.clase.currentData())])

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)
