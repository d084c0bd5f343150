"""F4, cancelar o devolver: the form at the left, and what would happen (or happened) at the right."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtWidgets import QWidget

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.errors import NegocioError
from app.reversos.cancelaciones import cancelar
from app.reversos.cheques import ChequeDevuelto, registrar_cheque_devuelto
from app.reversos.contrapagos import Hecho, Orden
from app.reversos.devoluciones import devolver
from app.reversos.previas import Previa
from app.reversos.reversion import Hallado, consultar
from ui.autorizacion import Asunto
from ui.op import Esperado, Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.pila import Pila
from ui.piezas.tarjeta import Rollo, RolloDeLineas
from ui.revertir.efectos import EfectosCard
from ui.revertir.hecho import Resultado, RevertidoCard
from ui.revertir.pedido import NOMBRES, PedidoCard
from ui.sesion import Sesion

_OPERACIONES = {"pago_cancelado": "cancelar", "devolucion": "devolver", "cheque_devuelto": "cheque_devuelto"}


class RevertirPanel(QWidget):
    """A payment turned round: looked for, seen, allowed, done."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._n = 0
        self._id = ""
        self._previa: Previa | None = None
        self.pedido = PedidoCard(sesion)
        self.efectos, self.hecho = EfectosCard(sesion.encabezado), RevertidoCard()
        self._derecha = Pila()
        for card in (self.efectos, self.hecho):
            self._derecha.addWidget(card)
        lado_a_lado(self, (RolloDeLineas(self.pedido), 6), (Rollo(self._derecha), 9))
        self.pedido.buscado.connect(self.buscar)
        self.pedido.cambiado.connect(self.buscar)
        self.pedido.confirmado.connect(self._confirmar)
        self.pedido.olvidado.connect(self._olvidar)
        self.hecho.otro_pedido.connect(self.otro)
        self.hecho.otra.clicked.connect(self.reimprimir)
        sesion.papel_cambiado.connect(self.hecho.decir_papel)

    @property
    def is_hecho(self) -> bool:
        """Whether what is shown was done already."""
        return self._derecha.currentWidget() is self.hecho

    def mostrar(self) -> None:
        """The hand where it goes on."""
        if self.is_hecho:
            self.hecho.otro.setFocus()
        else:
            self.pedido.enfocar()

    def escape(self) -> bool:
        """From what is done to another one, from a payment to the blank folio."""
        if self.is_hecho or self.pedido.folio.text():
            self.otro()
            return True
        return False

    def leer(self, folio: str) -> None:
        """A folio typed, read by the scanner or chosen elsewhere."""
        self.otro()
        self.pedido.folio.setText(folio)
        self.buscar()

    def otro(self) -> None:
        """Ready for another folio; nothing was written."""
        self._olvidar()
        self.pedido.limpiar()
        self._derecha.setCurrentWidget(self.efectos)
        self.pedido.folio.setFocus()

    def _olvidar(self) -> None:
        """What was found is no longer what is asked for."""
        self._n += 1
        self._id = ""
        self._previa = None
        self.efectos.poner(None)

    def reimprimir(self) -> None:
        """The paper of what was just done, as a COPIA."""
        if self.is_hecho:
            self._sesion.imprenta.reimprimir(self.hecho.folio)

    # --- look ---

    def buscar(self) -> None:
        """Find it and foresee what was asked."""
        usuario = self._sesion.usuario
        if usuario is None or not self.pedido.folio.text().strip():
            return
        try:
            consulta = self.pedido.consulta()
        except NegocioError as error:
            self._on_no_hallado(error)
            return
        self._n += 1
        op = Op(self, self._sesion.motor.lectura, lambda ctx: consultar(ctx, consulta, usuario))
        op.success(partial(self._on_hallado, self._n)).failure(self._on_no_hallado).run()

    def _on_hallado(self, n: int, hallado: Hallado) -> None:
        if n != self._n:
            return
        nuevo = not self._id
        self._id = self._id or str(uuid.uuid4())
        self._previa = hallado.previa
        self._derecha.setCurrentWidget(self.efectos)
        self.efectos.poner(hallado.previa)
        self.pedido.poner(hallado)
        if nuevo and hallado.previa is not None:
            self.pedido.enfocar()
        elif nuevo:
            self.pedido.folio.selectAll()

    def _on_no_hallado(self, error: Esperado) -> None:
        self.pedido.decir(error.mensaje)

    # --- do ---

    def _confirmar(self) -> None:
        usuario, previa = self._sesion.usuario, self._previa
        if usuario is None or previa is None or not self.pedido.boton.isEnabled():
            return
        if falta := self.pedido.falta():
            self.pedido.decir(falta)
            return
        self.pedido.decir("")
        motivo, importe = self.pedido.motivo.text().strip(), previa.importe
        pedida = Pedida(_OPERACIONES[previa.clase], str(previa.pago.folio), usuario.clave, motivo, importe)
        asunto = Asunto(f"{NOMBRES[previa.clase]} {previa.pago.folio}", importe, f"{previa.pago.titular} · {motivo}")
        self.pedido.permiso.usar(asunto, pedida, partial(self._hacer, previa))

    def _hacer(self, previa: Previa, dada: Autorizacion) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return
        if previa is not self._previa:
            self.pedido.decir("Lo que se pedía cambió mientras se autorizaba: revíselo y confirme otra vez.")
            return
        orden = Orden(self._id, previa.pago.folio, dada.pedida.motivo)
        try:
            aviso, entrega, monto = self.pedido.aviso(), self.pedido.entrega(), previa.importe
        except NegocioError as error:
            self.pedido.decir(error.mensaje)
            return

        def hacer(ctx: Contexto) -> Hecho | ChequeDevuelto:
            if previa.clase == "pago_cancelado":
                return cancelar(ctx, orden, usuario, dada)
            if previa.clase == "devolucion":
                return devolver(ctx, orden, usuario, dada, monto, entrega)
            return registrar_cheque_devuelto(ctx, orden, aviso, usuario, dada)

        self.pedido.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, hacer).always(lambda: self.pedido.boton.setEnabled(True))
        op.success(self._on_hecho).failure(self._on_negado).run()

    def _on_hecho(self, hecho: Hecho | ChequeDevuelto) -> None:
        resultado = Resultado.de(hecho)
        self.pedido.permiso.gastar()
        self.pedido.limpiar()
        self._previa, self._id = None, ""
        self.hecho.poner(resultado)
        self._derecha.setCurrentWidget(self.hecho)
        self.hecho.otro.setFocus()
        self._sesion.imprenta.imprimir([self.hecho.folio])
        self._sesion.efectivo_cambiado.emit()

    def _on_negado(self, error: Esperado) -> None:
        self.pedido.decir(error.mensaje)
