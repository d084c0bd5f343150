"""Sign a recibo de subsidio: who pays first, then who collects; or on paper, for who cannot or will not draw."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.context import Contexto
from app.domain.renglon import LARGO
from app.domain.subsidio.firma import Firma, exigir_firma
from app.domain.subsidio.subsidio import CALIDADES, Subsidio
from app.errors import EquipoError, NegocioError
from app.subsidio.firmas import SolicitudFirma, firmar_subsidio
from ui import tema
from ui.beneficiarios.tablero import TableroFirma
from ui.op import Op
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class FirmarView(Card):
    """The pad, whose turn it is, and what is signed.

    Signals:
        firmado: Subsidio, just signed.
        dejado: it is left for later.
    """

    firmado = Signal(object)
    dejado = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self._subsidio: Subsidio | None = None
        self._de_quien: Firma | None = None
        self.setAccessibleName("Firmar el recibo de subsidio")
        self._build()
        self._conectar()

    def _build(self) -> None:
        self.que = etiqueta("", "titulo", dobla=True)
        self.detalle = etiqueta("", "tenue", dobla=True)
        self.volver = Boton("Dejar para después", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(self.que, 1)
        arriba.addWidget(self.volver)
        self.nombre = QLineEdit()
        self.nombre.setMaxLength(LARGO)
        self.nombre.setAccessibleName("Nombre de quien firma")
        self.calidades = QButtonGroup(self)
        fila = Flujo(hueco=12)
        for n, (clave, texto) in enumerate(CALIDADES.items()):
            opcion = QRadioButton(texto.capitalize())
            opcion.setObjectName(clave)
            self.calidades.addButton(opcion, n)
            fila.addWidget(opcion)
        datos = QGridLayout()
        datos.setHorizontalSpacing(12)
        rotulo = etiqueta("Quién firma", "rotulo")
        rotulo.setBuddy(self.nombre)
        datos.addWidget(rotulo, 0, 0)
        datos.addWidget(etiqueta("Como", "rotulo"), 0, 1)
        datos.addWidget(self.nombre, 1, 0)
        datos.addLayout(fila, 1, 1)
        datos.setColumnStretch(0, 1)
        self.turno = etiqueta("", "fuerte", dobla=True)
        self.tablero = TableroFirma()
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.cuerpo.addLayout(arriba)
        for widget in (self.detalle,):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addLayout(datos)
        self.cuerpo.addWidget(self.turno)
        self.cuerpo.addWidget(self.tablero, 1)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addLayout(self._build_botones())

    def _build_botones(self) -> Flujo:
        self.borrar = Boton("Borrar", "Ctrl Del")
        self.deshacer = Boton("Quitar el último trazo", "Ctrl Z")
        self.rehacer = Boton("Ponerlo otra vez", "Ctrl Y")
        self.papel = Boton("Firmar en papel", "Ctrl P")
        self.seguir = Boton("", "Ctrl Enter", "principal")
        fila = Flujo(hueco=8)
        for boton in (self.borrar, self.deshacer, self.rehacer, self.papel, self.seguir):
            boton.setAutoDefault(False)
            fila.addWidget(boton)
        return fila

    def _conectar(self) -> None:
        self.volver.clicked.connect(self.dejado)
        self.borrar.clicked.connect(self.tablero.borrar)
        self.deshacer.clicked.connect(self.tablero.deshacer)
        self.rehacer.clicked.connect(self.tablero.rehacer)
        self.papel.clicked.connect(self.en_papel)
        self.seguir.clicked.connect(self.continuar)
        self.tablero.cambiada.connect(self._on_cambiada)

    @property
    def subsidio(self) -> Subsidio | None:
        """What is being signed."""
        return self._subsidio

    def mostrar(self, subsidio: Subsidio) -> None:
        """Begin with who pays; the name of the beneficiary is offered."""
        self._subsidio = subsidio
        recibo = subsidio.recibo
        meses = ", ".join(str(p) for p, _ in recibo.periodos)
        self.que.setText(f"Recibo de subsidio {recibo.folio}: {recibo.importe}")
        self.detalle.setText(
            f"{recibo.beneficiario} · cuenta {recibo.cuenta} · {recibo.nombre} · {meses} · pago {recibo.pago}"
        )
        self.nombre.setText(recibo.beneficiario)
        self.calidades.buttons()[0].setChecked(True)
        self._decir("")
        self._poner_turno(None)
        self.tablero.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Back from the cashier's signature to that of who pays; False when it is only to be left."""
        if self._de_quien is None:
            return False
        self._poner_turno(None)
        return True

    def continuar(self) -> None:
        """Who pays has signed: now the cashier; and then it is recorded."""
        if self._subsidio is None or not self.seguir.isEnabled():
            return
        if self._de_quien is None:
            try:
                self._poner_turno(exigir_firma(self.tablero.firma()))
                self._decir("")
            except NegocioError as error:
                self._decir(error.mensaje)
            return
        self._firmar("pantalla", self._de_quien, None if self.tablero.is_vacio else self.tablero.firma())

    def en_papel(self) -> None:
        """Two papers with lines to sign come out; the scan is put away later."""
        if self._subsidio is not None and self.papel.isEnabled():
            self._firmar("papel", None, None)

    def _poner_turno(self, firma: Firma | None) -> None:
        self._de_quien = firma
        usuario = self._sesion.usuario
        cajero = "" if usuario is None else usuario.nombre
        primero = firma is None
        self.turno.setText(
            "1 de 2. Firme quien paga, aquí:"
            if primero
            else f"2 de 2. Firme quien cobra, {cajero}. Sin dibujar, vale su PIN."
        )
        self.seguir.rotular("Sigue quien cobra" if primero else "Guardar las firmas")
        for widget in (self.nombre, *self.calidades.buttons(), self.papel):
            widget.setEnabled(primero)
        self.tablero.borrar()

    def _firmar(self, modo: str, trazos: Firma | None, del_cajero: Firma | None) -> None:
        subsidio, usuario = self._subsidio, self._sesion.usuario
        if subsidio is None or usuario is None:
            return
        boton = self.calidades.checkedButton()
        calidad = "beneficiario" if boton is None else boton.objectName()
        solicitud = SolicitudFirma(subsidio.recibo.folio, self.nombre.text(), calidad, modo, trazos, del_cajero)
        taller, encabezado = self._sesion.taller, self._sesion.encabezado

        def hacer(ctx: Contexto) -> Subsidio:
            return firmar_subsidio(ctx, solicitud, usuario, encabezado, taller.sellador(ctx.caja))

        self._ocupar(True)
        # Apart from the writer: making the PDF takes a while, and the next payment must not wait for it.
        op = Op(self, self._sesion.motor.aparte, hacer)
        op.always(lambda: self._ocupar(False)).failure(self._on_negado).success(self._on_firmado).run()

    def _ocupar(self, si: bool) -> None:
        self.tablero.setEnabled(not si)
        self.seguir.setEnabled(not si)
        self.papel.setEnabled(not si and self._de_quien is None)

    def _on_firmado(self, subsidio: Subsidio) -> None:
        self._subsidio = None
        self._sesion.imprenta.imprimir([str(subsidio.recibo.folio)])
        self.firmado.emit(subsidio)

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje)

    def _on_cambiada(self) -> None:
        self._decir("")
        self.borrar.setEnabled(not self.tablero.is_vacio)
        self.deshacer.setEnabled(not self.tablero.is_vacio)
        self.rehacer.setEnabled(self.tablero.puede_rehacer)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
