"""Tables over tuples of frozen values: one model for all, with sorting and text to copy or export."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.dinero import Dinero

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_RAIZ = QModelIndex()
_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


@dataclass(frozen=True, slots=True)
class Columna(Generic[T]):
    """A column: its title, what it shows of a row, and how it sorts.

    Attributes:
        valor: the value shown; `texto` says how.
        derecha: aligned to the right, as amounts and figures are.
        orden: what it sorts by, when that is not `valor`.
        explica: a tooltip of a row, such as a name that does not fit.
    """

    titulo: str
    valor: Callable[[T], object]
    derecha: bool = False
    orden: Callable[[T], Any] | None = None
    explica: Callable[[T], str] | None = None


class TablaModel(QAbstractTableModel, Generic[T]):
    """Rows that are replaced whole; `Qt.UserRole` gives the value of a row."""

    def __init__(self, columnas: Sequence[Columna[T]], filas: Sequence[T] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columnas = tuple(columnas)
        self._filas: tuple[T, ...] = tuple(filas)

    @property
    def filas(self) -> tuple[T, ...]:
        """The rows in the order in which they are shown."""
        return self._filas

    def poner(self, filas: Sequence[T]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._filas = tuple(filas)
        self.endResetModel()

    def fila(self, indice: Index | int) -> T:
        """The value of a row."""
        return self._filas[indice if isinstance(indice, int) else indice.row()]

    def rowCount(self, parent: Index = _RAIZ) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._filas)

    def columnCount(self, parent: Index = _RAIZ) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columnas)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip, or the row itself."""
        if not index.isValid() or index.row() >= len(self._filas):
            return None
        columna, fila = self.columnas[index.column()], self._filas[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return texto(columna.valor(fila))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alineacion(columna)
        if role == Qt.ItemDataRole.ToolTipRole and columna.explica is not None:
            return columna.explica(fila)
        return fila if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columnas):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alineacion(self.columnas[section])
        return self.columnas[section].titulo if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column; rows that are equal keep their order. What has no value comes last."""
        if not 0 <= column < len(self.columnas):
            return
        columna = self.columnas[column]
        clave: Callable[[T], Any] = columna.orden or columna.valor
        self.layoutAboutToBeChanged.emit()
        antes = self._filas
        con = [f for f in antes if clave(f) is not None]
        con.sort(key=clave, reverse=order == Qt.SortOrder.DescendingOrder)
        self._filas = (*con, *(f for f in antes if clave(f) is None))
        lugar = {id(f): n for n, f in enumerate(self._filas)}
        viejos = self.persistentIndexList()
        self.changePersistentIndexList(viejos, [self.index(lugar[id(antes[v.row()])], v.column()) for v in viejos])
        self.layoutChanged.emit()

    def en_csv(self, filas: Sequence[int] | None = None, separador: str = ",") -> str:
        """Titles and rows as text, all of them unless said which."""
        salida = io.StringIO()
        escritor = csv.writer(salida, delimiter=separador, lineterminator="\n")
        escritor.writerow([c.titulo for c in self.columnas])
        for n in range(len(self._filas)) if filas is None else filas:
            escritor.writerow([_sin_formula(texto(c.valor(self._filas[n]))) for c in self.columnas])
        return salida.getvalue()


def texto(valor: object) -> str:
    """How a value is written on the screen: `1,234.50`, `15 sep 2023`, nothing for None."""
    if valor is None:
        return ""
    if isinstance(valor, Dinero):
        return str(valor)
    if isinstance(valor, datetime):
        return f"{fecha(valor)} {valor:%H:%M}"
    return fecha(valor) if isinstance(valor, date) else str(valor)


def fecha(dia: date) -> str:
    """`15 sep 2023`."""
    return f"{dia.day} {_MESES[dia.month - 1]} {dia.year}"


def _alineacion(columna: Columna[Any]) -> Qt.AlignmentFlag:
    lado = Qt.AlignmentFlag.AlignRight if columna.derecha else Qt.AlignmentFlag.AlignLeft
    return lado | Qt.AlignmentFlag.AlignVCenter


def _sin_formula(celda: str) -> str:
    """A cell that a spreadsheet would run as a formula is written as text."""
    is_numero = celda.lstrip("-").replace(",", "").replace(".", "").isdigit()
    return f"'{celda}" if celda.startswith(("=", "+", "-", "@", "\t")) and not is_numero else celda
