"""Ctrl P over a cuenta that has a convenio: how it goes, part by part, and ending it with the word of a supervisor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.renglon import LARGO
from app.domain.tramite.convenio import MOTIVOS_DE_FIN
from app.domain.tramite.situacion import Situacion
from app.tramites.convenios import aviso_de_titular, terminar_convenio
from ui.autorizacion import Asunto
from ui.autorizar import PermisoView
from ui.cobro.curso import Ficha
from ui.cobro.plazos import PlazosView
from ui.cobro.textos import Elidida
from ui.op import Esperado, Op
from ui.piezas.campos import TextoEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class ConvenidoView(Card):
    """The card.

    Signals:
        terminado: Situacion of the convenio just ended.
    """

    terminado = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self._situacion: Situacion | None = None
        self.setAccessibleName("Convenio en vigor")
        self._build()
        self.boton.clicked.connect(self._on_pedido)
        self.nota.entrado.connect(self._on_pedido)
        self.papel.clicked.connect(self.reimprimir)

    def _build(self) -> None:
        self.titulo = etiqueta("", "titulo")
        self.volver = Boton("Volver", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(self.titulo, 1)
        arriba.addWidget(self.volver)
        self.nombre = Elidida("tenue")
        self.resumen = etiqueta("", "fuerte", dobla=True)
        self.plazos = PlazosView()
        self.papel = Boton("Reimprimir su papel", "Ctrl R")
        self.motivo = QComboBox()
        self.motivo.setAccessibleName("Por qué se termina")
        for clave, dicho in MOTIVOS_DE_FIN.items():
            self.motivo.addItem(dicho.capitalize(), clave)
        self.nota = TextoEdit("En qué descansa")
        self.nota.setMaxLength(LARGO)
        self.permiso = PermisoView(self._sesion)
        self.mensaje = etiqueta("", "", "mal", dobla=True)
        self.boton = Boton("Terminar convenio")
        fin = QGridLayout()
        fin.setHorizontalSpacing(12)
        for columna, (rotulo, campo) in enumerate((("Por qué se termina", self.motivo), ("Con qué papel", self.nota))):
            fin.addWidget(etiqueta(rotulo, "rotulo"), 0, columna)
            fin.addWidget(campo, 1, columna)
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.nombre)
        self.cuerpo.addWidget(self.resumen)
        self.cuerpo.addWidget(self.plazos, 1)
        self.cuerpo.addWidget(self.papel, 0, Qt.AlignmentFlag.AlignLeft)
        self.cuerpo.addLayout(fin)
        for widget in (self.permiso, self.mensaje, self.boton):
            self.cuerpo.addWidget(widget)

    def mostrar(self, ficha: Ficha, situacion: Situacion) -> None:
        """Show that convenio of a cuenta."""
        self._situacion = situacion
        convenio, cuenta = situacion.convenio, ficha.estado.cuenta
        self.permiso.gastar()
        self.titulo.setText(f"Convenio {convenio.folio}")
        self.nombre.setText(f"{cuenta.titular} · cuenta {cuenta.numero} · firma {convenio.firmante}")
        lineas = [f"Faltan $ {situacion.pendiente} de $ {convenio.deuda}, del {convenio.fecha:%d/%m/%Y}."]
        lineas += filter(None, [aviso_de_titular(situacion, cuenta.titular)])
        lineas += [f"De sus recibos se deben además $ {situacion.fuera}, fuera de él."] if situacion.fuera else []
        self.resumen.setText("\n".join(lineas))
        self.plazos.mostrar(situacion)
        self.nota.clear()
        self.motivo.setCurrentIndex(0)
        self._decir("")
        self.plazos.setFocus(Qt.FocusReason.OtherFocusReason)

    def reimprimir(self) -> None:
        """Its paper again, as a copy."""
        if self._situacion is not None:
            self._sesion.imprenta.reimprimir(str(self._situacion.convenio.folio))

    def _on_pedido(self) -> None:
        situacion, usuario, nota = self._situacion, self._sesion.usuario, self.nota.text().strip()
        if situacion is None or usuario is None or not self.boton.isEnabled():
            return
        if not nota:
            self._decir("Diga en qué descansa: una carta, un acta.")
            self.nota.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        cuenta, motivo = situacion.convenio.cuenta, str(self.motivo.currentData())
        pedida = Pedida("terminar_convenio", cuenta, usuario.clave, nota, situacion.pendiente)
        asunto = Asunto(f"Terminar el convenio {situacion.convenio.folio}", situacion.pendiente, nota)
        self.permiso.usar(asunto, pedida, partial(self._terminar, cuenta, motivo, nota))

    def _terminar(self, cuenta: str, motivo: str, nota: str, dada: Autorizacion) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return

        def hacer(ctx: Contexto) -> Situacion:
            return terminar_convenio(ctx, cuenta, motivo, nota, usuario, dada)

        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, hacer).always(lambda: self.boton.setEnabled(True))
        op.success(self._on_terminado).failure(self._on_negado).run()

    def _on_terminado(self, situacion: Situacion) -> None:
        self.permiso.gastar()
        self._sesion.aviso.emit(f"Convenio {situacion.convenio.folio} terminado: se debe todo lo que falta.")
        self.terminado.emit(situacion)

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
