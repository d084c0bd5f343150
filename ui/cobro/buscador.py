"""Who: the search box that everything typed or scanned goes to, and what it finds while one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from app.cobro.codigo import Codigo, leer_codigo
from app.cobro.consulta import Encontrada, buscar
from app.context import Contexto
from app.errors import EquipoError, NegocioError
from ui.cobro.resultados import ResultadoDelegate, ResultadosModel
from ui.op import Op
from ui.piezas import listas
from ui.piezas.tarjeta import etiqueta
from ui.sesion import Sesion

LIMITE = 50
#: What a search looks at; the rest of a pasted page is not even kept.
_LARGO = 200
#: A number typed whole opens by itself after this pause: longer than between two keys of a scanner or a fast hand.
_PAUSA_MS = 350
_GUIA = "Escriba número, nombre, domicilio o medidor, o lea el código"


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What was found for a text."""

    texto: str
    cuentas: tuple[Encontrada, ...]
    codigo: Codigo | None


def responder(ctx: Contexto, texto: str, is_vigente: Callable[[], bool]) -> Respuesta | None:
    """Search, unless something newer was typed while this waited for its turn: then None."""
    if not is_vigente():
        return None
    codigo = leer_codigo(ctx, texto) if any(letra.isdigit() for letra in texto) else None
    return Respuesta(texto, buscar(ctx, texto if codigo is None else codigo.cuenta, LIMITE), codigo)


_PASOS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class CampoBusqueda(QLineEdit):
    """The box itself. Enter held down counts once.

    Signals:
        entrado: Enter was pressed.
        movido: the arrows ask for another row, so many further.
    """

    entrado = Signal()
    movido = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = Qt.Key(event.key())
        if tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entrado.emit()
        elif tecla in _PASOS:
            self.movido.emit(_PASOS[tecla])
        else:
            super().keyPressEvent(event)


