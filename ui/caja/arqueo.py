"""The count of the drawer: pieces of each denomination, typed one under the other, and what they add up to."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.corte.corte import DE_PAPEL, DENOMINACIONES, TECHO_PIEZAS, Arqueo
from app.domain.dinero import CERO, Dinero, suma
from ui import tema
from ui.caja.papeles_contados import PapelesContados
from ui.piezas.cifra import Ajustada
from ui.piezas.tarjeta import Card, etiqueta

_PIEZAS = re.compile(r"\d{1,6}", re.ASCII)
_NEGATIVO = re.compile(r"[-−–]\s*\d+", re.ASCII)
#: Longer than any count; what does not fit is refused whole, never cut into another number.
_LARGO = 40
_BAJAN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


def nombre_de_denominacion(centavos: int) -> str:
    """`$ 1,000`, `$ 0.50`."""
    return f"$ {centavos // 100:,}" if centavos % 100 == 0 else f"$ {Dinero(centavos)}"


class PiezasEdit(QLineEdit):
    """How many pieces of one denomination; blank is not zero.

    Signals:
        piezas_cambiadas: something was typed.
        bajado: Enter or the arrow down.
        subido: the arrow up.
        enfocado: it has the focus, or lost it.
    """

    piezas_cambiadas = Signal()
    bajado = Signal()
    subido = Signal()
    enfocado = Signal(bool)

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setProperty("clase", "piezas")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_LARGO)
        self.setPlaceholderText("—")
        self.textChanged.connect(self._on_text_changed)

    def piezas(self) -> int | None:
        """How many; None when it is blank or is no number: see `is_valido`."""
        texto = self.text().strip()
        return int(texto) if _PIEZAS.fullmatch(texto) else None

    def is_vacio(self) -> bool:
        """Whether nothing was typed."""
        return not self.text().strip()

    def is_valido(self) -> bool:
        """Whether it is blank or a number of pieces."""
        return self.is_vacio() or ((self.piezas() or 0) <= TECHO_PIEZAS and self.piezas() is not None)

    def mensaje(self) -> str:
        """What is wrong with what was typed; empty when nothing is."""
        if self.is_valido():
            return ""
        if _NEGATIVO.fullmatch(self.text().strip()):
            return "no pueden ser menos de 0"
        return "son un número entero, por ejemplo 12" if self.piezas() is None else "no caben en un cajón: revise"

    def event(self, event: QEvent) -> bool:
        """Ctrl+X belongs to the screen here: there is nothing to cut from a number of two digits."""
        is_atajo = event.type() == QEvent.Type.ShortcutOverride
        if is_atajo and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Cut):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from one denomination to the next, and so does Enter."""
        con_tecla = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not con_tecla and event.key() in _BAJAN:
            self.bajado.emit()
        elif not con_tecla and event.key() == Qt.Key.Key_Up:
            self.subido.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.enfocado.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.enfocado.emit(False)

    def _on_text_changed(self) -> None:
        estado = "" if self.is_valido() else "mal"
        if estado != (self.property("estado") or ""):
            tema.poner(self, estado=estado)
        self.piezas_cambiadas.emit()


