"""Which payment, what is done with it, and why: the form, by keyboard from the folio to the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.pago.pago import Folio
from app.domain.renglon import LARGO
from app.errors import NegocioError
from app.reversos.cheques import AvisoDelBanco, Indemnizacion
from app.reversos.devoluciones import Entrega
from app.reversos.reversion import Consulta, Hallado
from ui import tema
from ui.autorizar import PermisoView
from ui.piezas.campos import ImporteEdit, TextoEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

NOMBRES = {
    "pago_cancelado": "Cancelar el pago",
    "devolucion": "Devolver el pago",
    "cheque_devuelto": "El banco devolvió el cheque",
}
#: Which fields each asks for, in order; the reason is the last of all.
_CAMPOS = {
    "pago_cancelado": (),
    "devolucion": ("monto", "banco", "referencia"),
    "cheque_devuelto": ("numero", "causa", "cargo", "fundamento"),
}


class PedidoCard(Card):
    """The form.

    Signals:
        buscado: a folio was typed: look at it.
        cambiado: what is asked of it is another: look again.
        confirmado: Enter at the reason, or the button.
        olvidado: another folio is being typed: what was found is no longer what is asked for.
    """

    buscado = Signal()
    cambiado = Signal()
    confirmado = Signal()
    olvidado = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Cancelar o devolver un pago", parent)
        self._hallado: Hallado | None = None
        self._build(sesion)
        self.folio.entrado.connect(self.buscado)
        self.folio.textEdited.connect(self._on_folio)
        self.clase.currentIndexChanged.connect(self._on_clase)
        self.boton.clicked.connect(self.confirmado)
        for nombre in ("monto", "banco", "referencia", "numero"):
            self.campos[nombre].editingFinished.connect(self._on_cambiado)
        for campo in self.campos.values():
            campo.entrado.connect(self._siguiente)
        self.motivo.entrado.connect(self.confirmado)
        self.poner(None)

    def _build(self, sesion: Sesion) -> None:
        self.folio = TextoEdit("Folio")
        self.clase = QComboBox()
        self.campos: dict[str, TextoEdit | ImporteEdit] = {
            "monto": ImporteEdit("Cuánto"), "banco": TextoEdit("Banco"), "referencia": TextoEdit("Referencia"),
            "numero": TextoEdit("Número"), "causa": TextoEdit("Causa"), "cargo": ImporteEdit("Cargo"),
            "fundamento": TextoEdit("Artículo"),
        }  # fmt: skip
        self.motivo = TextoEdit("Motivo")
        self.quien = etiqueta("", "fuerte", dobla=True)
        self.formulario = CamposEnColumna()
        self.formulario.agregar("Folio del ticket: escríbalo o léalo", self.folio)
        self.formulario.agregar("Qué se hace", self.clase)
        for nombre, rotulo in (
            ("monto", "Cuánto se devuelve; en blanco, todo"),
            ("banco", "Banco, si se devuelve por transferencia"),
            ("referencia", "Referencia de la transferencia"),
            ("numero", "Número del cheque"),
            ("causa", "Causa que dice el banco"),
            ("cargo", "Indemnización que se carga; en blanco, nada"),
            ("fundamento", "Artículo que ordena el cargo"),
        ):
            self.formulario.agregar(rotulo, self.campos[nombre])
        self.formulario.agregar("Motivo", self.motivo)
        for campo in (*self.campos.values(), self.motivo):
            if isinstance(campo, TextoEdit):
                campo.setMaxLength(LARGO)
        self.permiso = PermisoView(sesion)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self.boton = Boton("Cancelar el pago", "Enter", "principal")
        for widget in (self.formulario, self.quien, self.permiso, self.mensaje, self.boton):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addStretch(1)
        explica = "Lo autoriza un supervisor que no esté cobrando. Nada se borra: queda otro registro, con su folio."
        self.cuerpo.addWidget(etiqueta(explica, "leyenda", dobla=True))

    # --- what is shown ---

    def poner(self, hallado: Hallado | None) -> None:
        """Show the payment that was found, and ask what goes with it; None for none."""
        self._hallado = hallado
        clases = () if hallado is None else (hallado.natural, *(("cheque_devuelto",) if hallado.cheques else ()))
        if [self.clase.itemData(n) for n in range(self.clase.count())] != list(clases):
            self.clase.blockSignals(True)
            self.clase.clear()
            for clase in clases:
                self.clase.addItem(NOMBRES[clase], clase)
            self.clase.blockSignals(False)
        self._mostrar_campos()
        self.permiso.gastar() if hallado is None else None
        previa = None if hallado is None else hallado.previa
        self.boton.setEnabled(previa is not None)
        if hallado is None:
            self.quien.setText("")
        else:
            pago = hallado.pago
            self.quien.setText(f"{pago.titular or 'Sin cuenta'} · {pago.momento:%d/%m/%Y %H:%M} · {pago.total.pesos()}")
        self.decir("" if hallado is None or hallado.negado is None else hallado.negado.mensaje)

    def _mostrar_campos(self) -> None:
        hallado = self._hallado
        pedidos = () if hallado is None else _CAMPOS[self.clase_elegida]
        for nombre, campo in self.campos.items():
            de_mas = nombre == "numero" and hallado is not None and len(hallado.cheques) < 2
            self.formulario.mostrar(campo, nombre in pedidos and not de_mas)
        self.formulario.mostrar(self.clase, self.clase.count() > 1)
        self.formulario.mostrar(self.motivo, hallado is not None)
        self.quien.setVisible(hallado is not None)
        self.boton.setVisible(hallado is not None)
        self.boton.rotular(NOMBRES.get(self.clase_elegida, ""))

    def limpiar(self) -> None:
        """Ready for another folio."""
        for campo in (self.folio, self.motivo, *self.campos.values()):
            campo.clear()
        self.poner(None)

    def enfocar(self) -> None:
        """Put the hand where it goes on."""
        self._siguiente() if self._hallado is not None else self.folio.setFocus(Qt.FocusReason.OtherFocusReason)

    def decir(self, texto: str) -> None:
        """Why not, and what to do."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")

    # --- what was typed ---

    @property
    def clase_elegida(self) -> str:
        """What is done with the payment."""
        return str(self.clase.currentData() or "")

    def consulta(self) -> Consulta:
        """What to look at.

        Raises:
            NegocioError: `folio_invalido`, or an amount that is none.
        """
        folio = Folio.from_texto(self.folio.text())
        is_otro = self._hallado is None or self._hallado.pago.folio != folio
        if is_otro or self.clase_elegida != "devolucion":
            return Consulta(folio, "" if is_otro else self.clase_elegida, numero=self.campos["numero"].text())
        monto = self.campos["monto"]
        assert isinstance(monto, ImporteEdit)
        if not monto.is_valido():
            raise NegocioError("importe_invalido", monto.mensaje())
        return Consulta(folio, "devolucion", monto.importe(), self.entrega())

    def entrega(self) -> Entrega | None:
        """By which transfer it is given back; None for the way it came."""
        banco, referencia = self.campos["banco"].text().strip(), self.campos["referencia"].text().strip()
        return Entrega(banco, referencia) if banco and referencia else None

    def aviso(self) -> AvisoDelBanco:
        """What the bank says of the cheque.

        Raises:
            NegocioError: an amount that is none.
        """
        cargo = self.campos["cargo"]
        assert isinstance(cargo, ImporteEdit)
        if not cargo.is_valido():
            raise NegocioError("importe_invalido", cargo.mensaje())
        importe = cargo.importe()
        costo = None if importe is None else Indemnizacion(importe, self.campos["fundamento"].text())
        return AvisoDelBanco(self.campos["causa"].text(), self.campos["numero"].text(), costo)

    def falta(self) -> str:
        """What is still missing before anybody is asked; the hand goes there."""
        causa = self.campos["causa"]
        if self.clase_elegida == "cheque_devuelto" and not causa.text().strip():
            causa.setFocus()
            return "Escriba la causa que dice el banco."
        if not self.motivo.text().strip():
            self.motivo.setFocus()
            return "Escriba el motivo: queda en el comprobante y en el diario."
        return ""

    def _siguiente(self) -> None:
        """Enter goes from one field to the next that is asked for, and then to the reason."""
        pedidos: list[QLineEdit] = [c for c in self.campos.values() if not c.isHidden() and c.isVisibleTo(self)]
        pedidos.append(self.motivo)
        lugar = pedidos.index(self.focusWidget()) + 1 if self.focusWidget() in pedidos else 0  # type: ignore[arg-type]
        pedidos[min(lugar, len(pedidos) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_folio(self) -> None:
        if self._hallado is not None:
            self.poner(None)
            self.olvidado.emit()

    def _on_clase(self) -> None:
        self._mostrar_campos()
        self._on_cambiado()

    def _on_cambiado(self) -> None:
        if self._hallado is not None:
            self.cambiado.emit()