class Buscador(QWidget):
    """Search box, what it says, and the rows it found.

    Signals:
        elegida: a cuenta was chosen: its number, the month of the recibo that was read (or None), and whether it
            opened by itself, without Enter.
        pedido: it is about to take the keyboard.
    """

    pedido = Signal()
    elegida = Signal(str, object, bool)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._n = 0
        self._respuesta: Respuesta | None = None
        self._enter_espera = False
        self._guia = _GUIA
        self._pausa = QTimer(self, interval=_PAUSA_MS, singleShot=True)
        self._pausa.timeout.connect(self._on_pausa)
        self.modelo = ResultadosModel(self)
        self._build()

    def _build(self) -> None:
        self.campo = CampoBusqueda(self)
        self.campo.setMaxLength(_LARGO)
        self.campo.setAccessibleName("Buscar cuenta")
        self.campo.setPlaceholderText("Buscar cuenta")
        self.campo.textChanged.connect(self._on_texto)
        self.campo.entrado.connect(self._on_entrado)
        self.campo.movido.connect(self._on_movido)
        self.rotulo = etiqueta(self._guia, "leyenda", dobla=True)
        self.lista = QListView(self)
        self.lista.setAccessibleName("Cuentas encontradas")
        self.lista.setModel(self.modelo)
        self.lista.setItemDelegate(ResultadoDelegate(self.lista))
        self.lista.setUniformItemSizes(True)
        self.lista.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lista.setFrameShape(QListView.Shape.NoFrame)
        self.lista.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listas.con_menu(self.lista)
        self.lista.clicked.connect(self._on_pulsado)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(8)
        columna.addWidget(self.campo)
        columna.addWidget(self.rotulo)
        columna.addWidget(self.lista, 1)

    def enfocar(self, *, limpiar: bool = False, guia: str = _GUIA) -> None:
        """Take the keyboard, ready for the next person; `guia` says what for."""
        self._guia = guia
        if limpiar:
            self.limpiar()
        self._decir()
        self.pedido.emit()
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.campo.selectAll()

    def limpiar(self) -> None:
        """Forget what was typed and found."""
        self.campo.clear()
        self._on_texto("")

    def escribir(self, texto: str) -> None:
        """Take what was typed somewhere else, in the place of what was there."""
        self.pedido.emit()
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.campo.setText(texto)

    @property
    def respondido(self) -> bool:
        """Whether the rows are those of what is typed now."""
        return self._respuesta is not None or not self.campo.text().strip()

    def decir(self, mensaje: str) -> None:
        """Say something under the box, until something else is typed."""
        self.rotulo.setText(mensaje)

    def entrar(self) -> None:
        """As if Enter were pressed in the box."""
        self._on_entrado()

    def escape(self) -> bool:
        """Clear the box; False when it was empty."""
        if not self.campo.text():
            return False
        self.limpiar()
        return True

    def _on_texto(self, texto: str) -> None:
        self._n += 1
        numero = self._n
        self._respuesta, self._enter_espera = None, False
        self._pausa.stop()
        via = self._sesion.motor.lectura
        via.ctx.padron.interrumpir()
        if not texto.strip():
            self.modelo.poner(())
            self._decir()
            return
        op = Op(self, via, lambda ctx: responder(ctx, texto, lambda: self._n == numero))
        op.success(self._on_respuesta).failure(partial(self._on_fallo, numero)).run()

    def _on_respuesta(self, respuesta: Respuesta | None) -> None:
        if respuesta is None or respuesta.texto != self.campo.text():
            return
        self._respuesta = respuesta
        self.modelo.poner(respuesta.cuentas)
        self._poner_actual(0)
        self._decir()
        if self._enter_espera:
            self._abrir()
        elif respuesta.codigo is not None:
            self._pausa.start()

    def _on_fallo(self, numero: int, error: NegocioError | EquipoError) -> None:
        if numero == self._n and error.clave != "busqueda_interrumpida":
            self.rotulo.setText(error.mensaje)

    def _on_entrado(self) -> None:
        self._pausa.stop()
        if not self.campo.text().strip():
            return
        if self._respuesta is None:
            self._enter_espera = True
        else:
            self._abrir()

    def _on_pausa(self) -> None:
        respuesta = self._respuesta
        if respuesta is not None and respuesta.codigo is not None:
            self.elegida.emit(respuesta.codigo.cuenta, respuesta.codigo.periodo, True)

    def _abrir(self) -> None:
        """What Enter opens: the row that was gone to, else the cuenta named exactly, else the first row."""
        self._enter_espera = False
        respuesta, fila = self._respuesta, self.modelo.en(self.lista.currentIndex().row())
        if respuesta is None or fila is None:
            return
        if respuesta.codigo is not None and respuesta.codigo.cuenta == fila.cuenta:
            self.elegida.emit(fila.cuenta, respuesta.codigo.periodo, False)
        else:
            self.elegida.emit(fila.cuenta, None, False)

    def _on_pulsado(self, indice: QModelIndex) -> None:
        fila = self.modelo.en(indice.row())
        if fila is not None:
            self.elegida.emit(fila.cuenta, None, False)

    def _on_movido(self, pasos: int) -> None:
        self._pausa.stop()
        actual = self.lista.currentIndex().row()
        self._poner_actual(max(0, min(actual + pasos, self.modelo.rowCount() - 1)))

    def _poner_actual(self, fila: int) -> None:
        indice = self.modelo.index(fila, 0)
        if indice.isValid():
            orden = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.lista.selectionModel().setCurrentIndex(indice, orden)
            self.lista.scrollTo(indice)

    def _decir(self) -> None:
        respuesta = self._respuesta
        if respuesta is None:
            self.rotulo.setText(self._guia)
            return
        cuantas = len(respuesta.cuentas)
        if not cuantas:
            self.rotulo.setText(
                f"Ninguna cuenta con «{respuesta.texto.strip()[:40]}». Revise o escriba menos palabras."
            )
        elif cuantas >= LIMITE:
            self.rotulo.setText(f"Las primeras {LIMITE} cuentas: escriba más para acercarse")
        else:
            self.rotulo.setText(f"{cuantas} cuenta{'s' if cuantas > 1 else ''} · ↓ Enter abre")