class Renglon(QFrame):
    """One denomination: its name, how many, how much."""

    def __init__(self, centavos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.centavos = centavos
        nombre = nombre_de_denominacion(centavos)
        self.setProperty("clase", "renglon")
        self.campo = PiezasEdit(f"Piezas de {nombre}")
        self.importe = etiqueta("—")
        self.importe.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(8, 0, 8, 0)
        fila.setSpacing(8)
        for widget, parte in ((etiqueta(nombre), 4), (self.campo, 3), (self.importe, 5)):
            fila.addWidget(widget, parte)
        self.campo.piezas_cambiadas.connect(self._on_piezas_cambiadas)
        self.campo.enfocado.connect(lambda dentro: tema.poner(self, activa=dentro))

    def total(self) -> Dinero:
        """What these pieces are worth."""
        piezas = self.campo.piezas()
        return CERO if piezas is None else Dinero(self.centavos * piezas)

    def _on_piezas_cambiadas(self) -> None:
        self.importe.setText("—" if self.campo.piezas() is None else str(self.total()))


class ArqueoCard(Card):
    """The count.

    Signals:
        conteo_cambiado: something was typed.
    """

    conteo_cambiado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Arqueo", parent)
        self.indicacion = etiqueta("", "tenue", dobla=True)
        self.cuerpo.addWidget(self.indicacion)
        self.renglones = tuple(Renglon(centavos) for centavos in DENOMINACIONES)
        self.papeles = tuple(PapelesContados(medio) for medio in DE_PAPEL)
        self._filas: tuple[Renglon | PapelesContados, ...] = (*self.renglones, *self.papeles)
        self._build_renglones()
        self._build_sumas()
        for renglon in self.renglones:
            renglon.campo.piezas_cambiadas.connect(self._on_piezas_cambiadas)
        for papeles in self.papeles:
            papeles.papeles_cambiados.connect(self.conteo_cambiado)
        for n, fila in enumerate(self._filas):
            fila.campo.bajado.connect(lambda n=n: self._ir(n + 1))
            fila.campo.subido.connect(lambda n=n: self._ir(n - 1))
        self._esperado: Dinero | None = None
        self._on_piezas_cambiadas()

    def _build_renglones(self) -> None:
        titulos = QHBoxLayout()
        titulos.setContentsMargins(8, 0, 8, 0)
        titulos.setSpacing(8)
        derecha = Qt.AlignmentFlag.AlignRight
        for texto, parte in (("Denominación", 4), ("Piezas", 3), ("Importe", 5)):
            titulo = etiqueta(texto, "cabecera")
            titulos.addWidget(titulo, parte, derecha if texto != "Denominación" else Qt.AlignmentFlag.AlignLeft)
        lista = QWidget()
        columna = QVBoxLayout(lista)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(0)
        for fila in self._filas:
            columna.addWidget(fila)
        columna.addStretch(1)
        self._rollo = QScrollArea()
        self._rollo.setWidgetResizable(True)
        self._rollo.setFrameShape(QFrame.Shape.NoFrame)
        self._rollo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rollo.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rollo.setWidget(lista)
        # It takes what height there is, and asks for little: the sums and the buttons are always in sight.
        self._rollo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._rollo.setMinimumHeight(tema.px(116))
        self.cuerpo.addLayout(titulos)
        self.cuerpo.addWidget(self._rollo, 1)

    def _build_sumas(self) -> None:
        self.esperado, self.diferencia = etiqueta("", "tenue"), etiqueta("", "fuerte")
        self.contado = Ajustada("cambio", "Contado")
        self._rotulos: list[QLabel] = []
        sumas = QVBoxLayout()
        sumas.setSpacing(4)
        self.cuerpo.addLayout(sumas)
        for rotulo, cifra in (("Esperado", self.esperado), ("Diferencia", self.diferencia), ("Contado", self.contado)):
            fila = QHBoxLayout()
            nombre = etiqueta(rotulo, "rotulo")
            fila.addWidget(nombre, 0, Qt.AlignmentFlag.AlignBottom)
            if cifra is self.contado:
                fila.addWidget(cifra, 1)
            else:
                fila.addWidget(cifra, 1, Qt.AlignmentFlag.AlignRight)
            sumas.addLayout(fila)
            self._rotulos.append(nombre)

    def poner(self, titulo: str, indicacion: str, esperado: Dinero | None) -> None:
        """Say what is counted; `esperado` is None where it must not be seen."""
        self.titular(titulo)
        self.indicacion.setText(indicacion)
        self._esperado = esperado
        for widget in (self.esperado, self.diferencia, *self._rotulos[:2]):
            widget.setVisible(esperado is not None)
        self._on_piezas_cambiadas()

    def arqueo(self) -> Arqueo | None:
        """The count; None when nothing was typed or something is no number: see `mensaje`."""
        if self.mensaje():
            return None
        leidas = ((r.centavos, r.campo.piezas()) for r in self.renglones)
        contadas = tuple((centavos, piezas) for centavos, piezas in leidas if piezas)
        return Arqueo(contadas, tuple(v for papeles in self.papeles for v in papeles.valores()))

    def mensaje(self) -> str:
        """What is missing or wrong, and what to do; empty when the count can be taken."""
        malo = self.primero_malo()
        if malo is not None:
            return f"Las piezas de {nombre_de_denominacion(malo.centavos)} {malo.campo.mensaje()}."
        if dicho := next((d for p in self.papeles if (d := p.mensaje())), ""):
            return dicho
        if all(r.campo.is_vacio() for r in self.renglones):
            return "Escriba las piezas que contó. Si el cajón está vacío, escriba 0 en cualquiera."
        return ""

    def primero_malo(self) -> Renglon | None:
        """The first denomination whose pieces are no number."""
        return next((r for r in self.renglones if not r.campo.is_valido()), None)

    def llenar(self, arqueo: Arqueo) -> None:
        """Put a count that is known, to be changed."""
        piezas = dict(arqueo.piezas)
        for renglon in self.renglones:
            renglon.campo.setText(str(piezas.get(renglon.centavos, 0)))

    def limpiar(self) -> None:
        """Forget the count."""
        for renglon in self.renglones:
            renglon.campo.clear()
        for papeles in self.papeles:
            papeles.limpiar()

    def is_empezado(self) -> bool:
        """Whether anything was typed."""
        return not all(r.campo.is_vacio() for r in self.renglones) or not all(p.is_vacio() for p in self.papeles)

    def enfocar(self) -> None:
        """Put the hand where it goes on: the first wrong one, else the first blank one."""
        malo = self.primero_malo()
        blanco = next((r for r in self.renglones if r.campo.is_vacio()), self.renglones[0])
        (malo or blanco).campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ir(self, n: int) -> None:
        if 0 <= n < len(self._filas):
            self._filas[n].campo.setFocus(Qt.FocusReason.TabFocusReason)
            self._rollo.ensureWidgetVisible(self._filas[n], 0, 8)

    def total(self) -> Dinero:
        """What was counted so far."""
        return suma(r.total() for r in self.renglones)

    def _on_piezas_cambiadas(self) -> None:
        contado = self.total()
        self.contado.setText(f"$ {contado}")
        if self._esperado is not None:
            self.esperado.setText(f"$ {self._esperado}")
            texto, estado = diferencia_en_palabras(contado - self._esperado)
            self.diferencia.setText(texto if self.is_empezado() else "—")
            tema.poner(self.diferencia, estado=estado if self.is_empezado() else "")
        self.conteo_cambiado.emit()


def diferencia_en_palabras(diferencia: Dinero) -> tuple[str, str]:
    """`falta $ 20.00`, with its state for the colour."""
    if not diferencia:
        return "ninguna, cuadra", "bien"
    if diferencia < CERO:
        return f"falta $ {-diferencia}", "mal"
    return f"sobra $ {diferencia}", "aviso"
