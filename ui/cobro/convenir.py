"""Ctrl P: agree to pay a debt in parts, in the place of the cuenta until Esc; with the word of a supervisor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.dinero import CERO, Dinero
from app.domain.renglon import LARGO
from app.domain.tramite.situacion import Situacion
from app.tramites.convenios import PlanDeConvenio, SolicitudConvenio, convenible, hacer_convenio, proponer_convenio
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import PermisoView
from ui.cobro.curso import Ficha
from ui.cobro.plazos import PlazosView
from ui.cobro.textos import Elidida
from ui.op import Esperado, Op
from ui.piezas.campos import DineroEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: After the last key, before the plan is worked out again.
_PAUSA_MS = 150
_MENSUALIDADES = 6


class ConvenirView(Card):
    """The form: how much today, in how many months, who signs; and the plan as it is typed.

    Signals:
        hecho: Situacion of the convenio just made.
    """

    hecho = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self._cuenta = ""
        self._plan: PlanDeConvenio | None = None
        self._planeado: tuple[Dinero | None, str] = (None, "")
        self._n = 0
        self.setAccessibleName("Convenio de pago")
        self._pausa = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._pausa.timeout.connect(self._planear)
        self._build()
        self.boton.clicked.connect(self._on_pedido)
        self.otra.toggled.connect(self._on_otra)
        for campo in (self.enganche, self.mensualidades):
            campo.textChanged.connect(self._on_cambiado)
        for campo in (self.enganche, self.mensualidades, self.firmante, self.documento):
            campo.returnPressed.connect(self._on_pedido)

    def _build(self) -> None:
        self.nombre = Elidida("tenue")
        self.volver = Boton("Volver", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(etiqueta("Convenio de pago", "titulo"), 1)
        arriba.addWidget(self.volver)
        self.plazos = PlazosView()
        self.resumen = etiqueta("", "fuerte", dobla=True)
        self.permiso = PermisoView(self._sesion)
        self.mensaje = etiqueta("", "", "mal", dobla=True)
        self.boton = Boton("Hacer convenio", "Enter", "principal")
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.nombre)
        self.cuerpo.addLayout(self._build_formulario())
        self.cuerpo.addWidget(self.resumen)
        self.cuerpo.addWidget(self.plazos, 1)
        for widget in (self.permiso, self.mensaje, self.boton):
            self.cuerpo.addWidget(widget)

    def _build_formulario(self) -> QGridLayout:
        self.enganche = DineroEdit("Enganche que se paga hoy")
        self.mensualidades, self.firmante, self.documento = QLineEdit(), QLineEdit(), QLineEdit()
        self.mensualidades.setMaxLength(3)
        self.otra = QCheckBox("Firma otra persona, con facultad para obligarse")
        formulario = QGridLayout()
        formulario.setHorizontalSpacing(12)
        formulario.setVerticalSpacing(6)
        campos: tuple[tuple[str, QLineEdit, int, int], ...] = (
            ("Enganche que se paga hoy", self.enganche, 0, 0),
            ("Mensualidades", self.mensualidades, 0, 1),
            ("Quién firma", self.firmante, 2, 0),
            ("Documento de quien firma", self.documento, 2, 1),
        )
        for rotulo, campo, fila, columna in campos:
            nombre = etiqueta(rotulo, "rotulo")
            nombre.setBuddy(campo)
            campo.setAccessibleName(rotulo)
            if campo in (self.firmante, self.documento):
                campo.setMaxLength(LARGO)
            formulario.addWidget(nombre, 2 * fila, columna)
            formulario.addWidget(campo, 2 * fila + 1, columna)
        formulario.addWidget(self.otra, 3, 0, 1, 2)
        return formulario

    def mostrar(self, ficha: Ficha) -> None:
        """Ask about a cuenta, with the least down payment already there; nothing typed for another one stays."""
        cuenta = ficha.estado.cuenta
        self._cuenta, self._plan = cuenta.numero, None
        self.permiso.gastar()
        self.nombre.setText(f"{cuenta.titular} · cuenta {cuenta.numero}")
        self.otra.setChecked(False)
        self.firmante.setText(cuenta.titular)
        self._on_otra(False)
        self.documento.clear()
        self.enganche.clear()
        self.mensualidades.setText(str(_MENSUALIDADES))
        self.plazos.planear(())
        self.resumen.setText("")
        self._decir("")
        numero = cuenta.numero
        op = Op(self, self._sesion.motor.lectura, lambda ctx: convenible(ctx, numero))
        op.success(self._on_convenible).failure(self._on_negado).run()
        self.enganche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_convenible(self, plan: PlanDeConvenio) -> None:
        if plan.adeudo.cuenta.numero == self._cuenta and self.enganche.is_vacio():
            self.enganche.poner(plan.enganche_minimo)
            self.enganche.selectAll()

    @property
    def _tecleado(self) -> tuple[Dinero | None, str]:
        return self.enganche.importe(), self.mensualidades.text().strip()

    def _on_cambiado(self) -> None:
        """Another amount, and not only the same one written in another way."""
        if self._plan is None or self._tecleado != self._planeado:
            self._pausa.start()

    def _on_otra(self, si: bool) -> None:
        self.firmante.setReadOnly(not si)
        if si:
            self.firmante.clear()
            self.firmante.setFocus(Qt.FocusReason.OtherFocusReason)

    def _solicitud(self, deuda: Dinero | None = None) -> SolicitudConvenio | None:
        """The order as it is typed, or None with what is missing said."""
        enganche, meses = self.enganche.importe(), self.mensualidades.text().strip()
        if enganche is None or enganche < CERO:
            self._decir(self.enganche.mensaje() or "Escriba cuánto se paga hoy.")
        elif not (meses.isascii() and meses.isdigit()):
            self._decir("Escriba en cuántas mensualidades se paga lo demás.")
        else:
            calidad = "tercero" if self.otra.isChecked() else "titular"
            firmante, documento = self.firmante.text().strip(), self.documento.text().strip()
            return SolicitudConvenio(
                self._cuenta, enganche, int(meses), None, firmante, calidad, documento, deuda_vista=deuda
            )
        return None

    def _planear(self) -> None:
        """Work the plan out again; an answer that is no longer wanted is dropped."""
        self._n += 1
        self._plan, self._planeado = None, self._tecleado
        solicitud = self._solicitud()
        if solicitud is None:
            self.plazos.planear(())
            self.resumen.setText("")
            return
        op = Op(self, self._sesion.motor.lectura, lambda ctx: proponer_convenio(ctx, solicitud))
        op.success(partial(self._on_plan, self._n)).failure(partial(self._on_sin_plan, self._n)).run()

    def _on_plan(self, n: int, plan: PlanDeConvenio) -> None:
        if n == self._n:
            self._plan = plan
            self.plazos.planear(plan.parcialidades)
            meses = "1 recibo" if len(plan.recibos) == 1 else f"{len(plan.recibos)} recibos"
            self.resumen.setText(f"Se convienen $ {plan.deuda}: {meses} con sus recargos y mora de hoy.")
            self._decir("")

    def _on_sin_plan(self, n: int, error: Esperado) -> None:
        if n == self._n:
            self.plazos.planear(())
            self.resumen.setText("")
            self._decir(error.mensaje)

    def _on_pedido(self) -> None:
        usuario, plan = self._sesion.usuario, self._plan
        if usuario is None or not self.boton.isEnabled():
            return
        if self._pausa.isActive() or plan is None:
            # Enter before the plan was seen: it is shown, and nothing is agreed.
            self._pausa.stop()
            self._planear()
            return
        solicitud = self._solicitud(plan.deuda)
        if solicitud is None:
            return
        if solicitud.calidad == "tercero" and not (solicitud.firmante and solicitud.documento):
            self._decir("Diga quién firma y el documento que le da la facultad.")
            (self.documento if solicitud.firmante else self.firmante).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        pedida = Pedida("hacer_convenio", self._cuenta, usuario.clave, f"firma {solicitud.firmante}", plan.deuda)
        asunto = Asunto(f"Convenio de la cuenta {self._cuenta}", plan.deuda, f"Firma {solicitud.firmante}")
        self.permiso.usar(asunto, pedida, partial(self._hacer, solicitud))

    def _hacer(self, solicitud: SolicitudConvenio, dada: Autorizacion) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return

        def hacer(ctx: Contexto) -> Situacion:
            return hacer_convenio(ctx, solicitud, usuario, dada)

        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, hacer).always(lambda: self.boton.setEnabled(True))
        op.success(self._on_hecho).failure(self._on_negado).run()

    def _on_hecho(self, situacion: Situacion) -> None:
        self.permiso.gastar()
        folio = str(situacion.convenio.folio)
        self._sesion.aviso.emit(f"Convenio {folio} hecho. Falta cobrar el enganche.")
        self._sesion.imprenta.imprimir([folio])
        self.hecho.emit(situacion)

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
