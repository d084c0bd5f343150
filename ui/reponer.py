"""A payment that was lost with its PC, taken up again from the customer's ticket: read, seen, allowed, done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.cobro.codigo import leer_ticket
from app.cobro.recuperados import exigir_que_no_este, nombre_de_papel, posible, prever_recuperado, recuperar_pago
from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.beneficio.programa import Descuento
from app.domain.dinero import CERO, Dinero
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import Aplicacion, Folio
from app.domain.pago.recuperado import PagoRecuperado, TicketPerdido, leer_verificacion
from app.domain.renglon import LARGO
from app.errors import NegocioError
from app.puesto import Puesto
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import PermisoView
from ui.op import Esperado, Op
from ui.piezas.campos import ImporteEdit, TextoEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.columnas import lado_a_lado
from ui.piezas.tarjeta import Card, RolloDeLineas, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_VER, _HACER = "Ver qué se abona", "Reponer el pago"
_FECHAS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y")
_AYUDA = (
    "Para un pago que cobró esta caja y se perdió con su computadora. Lo autoriza un supervisor. No se cobra otra vez, "
    "no lleva folio nuevo y no entra en ningún corte. Si el pago aparece después, cuenta una sola vez."
)


class ReponerPanel(QWidget):
    """The form, and what it would do."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._n = 0
        self._visto: TicketPerdido | None = None
        self._is_qr = False
        self._build()
        despues: list[QWidget] = [*self.campos[1:], self.boton]
        for campo, siguiente in zip(self.campos, despues, strict=True):
            campo.textEdited.connect(self._on_editado)
            campo.entrado.connect(partial(_pasar, siguiente))
        self.boton.clicked.connect(self.pulsar)

    def _build(self) -> None:
        self.folio, self.verificacion = TextoEdit("Folio del ticket"), TextoEdit("Verificación")
        self.cuenta, self.fecha, self.importe = (
            TextoEdit("Cuenta"),
            TextoEdit("Fecha del ticket"),
            ImporteEdit("Importe"),
        )
        self.motivo = TextoEdit("Motivo")
        self.motivo.setMaxLength(LARGO)
        self.fecha.setPlaceholderText("dd/mm/aaaa")
        self.campos: tuple[TextoEdit | ImporteEdit, ...] = (
            self.folio,
            self.verificacion,
            self.cuenta,
            self.fecha,
            self.importe,
            self.motivo,
        )
        formulario = CamposEnColumna()
        rotulos = (
            "Folio del ticket: escríbalo, o lea su código", "Verificación: 10 caracteres bajo el código",
            "Número de cuenta", "Fecha del ticket", "Lo que pagó de la cuenta, sin otros servicios",
            "Qué pasó con la computadora",
        )  # fmt: skip
        for rotulo, campo in zip(rotulos, self.campos, strict=True):
            formulario.agregar(rotulo, campo)
        self._build_derecha(formulario)

    def _build_derecha(self, formulario: CamposEnColumna) -> None:
        self.permiso = PermisoView(self._sesion)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self.boton = Boton(_VER, "Enter", "principal")
        pedido = Card("Reponer un pago con su ticket")
        for widget in (formulario, self.permiso, self.mensaje, self.boton):
            pedido.cuerpo.addWidget(widget)
        pedido.cuerpo.addStretch(1)
        pedido.cuerpo.addWidget(etiqueta(_AYUDA, "leyenda", dobla=True))
        self.efecto = Card("Qué se abona")
        self.lineas = etiqueta("Escriba lo que dice el ticket.", "tenue", dobla=True)
        self.total = etiqueta("", "cambio")
        for widget in (self.lineas, self.total):
            self.efecto.cuerpo.addWidget(widget)
        self.efecto.cuerpo.addStretch(1)
        lado_a_lado(self, (RolloDeLineas(pedido), 6), (self.efecto, 7))

    # --- what the screen asks ---

    def mostrar(self) -> None:
        """The hand in the first field that is empty."""
        vacios = [campo for campo in self.campos if not campo.text().strip()]
        (vacios[0] if vacios else self.boton).setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Back to a blank form."""
        if not any(campo.text() for campo in self.campos):
            return False
        self.limpiar()
        return True

    def leer_ticket(self, codigo: str) -> bool:
        """What the scanner read; whether it is a ticket of a payment."""
        leido = leer_ticket(codigo)
        if leido is None:
            return False
        folio, total, dia, verificacion = leido
        self.limpiar()
        self.folio.setText(str(folio))
        self.verificacion.setText(verificacion)
        self.fecha.setText(f"{dia:%d/%m/%Y}")
        self.importe.poner(total)
        self._is_qr = True
        self.mostrar()
        return True

    def limpiar(self) -> None:
        """Ready for another ticket."""
        for campo in self.campos:
            campo.clear()
        self._on_editado()
        self.lineas.setText("Escriba lo que dice el ticket.")
        self.folio.setFocus()

    def _on_editado(self) -> None:
        """What was seen is no longer what is asked for."""
        self._n += 1
        self._visto, self._is_qr = None, False
        self.boton.rotular(_VER)
        self.total.setText("")
        self.permiso.gastar()
        self.decir("")

    def decir(self, texto: str, estado: str = "mal") -> None:
        """Why not, and what to do."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)

    # --- look, then do ---

    def pulsar(self) -> None:
        """Look at what it would do; once that was seen, do it."""
        try:
            ticket = self._ticket()
        except NegocioError as error:
            self.decir(error.mensaje)
            return
        self.decir("")
        if self._visto is None:
            self._ver(ticket)
        elif not self.motivo.text().strip():
            self.decir("Escriba qué pasó con la computadora: queda en el comprobante y en el diario.")
            self.motivo.setFocus()
        else:
            self._confirmar(self._visto)

    def _ticket(self) -> TicketPerdido:
        folio = Folio.from_texto(self.folio.text())
        if self._visto is not None:
            return self._visto
        importe = self.importe.importe()
        if importe is None:
            raise NegocioError("importe_invalido", self.importe.mensaje() or "Escriba el importe del ticket.")
        return TicketPerdido(
            folio=folio,
            verificacion=leer_verificacion(self.verificacion.text()),
            cuenta=self.cuenta.text().strip(),
            fecha=_fecha(self.fecha.text()),
            importe=importe,
            prueba="qr" if self._is_qr else "tecleada",
        )

    def _ver(self, ticket: TicketPerdido) -> None:
        taller, lectura = self._sesion.taller, self._sesion.motor.lectura.ctx

        def ver(ctx: Contexto) -> tuple[TicketPerdido, Liquidacion]:
            hallado = posible(lectura, ticket)
            exigir_que_no_este(taller.medios_de(Puesto(ctx, lectura)), hallado)
            return hallado, prever_recuperado(lectura, hallado)

        n, is_qr = self._n, self._is_qr
        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.aparte, ver).always(lambda: self.boton.setEnabled(True))
        op.success(lambda visto: self._on_visto(n, is_qr, *visto)).failure(self._on_negado).run()

    def _on_visto(self, n: int, is_qr: bool, ticket: TicketPerdido, prevista: Liquidacion) -> None:
        if n != self._n:
            return
        self._visto, self._is_qr = ticket, is_qr
        cuenta = prevista.adeudo.cuenta
        debe = f"Debía ese día $ {prevista.adeudo.total}; quedan $ {prevista.saldo_restante}."
        favor = [f"Saldo a favor: $ {prevista.anticipo}."] if prevista.anticipo else []
        lineas = [f"{cuenta.numero} · {cuenta.titular}", "", *_por_mes(prevista.aplicado, prevista.descuentos)]
        self.lineas.setText("\n".join([*lineas, "", debe, *favor]))
        self.total.setText(f"$ {ticket.importe}")
        self.boton.rotular(_HACER)
        self.mostrar()

    def _confirmar(self, ticket: TicketPerdido) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return
        motivo = self.motivo.text().strip()
        pedida = Pedida("recuperar_pago", str(ticket.folio), usuario.clave, motivo, ticket.importe)
        asunto = Asunto(f"Reponer el pago {ticket.folio}", ticket.importe, f"Cuenta {ticket.cuenta} · {motivo}")
        self.permiso.usar(asunto, pedida, partial(self._hacer, ticket))

    def _hacer(self, ticket: TicketPerdido, dada: Autorizacion) -> None:
        usuario = self._sesion.usuario
        if usuario is None or ticket is not self._visto:
            return
        self.boton.setEnabled(False)
        motivo = dada.pedida.motivo
        op = Op(self, self._sesion.motor.escritura, lambda ctx: recuperar_pago(ctx, ticket, motivo, usuario, dada))
        op.always(lambda: self.boton.setEnabled(True)).success(self._on_hecho).failure(self._on_negado).run()

    def _on_hecho(self, hecho: PagoRecuperado) -> None:
        self.limpiar()
        self.decir(f"Repuesto el pago {hecho.folio}: $ {hecho.total} a la cuenta {hecho.cuenta}.", "bien")
        self.lineas.setText("El comprobante dice PAGO REPUESTO: guárdelo con una copia del ticket.")
        self._sesion.imprenta.imprimir([nombre_de_papel(hecho.folio)])

    def _on_negado(self, error: Esperado) -> None:
        self.decir(error.mensaje)


def _pasar(siguiente: QWidget) -> None:
    siguiente.setFocus(Qt.FocusReason.TabFocusReason)


def _fecha(texto: str) -> date:
    for forma in _FECHAS:
        try:
            return datetime.strptime(texto.strip(), forma).date()
        except ValueError:
            continue
    raise NegocioError("fecha_invalida", "Escriba la fecha del ticket, como 05/09/2023.")


def _por_mes(aplicado: Sequence[Aplicacion], descuentos: Sequence[Descuento]) -> list[str]:
    meses: dict[str, Dinero] = {}
    for periodo, importe in [
        *((a.periodo, a.importe) for a in aplicado),
        *((d.periodo, d.importe) for d in descuentos),
    ]:
        nombre = f"Recibo {periodo}" if periodo else "Pago anticipado"
        meses[nombre] = meses.get(nombre, CERO) + importe
    return [f"{nombre}: $ {importe}" for nombre, importe in meses.items()]
