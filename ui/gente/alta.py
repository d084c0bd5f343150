"""Somebody new who works at the caja: name, roles, and a PIN of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from app.domain.permisos import puede
from app.domain.usuario import ROLES, Usuario
from app.errors import EquipoError, NegocioError
from app.gente.usuarios import registrar_usuario
from ui import dialogos, tema
from ui.op import Op
from ui.piezas.campos import PinEdit
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

NOMBRES_DE_ROL = {
    "cajero": "Caja",
    "supervisor": "Supervisión",
    "tesoreria": "Tesorería",
    "auditor": "Auditoría",
    "administrador": "Administración",
}


class AltaCard(Card):
    """The form of a new user.

    Signals:
        registrado: somebody more may come in.
    """

    registrado = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Dar de alta", parent)
        self._sesion = sesion
        self._conocidos: tuple[str, ...] = ()
        self._build_alta()

    def _build_alta(self) -> None:
        self.clave, self.nombre = QLineEdit(), QLineEdit()
        self.pin, self.repetido = PinEdit("PIN del usuario nuevo"), PinEdit("PIN del usuario nuevo, otra vez")
        self.repetido.setPlaceholderText("PIN otra vez")
        self.clave.setPlaceholderText("por ejemplo maria.leyva")
        self.clave.setMaxLength(40)
        self.nombre.setMaxLength(200)
        formulario = QFormLayout()
        formulario.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        formulario.setVerticalSpacing(6)
        campos = (("Usuario", self.clave), ("Nombre", self.nombre), ("PIN", self.pin), ("PIN otra vez", self.repetido))
        for rotulo, campo in campos:
            nombre = etiqueta(rotulo, "rotulo")
            nombre.setBuddy(campo)
            formulario.addRow(nombre, campo)
            campo.returnPressed.connect(self._registrar)
        self.clave.setAccessibleName("Clave del usuario nuevo")
        self.nombre.setAccessibleName("Nombre del usuario nuevo")
        casillas = QWidget()
        fila = Flujo(casillas, hueco=8)
        fila.setContentsMargins(0, 0, 0, 0)
        self.roles = {rol: QCheckBox(NOMBRES_DE_ROL[rol]) for rol in ROLES}
        for casilla in self.roles.values():
            fila.addWidget(casilla)
        self.roles["cajero"].setChecked(True)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Dar de alta", "Enter", "principal")
        self.cuerpo.addLayout(formulario)
        self.cuerpo.addWidget(etiqueta("Roles", "rotulo"))
        self.cuerpo.addWidget(casillas)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addWidget(self.boton)
        self.cuerpo.addStretch(1)
        self.boton.clicked.connect(self._registrar)

    def enfocar(self) -> None:
        """Put the hand in its first field."""
        self.clave.setFocus()

    def conocer(self, gente: Sequence[Usuario]) -> None:
        """Who works here: some may register others."""
        self._conocidos = tuple(u.clave for u in gente if puede(u, "alta_usuario"))

    def _registrar(self) -> None:
        if not self.boton.isEnabled():
            return
        if self.pin.text() != self.repetido.text():
            self._decir("Los dos PIN no son iguales. Escríbalos otra vez.", "mal")
            self.pin.setFocus()
            return
        motivo = f"Dar de alta a {self.nombre.text().strip() or 'un usuario'}: autoriza un administrador."
        dialogos.pedir_autorizacion(self, motivo, self._on_autorizado, self._conocidos)

    def _on_autorizado(self, clave: str, pin: str) -> None:
        roles = tuple(rol for rol, casilla in self.roles.items() if casilla.isChecked())
        nuevo = self.clave.text().strip().lower(), self.nombre.text(), roles, self.pin.text()
        self.boton.setEnabled(False)
        # On a thread of its own: sealing a PIN is slow on purpose, and the writer must not wait for it.
        op = Op(self, self._sesion.motor.aparte, lambda ctx: registrar_usuario(ctx, *nuevo, (clave, pin)))
        op.always(lambda: self.boton.setEnabled(True)).failure(self._on_negado).success(self._on_registrado).run()

    def _on_registrado(self, nuevo: Usuario) -> None:
        for campo in (self.clave, self.nombre, self.pin, self.repetido):
            campo.clear()
        self._decir(f"{nuevo.nombre} ya puede entrar como «{nuevo.clave}».", "bien")
        self.registrado.emit()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str) -> None:
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)
