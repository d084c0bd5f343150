"""Ctrl K: forgive debt by an oficio, in the place of the cuenta until Esc; a supervisor's PIN does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.cobro.condonaciones import Condonado, SolicitudCondonacion, condonar_adeudo
from app.documentos.nombres import nombre_concepto
from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.renglon import LARGO
from app.domain.usuario import Usuario
from app.gente.acceso import autorizar
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import pedir
from ui.cobro.curso import Ficha
from ui.cobro.textos import Elidida
from ui.op import Esperado, Op
from ui.piezas.campos import DineroEdit
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


def debido_por_concepto(adeudo: Adeudo) -> dict[str, Dinero]:
    """What is owed today by concepto, accessories first; the IVA of the late charge is part of it."""
    lineas = [(a.clave, a.importe) for a in (*adeudo.mora, *adeudo.recargos)]
    lineas += [(c.clave, c.importe) for s in adeudo.saldos for c in s.cargos]
    debido: dict[str, Dinero] = {}
    for clave, importe in lineas:
        clave = "mora" if clave == "iva_mora" else clave
        debido[clave] = debido.get(clave, CERO) + importe
    return {clave: importe for clave, importe in debido.items() if importe}


class CondonarView(Card):
    """The form: of what, how much, and by whose word.

    Signals:
        condonado: Condonado just written.
    """

    condonado = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self._cuenta = ""
        self._debido: dict[str, Dinero] = {}
        self.casillas: dict[str, QCheckBox] = {}
        self.setAccessibleName("Condonar por oficio")
        self._build()
        self.boton.clicked.connect(self._on_pedido)

    def _build(self) -> None:
        self.nombre = Elidida("tenue")
        self.volver = Boton("Volver", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(etiqueta("Condonar por oficio", "titulo"), 1)
        arriba.addWidget(self.volver)
        self._caja = QWidget()
        self._fila = Flujo(self._caja, hueco=12)
        self._fila.setContentsMargins(0, 0, 0, 0)
        formulario = self._build_formulario()
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Condonar", "Enter", "principal")
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.nombre)
        self.cuerpo.addWidget(
            etiqueta("De qué (sin marcar nada, lo que un pago cubriría primero)", "rotulo", dobla=True)
        )
        self.cuerpo.addWidget(self._caja)
        self.cuerpo.addLayout(formulario)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addWidget(self.boton)
        self.cuerpo.addStretch(1)

    def _build_formulario(self) -> QGridLayout:
        self.monto = DineroEdit("Cuánto se condona")
        self.oficio, self.autoridad, self.articulo, self.motivo = (QLineEdit() for _ in range(4))
        campos: tuple[tuple[str, QLineEdit, int, int], ...] = (
            ("Cuánto", self.monto, 0, 0),
            ("Número del oficio", self.oficio, 0, 1),
            ("Quién lo firma", self.autoridad, 1, 0),
            ("Artículo que lo faculta, si lo dice", self.articulo, 1, 1),
            ("Motivo", self.motivo, 2, 0),
        )
        formulario = QGridLayout()
        formulario.setHorizontalSpacing(12)
        formulario.setVerticalSpacing(6)
        for rotulo, campo, fila, columna in campos:
            nombre = etiqueta(rotulo, "rotulo")
            nombre.setBuddy(campo)
            campo.setAccessibleName(rotulo)
            if campo is not self.monto:
                campo.setMaxLength(LARGO)
            campo.returnPressed.connect(self._on_pedido)
            ancho = 2 if campo is self.motivo else 1
            formulario.addWidget(nombre, 2 * fila, columna, 1, ancho)
            formulario.addWidget(campo, 2 * fila + 1, columna, 1, ancho)
        return formulario

    def mostrar(self, ficha: Ficha) -> None:
        """Ask about a cuenta, with the keyboard on what is owed of it; nothing typed for another one stays."""
        cuenta = ficha.estado.cuenta
        self._cuenta = cuenta.numero
        self._debido = debido_por_concepto(ficha.adeudo)
        self.nombre.setText(f"{cuenta.titular} · cuenta {cuenta.numero} · debe {ficha.adeudo.total}")
        for casilla in self.casillas.values():
            self._fila.removeWidget(casilla)
            casilla.deleteLater()
        self.casillas = {}
        detalles = {c.clave: c.detalle for s in ficha.adeudo.saldos for c in s.cargos}
        for clave, importe in self._debido.items():
            nombre = nombre_concepto(clave, self._sesion.encabezado, detalles.get(clave, ""))
            casilla = QCheckBox(f"{nombre} {importe}")
            casilla.toggled.connect(self._on_elegido)
            self._fila.addWidget(casilla)
            self.casillas[clave] = casilla
        for campo in (self.monto, self.oficio, self.autoridad, self.motivo, self.articulo):
            campo.clear()
        self.mensaje.setText("")
        (next(iter(self.casillas.values()), self.monto)).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def elegidos(self) -> tuple[str, ...]:
        """Claves of the conceptos marked."""
        return tuple(clave for clave, casilla in self.casillas.items() if casilla.isChecked())

    def _on_elegido(self) -> None:
        """All that is owed of what is marked is offered; it may be changed."""
        self.monto.poner(suma(self._debido[clave] for clave in self.elegidos) or None)

    def _on_pedido(self) -> None:
        monto = self.monto.importe()
        if not self.boton.isEnabled():
            return
        if monto is None:
            self._decir(self.monto.mensaje() or "Escriba cuánto se condona.")
            self.monto.setFocus()
            return
        solicitud = SolicitudCondonacion(
            self._cuenta,
            monto,
            self.oficio.text(),
            self.autoridad.text(),
            self.motivo.text(),
            self.elegidos,
            self.articulo.text(),
        )
        ajeno = "" if self._sesion.usuario is None else self._sesion.usuario.clave
        pedir(
            self,
            self._sesion,
            Asunto(f"Condonar a la cuenta {self._cuenta}", monto, self.motivo.text()),
            "condonar",
            lambda ctx, clave, pin: autorizar(ctx, clave, pin, "condonar", ajeno),
            partial(self._on_autorizado, solicitud),
            ajeno,
        )

    def _on_autorizado(self, solicitud: SolicitudCondonacion, quien: Usuario) -> None:
        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, lambda ctx: condonar_adeudo(ctx, solicitud, quien))
        op.always(lambda: self.boton.setEnabled(True)).failure(self._on_negado).success(self._on_condonado).run()

    def _on_condonado(self, hecho: Condonado) -> None:
        self._sesion.aviso.emit(f"Condonado {hecho.importe} a la cuenta {hecho.cuenta}.")
        self.condonado.emit(hecho)

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado="mal")
