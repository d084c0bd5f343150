"""F6, settings of this PC: its printer with a test ticket, the papers that wait, and how the window looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.acceso import identificar
from app.ajustes import (
    ESCALAS,
    TEMAS,
    TIPOS,
    Ajustes,
    Impresora,
    cambiar_aspecto,
    cambiar_impresora,
    leer_ajustes,
    revisar_impresora,
)
from app.context import Contexto
from app.domain.papel import PapelEnCola
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.impresion import papel_de_prueba, papeles_en_cola
from ui import dialogos, tema
from ui.cola import ColaCard
from ui.op import Op
from ui.sesion import Sesion
from ui.tarjeta import Card, etiqueta
from ui.tecla import Boton

#: Who answers for a change: already known, or by a PIN that is checked off the GUI thread.
Autoriza = Callable[[Contexto], Usuario]

_PISTAS = {
    "ninguna": "Los tickets quedan en cola hasta que haya impresora.",
    "archivo": "Un puerto como /dev/usb/lp0, o un archivo que crece. Uno que termine en .pdf o .txt guarda el último.",
    "carpeta": "Cada papel queda como un PDF con su folio por nombre.",
    "red": "Dirección de la impresora, por ejemplo 192.168.1.50 o 192.168.1.50:9100",
}


@dataclass(frozen=True, slots=True)
class Leido:
    """What the panel shows."""

    ajustes: Ajustes
    cola: tuple[PapelEnCola, ...]


def _leer(ctx: Contexto) -> Leido:
    return Leido(leer_ajustes(ctx), papeles_en_cola(ctx))


class AjustesPanel(QWidget):
    """The settings."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._puesta = Impresora()
        self._build_impresora()
        self._build_aspecto()
        self.cola = ColaCard(sesion)
        izquierda, self.columnas = QVBoxLayout(), QHBoxLayout(self)
        self.columnas.setContentsMargins(0, 0, 0, 0)
        for caja in (izquierda, self.columnas):
            caja.setSpacing(12)
        izquierda.addWidget(self.impresora)
        izquierda.addWidget(self.aspecto)
        izquierda.addStretch(1)
        self.columnas.addLayout(izquierda, 1)
        self.columnas.addWidget(self.cola, 1)
        self._on_tipo_cambiado()

    def _build_impresora(self) -> None:
        self.impresora = Card("Impresora de este equipo")
        self.tipo, self.ancho, self.destino = QComboBox(), QComboBox(), QLineEdit()
        for clave, nombre in TIPOS.items():
            self.tipo.addItem(nombre, clave)
        for ancho in (80, 58):
            self.ancho.addItem(f"{ancho} mm", ancho)
        self.destino.setMaxLength(400)
        self.elegir = Boton("Elegir…")
        lugar = QHBoxLayout()
        lugar.addWidget(self.destino, 1)
        lugar.addWidget(self.elegir)
        formulario = _formulario()
        self.rotulo_destino = etiqueta("Destino", "rotulo")
        self.rotulo_destino.setBuddy(self.destino)
        formulario.addRow(_rotulo("Tipo", self.tipo), self.tipo)
        formulario.addRow(self.rotulo_destino, lugar)
        formulario.addRow(_rotulo("Papel", self.ancho), self.ancho)
        self.destino.setAccessibleName("Destino de la impresora")
        self.pista = etiqueta("", "leyenda", dobla=True)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.probar, self.guardar = (
            Boton("Imprimir prueba", "Ctrl T"),
            Boton("Guardar impresora", "Ctrl G", "principal"),
        )
        botones = QHBoxLayout()
        botones.addWidget(self.probar)
        botones.addWidget(self.guardar, 1)
        self.impresora.cuerpo.addLayout(formulario)
        for widget in (self.pista, self.mensaje):
            self.impresora.cuerpo.addWidget(widget)
        self.impresora.cuerpo.addLayout(botones)
        self.tipo.currentIndexChanged.connect(self._on_tipo_cambiado)
        self.elegir.clicked.connect(self._elegir)
        self.probar.clicked.connect(self.imprimir_prueba)
        self.guardar.clicked.connect(self.guardar_impresora)

    def _build_aspecto(self) -> None:
        self.aspecto = Card("Aspecto")
        self.tema, self.escala = QComboBox(), QComboBox()
        for clave, nombre in TEMAS.items():
            self.tema.addItem(nombre, clave)
        for escala in ESCALAS:
            self.escala.addItem(f"{escala} %", escala)
        formulario = _formulario()
        formulario.addRow(_rotulo("Colores", self.tema), self.tema)
        formulario.addRow(_rotulo("Tamaño de letra", self.escala), self.escala)
        self.aspecto.cuerpo.addLayout(formulario)
        self.tema.activated.connect(self._vestir)
        self.escala.activated.connect(self._vestir)

    def mostrar(self) -> None:
        """Read them again; a printer that was written and not saved stays as it was written."""
        Op(self, self._sesion.motor.lectura, _leer).success(self._on_leido).failure(self._on_negado).run()
        self.tipo.setFocus()

    def _on_leido(self, leido: Leido) -> None:
        ajustes = leido.ajustes
        if self.escrita() == self._puesta:
            self._poner_impresora(ajustes.impresora)
        self.tema.setCurrentIndex(self.tema.findData(ajustes.tema))
        self.escala.setCurrentIndex(self.escala.findData(ajustes.escala))
        self.cola.poner(leido.cola)

    # --- printer ---

    def _poner_impresora(self, puesta: Impresora) -> None:
        self._puesta = puesta
        self.tipo.setCurrentIndex(self.tipo.findData(puesta.tipo))
        self.ancho.setCurrentIndex(self.ancho.findData(puesta.ancho))
        self.destino.setText(puesta.destino)

    def escrita(self) -> Impresora:
        """The printer as it stands in the form, saved or not."""
        return Impresora(self.tipo.currentData(), self.destino.text(), self.ancho.currentData())

    def guardar_impresora(self) -> None:
        """Keep it; a supervisor or administrador who is not at the caja gives a PIN."""
        usuario = self._sesion.usuario
        if usuario is None:
            return
        if puede(usuario, "cambiar_impresora"):
            self._cambiar(lambda ctx: usuario)
            return
        motivo = "Cambiar la impresora: autoriza un supervisor o un administrador."
        dialogos.pedir_autorizacion(
            self, motivo, lambda clave, pin: self._cambiar(lambda ctx: identificar(ctx, clave, pin))
        )

    def imprimir_prueba(self) -> None:
        """Print a test on the printer of the form, before it is saved."""
        try:
            impresora = revisar_impresora(self.escrita())
        except NegocioError as error:
            self._on_negado(error)
            return
        taller, encabezado = self._sesion.taller, self._sesion.encabezado

        def hacer(ctx: Contexto) -> str:
            dispositivo = taller.dispositivo(impresora)
            if dispositivo is None:
                raise NegocioError("sin_impresora", "Elija primero qué impresora hay.")
            return dispositivo.sacar(papel_de_prueba(encabezado, impresora, ctx.reloj.ahora()), "prueba")

        self._decir("Imprimiendo la prueba…")
        self._ocupar(Op(self, self._sesion.motor.aparte, hacer).success(self._on_prueba))

    def _cambiar(self, autoriza: Autoriza) -> None:
        nueva = self.escrita()
        hacer = Op(self, self._sesion.motor.aparte, lambda ctx: cambiar_impresora(ctx, nueva, autoriza(ctx)))
        self._ocupar(hacer.success(self._on_cambiada))

    def _ocupar(self, op: Op) -> None:
        self._habilitar(False)
        op.always(lambda: self._habilitar(True)).failure(self._on_negado).run()

    def _habilitar(self, si: bool) -> None:
        self.probar.setEnabled(si)
        self.guardar.setEnabled(si)

    def _on_prueba(self, estado: str) -> None:
        salida = "La prueba salió." if estado == "impreso" else "La impresora recibió la prueba: vea si salió."
        self._decir(salida, "bien")

    def _on_cambiada(self, impresora: Impresora) -> None:
        self._poner_impresora(impresora)
        self._decir(f"Guardado: {impresora.texto()}.", "bien")
        self._sesion.imprenta.empezar()
        self.mostrar()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)

    def _on_tipo_cambiado(self) -> None:
        tipo = self.tipo.currentData()
        self.pista.setText(_PISTAS[tipo])
        con_destino = tipo != "ninguna"
        for widget in (self.destino, self.rotulo_destino):
            widget.setVisible(con_destino)
        self.elegir.setVisible(tipo in ("archivo", "carpeta"))
        self.probar.setEnabled(con_destino)
        self._decir("")

    def _elegir(self) -> None:
        if self.tipo.currentData() == "carpeta":
            dialogos.elegir_carpeta(self, "Carpeta de los papeles", lambda ruta: self.destino.setText(str(ruta)))
        else:
            filtro = "Todos los archivos (*)"
            dialogos.guardar_archivo(self, "Archivo", filtro, lambda ruta: self.destino.setText(str(ruta)))

    # --- look ---

    def _vestir(self) -> None:
        clave, escala = self.tema.currentData(), self.escala.currentData()
        tema.aplicar(tema.Apariencia(clave, escala))
        Op(self, self._sesion.motor.escritura, lambda ctx: cambiar_aspecto(ctx, clave, escala)).run()


def _formulario() -> QFormLayout:
    formulario = QFormLayout()
    formulario.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    formulario.setVerticalSpacing(6)
    return formulario


def _rotulo(texto: str, campo: QWidget) -> QWidget:
    rotulo = etiqueta(texto, "rotulo")
    rotulo.setBuddy(campo)
    campo.setAccessibleName(texto)
    return rotulo
