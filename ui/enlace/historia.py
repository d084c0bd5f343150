"""The rounds since the window was opened: when, how long, what went up and came down, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import TablaBaja, detalle_de
from ui.piezas.tarjeta import Card
from ui.rondas import Hecha


class HistoriaCard(Card):
    """The list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rondas", parent)
        self.model: TablaModel[Hecha] = TablaModel(_COLUMNAS)
        self.tabla = TablaBaja(self.model, "Rondas con el centro", estira=5)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(detalle_de(self.tabla, lambda h: h.falla))

    def poner(self, historia: Iterable[Hecha]) -> None:
        """Newest first."""
        self.model.poner(tuple(historia))


def _que(h: Hecha) -> str:
    veces = "" if h.veces == 1 else f" ({h.veces} rondas)"
    return f"{h.falla or 'bien'}{veces}"


_COLUMNAS: tuple[Columna[Hecha], ...] = (
    Columna("Hora", lambda h: f"{h.momento:%H:%M:%S}", orden=lambda h: h.momento),
    Columna("Tardó", lambda h: f"{h.tardo:.1f} s", derecha=True, orden=lambda h: round(h.tardo, 1)),
    Columna("Enviados", lambda h: h.enviados, derecha=True),
    Columna("Confirmados", lambda h: h.confirmados, derecha=True),
    Columna("Recibidos", lambda h: h.recibidos, derecha=True),
    Columna("Cómo fue", _que, explica=lambda h: h.falla),
)
