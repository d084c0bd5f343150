"""The box where somebody else gives their word with their PIN: for what, how much, and how long it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.autorizacion import VIGENCIA
from app.domain.dinero import Dinero
from ui import tema
from ui.piezas.campos import PinEdit
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton

_TIC_MS = 200
#: From so few seconds on, the countdown is told in the colour of a warning.
_POCOS = 10
_ANCHO = 420
_VENCIDA = "Pasó un minuto y nadie autorizó: no se hizo nada. Ciérrela y pídala otra vez."


@dataclass(frozen=True, slots=True)
class Asunto:
    """What is asked for.

    Attributes:
        importe: how much it is about; None where there is no amount.
        detalle: of which payment, why: what whoever allows it should read.
    """

    texto: str
    importe: Dinero | None = None
    detalle: str = ""

    @property
    def resto(self) -> str:
        """The amount and the detail in one line."""
        return " · ".join(t for t in ("" if self.importe is None else str(self.importe), self.detalle) if t)


class AutorizacionDialog(QDialog):
    """Clave and PIN of whoever allows something, before a minute is over.

    It closes when it is told `accept`; with `negar` it says why not and waits for another try.

    Signals:
        dada: clave and PIN.
    """

    dada = Signal(str, str)

    def __init__(self, parent: QWidget | None, asunto: Asunto, gente: Sequence[tuple[str, str]] = ()) -> None:
        """`gente`: who may, clave and name: the only one is put in, several are named."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Autorización")
        self.setAccessibleName(asunto.texto)
        self._build(asunto)
        self._plazo = QDeadlineTimer(int(VIGENCIA.total_seconds() * 1000))
        self._tic = QTimer(self, interval=_TIC_MS)
        self._tic.timeout.connect(self._on_tic)
        self._tic.start()
        self._on_tic()
        self.autoriza.clicked.connect(self._pedir)
        self.cancela.clicked.connect(self.reject)
        self.clave.textEdited.connect(lambda: self._decir(""))
        self.pin.textEdited.connect(lambda: self._decir(""))
        if len(gente) == 1:
            self.clave.setText(gente[0][0])
        self.quienes.setText("Puede autorizar: " + ", ".join(f"{nombre} ({clave})" for clave, nombre in gente))
        self.quienes.setVisible(bool(gente))
        (self.pin if self.clave.text() else self.clave).setFocus()

    def _build(self, asunto: Asunto) -> None:
        self.clave = QLineEdit()
        self.clave.setAccessibleName("Usuario que autoriza")
        self.clave.setPlaceholderText("Usuario de quien autoriza")
        self.clave.setMaxLength(40)
        self.pin = PinEdit("PIN de quien autoriza")
        self.pin.setPlaceholderText("Su PIN")
        self.quienes = etiqueta("", "leyenda", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.plazo = etiqueta("", "leyenda")
        self.autoriza = Boton("Autorizar", "Enter", "principal")
        self.autoriza.setDefault(True)
        self.cancela = Boton("Cancelar", "Esc")
        self.cancela.setAutoDefault(False)
        botones = QHBoxLayout()
        botones.addWidget(self.cancela)
        botones.addWidget(self.autoriza, 1)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(24, 24, 24, 24)
        filas.setSpacing(12)
        filas.addWidget(etiqueta(asunto.texto, "fuerte", dobla=True))
        if asunto.importe is not None:
            filas.addWidget(etiqueta(f"$ {asunto.importe}", "cambio"))
        if asunto.detalle:
            filas.addWidget(etiqueta(asunto.detalle, "tenue", dobla=True))
        for widget in (self.clave, self.pin, self.quienes, self.mensaje, self.plazo):
            filas.addWidget(widget)
        filas.addLayout(botones)
        self.mensaje.hide()
        self.setMinimumWidth(min(tema.px(_ANCHO), 900))

    def negar(self, mensaje: str) -> None:
        """It was no, and why; the PIN is typed again."""
        self.pin.clear()
        self._decir(mensaje)
        self.pin.setFocus()

    def ocupar(self, si: bool) -> None:
        """The answer is being checked, or no longer."""
        for widget in (self.clave, self.pin):
            widget.setReadOnly(si)
        self.autoriza.setEnabled(not si)

    def _pedir(self) -> None:
        if not self.clave.text().strip() or not self.pin.text():
            falta = self.pin if self.clave.text().strip() else self.clave
            self._decir("Falta el PIN." if falta is self.pin else "Falta el usuario de quien autoriza.")
            falta.setFocus()
        else:
            self.dada.emit(self.clave.text().strip().lower(), self.pin.text())

    def _on_tic(self) -> None:
        quedan = -(-self._plazo.remainingTime() // 1000)
        self.plazo.setText("Queda 1 segundo" if quedan == 1 else f"Quedan {quedan} segundos")
        self.plazo.setAccessibleName(self.plazo.text())
        if quedan == _POCOS:
            tema.poner(self.plazo, estado="aviso")
        if quedan <= 0:
            self._vencer()

    def _vencer(self) -> None:
        self._tic.stop()
        self.plazo.hide()
        self.pin.clear()
        for widget in (self.clave, self.pin, self.autoriza):
            widget.setEnabled(False)
        self._decir(_VENCIDA)
        self.cancela.rotular("Cerrar")
        self.cancela.setFocus()

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
