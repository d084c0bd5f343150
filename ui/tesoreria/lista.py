"""The cortes Z of some days, with where the money of each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.corte.entrega import CorteEnLista
from app.domain.dinero import Dinero, suma
from app.errors import NegocioError
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta

ESTADOS = {
    "cerrado": "por entregar",
    "entregado": "por recibir",
    "aceptado": "aceptado",
    "rechazado": "rechazado",
}


@dataclass(frozen=True, slots=True)
class Fila:
    """A corte of the list; `oculto` where its figures must not be seen before it is counted again."""

    corte: CorteEnLista
    oculto: bool = False


def _si_se_ve(valor: Callable[[CorteEnLista], Dinero | None]) -> Callable[[Fila], Dinero | None]:
    return lambda fila: None if fila.oculto else valor(fila.corte)


_COLUMNAS: tuple[Columna[Fila], ...] = (
    Columna("Corte", lambda f: f"Z-{f.corte.numero}", orden=lambda f: f.corte.numero),
    Columna("Día", lambda f: f.corte.abierto.date()),
    Columna("Cajero", lambda f: f.corte.cajero, explica=lambda f: f"Turno {f.corte.turno} de {f.corte.cajero}"),
    Columna("Estado", lambda f: ESTADOS[f.corte.estado]),
    Columna("Esperado", _si_se_ve(lambda c: c.esperado), derecha=True),
    Columna("Contado", _si_se_ve(lambda c: c.contado), derecha=True),
    Columna("Recontado", _si_se_ve(lambda c: c.recontado), derecha=True),
    Columna("Diferencia", _si_se_ve(lambda c: c.diferencia), derecha=True),
)


class ListaCard(Card):
    """The list, and the days it is of.

    Signals:
        pedida: other days were asked for.
        elegido: number of the corte that was chosen, 0 for none.
    """

    pedida = Signal()
    elegido = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cortes Z", parent)
        self.desde, self.hasta = self._campo("Desde el día"), self._campo("Hasta el día")
        dias = QGridLayout()
        dias.setHorizontalSpacing(12)
        dias.setVerticalSpacing(4)
        for n, (rotulo, campo) in enumerate((("Desde", self.desde), ("Hasta", self.hasta))):
            nombre = etiqueta(rotulo, "rotulo")
            nombre.setBuddy(campo)
            dias.addWidget(nombre, 0, n)
            dias.addWidget(campo, 1, n)
        self.model: TablaModel[Fila] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Cortes Z", estira=2)
        self.total = etiqueta("", "tenue", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self.cuerpo.addLayout(dias)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(self.total)
        self.tabla.selectionModel().currentRowChanged.connect(lambda: self.elegido.emit(self.numero()))

    def _campo(self, nombre: str) -> QLineEdit:
        campo = QLineEdit()
        campo.setAccessibleName(f"{nombre} (AAAA-MM-DD)")
        campo.setPlaceholderText("AAAA-MM-DD")
        campo.setMaxLength(10)
        campo.returnPressed.connect(self.pedida)
        return campo

    def poner_dias(self, desde: date, hasta: date) -> None:
        """The days it begins with, unless somebody chose others."""
        if not self.desde.text():
            self.desde.setText(desde.isoformat())
            self.hasta.setText(hasta.isoformat())

    def dias(self) -> tuple[date, date]:
        """The days asked for.

        Raises:
            NegocioError: `fecha_invalida`.
        """
        try:
            return date.fromisoformat(self.desde.text().strip()), date.fromisoformat(self.hasta.text().strip())
        except ValueError as error:
            raise NegocioError(
                "fecha_invalida", "Las fechas se escriben AAAA-MM-DD, por ejemplo 2023-09-30."
            ) from error

    def poner(self, filas: Sequence[Fila]) -> None:
        """Show those, keeping the one that was chosen if it is still there."""
        antes = self.numero()
        self.model.poner(filas)
        self._elegir(antes)
        vistas = [f.corte for f in filas if not f.oculto]
        cuantos = "1 corte" if len(filas) == 1 else f"{len(filas):,} cortes"
        pendientes = sum(f.corte.estado != "aceptado" for f in filas)
        diferencia = suma(c.diferencia for c in vistas)
        self.total.setText(
            f"{cuantos}, {pendientes:,} sin aceptar · diferencias de los que se ven: {diferencia.pesos()}. "
            "Los que tesorería no ha aceptado salen siempre, de cualquier día."
        )

    def _elegir(self, numero: int) -> None:
        lugares = [n for n, fila in enumerate(self.model.filas) if fila.corte.numero == numero]
        if self.model.filas:
            self.tabla.selectRow(lugares[0] if lugares else 0)
        self.elegido.emit(self.numero())

    def numero(self) -> int:
        """Number of the corte that is chosen; 0 for none."""
        fila = self.fila()
        return 0 if fila is None else fila.corte.numero

    def fila(self) -> Fila | None:
        """The one that is chosen."""
        leida = self.tabla.currentIndex().data(Qt.ItemDataRole.UserRole)
        return leida if isinstance(leida, Fila) else None

    def decir(self, texto: str) -> None:
        """What is wrong with the days."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
