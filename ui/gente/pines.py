"""A PIN of one's own changed by knowing the one of before, or another given to somebody who forgot theirs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import autorizar
from app.gente.usuarios import cambiar_pin, recuperar_pin
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import pedir
from ui.op import Op
from ui.piezas.campos import PinEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class PinCard(Card):
    """The PIN of whoever is at the caja, or of somebody chosen in the list.

    Signals:
        cambiado: it is another from now on.
    """

    cambiado = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("PIN", parent)
        self._sesion = sesion
        self._de: Usuario | None = None
        self.antes, self.nuevo, self.repetido = PinEdit(), PinEdit(), PinEdit()
        self.formulario = CamposEnColumna()
        self.formulario.agregar("PIN de ahora", self.antes)
        self.formulario.agregar("PIN nuevo, de 6 a 12 dígitos", self.nuevo)
        self.formulario.agregar("PIN nuevo, otra vez", self.repetido)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Cambiar el PIN", "Enter", "principal")
        for widget in (self.formulario, self.mensaje, self.boton):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addStretch(1)
        for campo in (self.antes, self.nuevo, self.repetido):
            campo.returnPressed.connect(self._pedir)
        self.boton.clicked.connect(self._pedir)

    def poner(self, de: Usuario) -> None:
        """Whose: one's own asks for the one of before; somebody else's, for the word of who may."""
        usuario = self._sesion.usuario
        is_propio = usuario is not None and usuario.clave == de.clave
        self._de = de
        self.titular("Cambiar mi PIN" if is_propio else f"Otro PIN para {de.nombre}")
        self.boton.rotular("Cambiar mi PIN" if is_propio else "Poner otro PIN")
        self.formulario.mostrar(self.antes, is_propio)
        self.formulario.limpiar()
        self._decir("")
        (self.antes if is_propio else self.nuevo).setFocus()

    def _pedir(self) -> None:
        de, usuario = self._de, self._sesion.usuario
        if de is None or usuario is None or not self.boton.isEnabled():
            return
        if self.nuevo.text() != self.repetido.text():
            self._decir("Los dos PIN nuevos no son iguales. Escríbalos otra vez.", "mal")
            self.repetido.clear()
            self.repetido.setFocus()
            return
        antes, nuevo = self.antes.text(), self.nuevo.text()
        if usuario.clave == de.clave:
            self._hacer(Op(self, self._sesion.motor.aparte, lambda ctx: cambiar_pin(ctx, de.clave, antes, nuevo)))
            return

        def autorizado(quien: Usuario) -> None:
            self._hacer(Op(self, self._sesion.motor.aparte, lambda ctx: recuperar_pin(ctx, de.clave, nuevo, quien)))

        pedir(
            self,
            self._sesion,
            Asunto(f"Poner otro PIN a {de.nombre}"),
            "recuperar_pin",
            lambda ctx, clave, pin: autorizar(ctx, clave, pin, "recuperar_pin", de.clave),
            autorizado,
            de.clave,
        )

    def _hacer(self, op: Op) -> None:
        self.boton.setEnabled(False)
        op.always(lambda: self.boton.setEnabled(True)).success(self._on_hecho).failure(self._on_negado).run()

    def _on_hecho(self, _: object) -> None:
        self.formulario.limpiar()
        self._decir("Listo: el PIN es otro desde ahora.", "bien")
        self.cambiado.emit()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)
