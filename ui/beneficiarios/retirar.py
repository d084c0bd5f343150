"""The form that withdraws a benefit; with false data it shows first what becomes due, and then asks for the PIN."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.beneficiarios.otorgados import ref_de
from app.beneficiarios.retiros import Retiro, SolicitudRetiro, retirar, ver_retiro
from app.context import Contexto
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio
from app.domain.renglon import LARGO
from app.gente.acceso import autorizar
from ui import autorizar as autorizacion
from ui import tema
from ui.autorizacion import Asunto
from ui.op import Op
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class RetirarView(Card):
    """The form.

    Signals:
        hecho: what was done, in words.
    """

    hecho = Signal(str)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Retirar un beneficio", parent)
        self._sesion = sesion
        self._beneficio: Beneficio | None = None
        self._visto: Retiro | None = None
        self._build()
        self.motivo.currentIndexChanged.connect(lambda _: self.ver())
        self.boton.clicked.connect(self.pedir)

    def _build(self) -> None:
        self.volver = Boton("Volver", "Esc")
        self.volver.setAutoDefault(False)
        self.quien = etiqueta("", "nombre", dobla=True)
        self.motivo = QComboBox()
        for clave, nombre in MOTIVOS_DE_RETIRO.items():
            self.motivo.addItem(nombre.capitalize(), clave)
        self.nota = QLineEdit()
        self.nota.setMaxLength(LARGO)
        formulario = QFormLayout()
        formulario.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for rotulo, widget in (("Motivo", self.motivo), ("Acta, visita o escrito", self.nota)):
            titulo = etiqueta(rotulo, "rotulo", dobla=True)
            titulo.setBuddy(widget)
            widget.setAccessibleName(rotulo)
            formulario.addRow(titulo, widget)
        self.debido = etiqueta("", "", dobla=True)
        self.total = etiqueta("", "cambio")
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Retirar", "Ctrl Enter", "principal")
        self.cuerpo.addWidget(self.volver)
        self.cuerpo.addWidget(self.quien)
        self.cuerpo.addLayout(formulario)
        for parte in (self.debido, self.total, self.mensaje, self.boton):
            self.cuerpo.addWidget(parte)
        self.cuerpo.addStretch(1)

    def empezar(self, beneficio: Beneficio) -> None:
        """Of that benefit."""
        self._beneficio = beneficio
        programa = self._sesion.perfil.programa(beneficio.programa).nombre
        self.quien.setText(f"{beneficio.beneficiario} · cuenta {beneficio.cuenta} · {programa}")
        self.nota.clear()
        self._decir("")
        self.ver()
        self.motivo.setFocus(Qt.FocusReason.OtherFocusReason)

    def ver(self) -> None:
        """What would become due with that reason."""
        self._visto = None
        self.boton.setEnabled(False)
        solicitud = self._solicitud()
        if solicitud is None:
            return
        op = Op(self, self._sesion.motor.lectura, lambda ctx: ver_retiro(ctx, solicitud))
        op.failure(lambda error: self._decir(error.mensaje)).success(self._on_visto).run()

    def _solicitud(self) -> SolicitudRetiro | None:
        b = self._beneficio
        if b is None:
            return None
        motivo = str(self.motivo.currentData())
        return SolicitudRetiro(b.cuenta, b.programa, motivo, beneficio=ref_de(b), nota=self.nota.text())

    def _on_visto(self, visto: Retiro) -> None:
        if visto.motivo != self.motivo.currentData():
            return
        self._visto = visto
        self.boton.setEnabled(True)
        lineas = [f"{c.detalle}\n{c.fundamento}" for c in visto.diferencia]
        self.debido.setText("\n".join(["Se cargará al siguiente recibo:", *lineas]) if lineas else "No se cobra nada.")
        self.total.setText(visto.importe.pesos() if visto.diferencia else "")
        self._decir(visto.aviso)

    def pedir(self) -> None:
        """Ask for the supervisor's PIN and withdraw exactly what was seen."""
        solicitud, visto, usuario = self._solicitud(), self._visto, self._sesion.usuario
        if solicitud is None or visto is None:
            return
        pedida = replace(solicitud, importe_visto=visto.importe)
        ajeno = "" if usuario is None else usuario.clave
        importe = visto.importe if visto.diferencia else None
        asunto = Asunto("Retirar un beneficio", importe, self.quien.text())

        def hacer(ctx: Contexto, clave: str, pin: str) -> Retiro:
            return retirar(ctx, pedida, autorizar(ctx, clave, pin, "retirar_beneficio", ajeno))

        autorizacion.pedir(self, self._sesion, asunto, "retirar_beneficio", hacer, self._on_retirado, ajeno)

    def _on_retirado(self, retiro: Retiro) -> None:
        cargo = f" Se cargaron {retiro.importe} al recibo de {retiro.cargo.periodo}." if retiro.cargo else ""
        self.hecho.emit(f"Retirado desde el {retiro.fecha:%d/%m/%Y}.{cargo} {retiro.aviso}".strip())

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
