"""A paper on the screen with the button that prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.documentos import Documento
from ui.papel.papel import Hoja, VistaPapel, preparar
from ui.piezas.tarjeta import Card
from ui.piezas.tecla import Boton


@dataclass(frozen=True, slots=True)
class Impreso:
    """A paper laid out for the screen.

    Attributes:
        documento: what the printer gets.
        hoja: the same, ready to paint.
    """

    documento: Documento
    hoja: Hoja

    @classmethod
    def from_documento(cls, documento: Documento) -> Impreso:
        """Lay it out; on any thread."""
        return cls(documento, preparar(documento))


class ImpresoCard(Card):
    """Shows one paper; `hacer` prints it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Papel", parent)
        self._hacer: Callable[[], object] | None = None
        self.vista = VistaPapel()
        self.volver = Boton("Volver", "Esc")
        self.imprimir = Boton("Imprimir", "Ctrl P", "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.volver, 1)
        botones.addWidget(self.imprimir, 2)
        self.cuerpo.addWidget(self.vista, 1)
        self.cuerpo.addLayout(botones)
        self.imprimir.clicked.connect(self.pulsar)

    def poner(self, impreso: Impreso, rotulo: str, hacer: Callable[[], object]) -> None:
        """Show a paper; `rotulo` is what its button says."""
        self._hacer = hacer
        self.titular(impreso.documento.titulo)
        self.imprimir.rotular(rotulo)
        self.vista.mostrar(impreso.hoja)

    def pulsar(self) -> None:
        """Print what is shown."""
        if self._hacer is not None:
            self._hacer()
