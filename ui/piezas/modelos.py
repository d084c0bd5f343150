"""Tables over tuples of frozen values: one model for all, with sorting and text to copy or export."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.cobro.catalogo import plano
from app.domain.dinero import Dinero
from app.papel.exportacion import Listado, sin_formula

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
        orden: the value behind what is shown, when that is not `valor`: what it sorts by and exports.
        explica: a tooltip of a row, such as a name that does not fit.
    """

    titulo: str
    valor: Callable[[T], object]
    derecha: bool = False
    orden: Callable[[T], Any] | None = None
    explica: Callable[[T], str] | None = None

    def dato(self, fila: T) -> Any:
        """The value behind what is shown of a row."""
        return (self.orden or self.valor)(fila)


class TablaModel(QAbstractTableModel, Generic[T]):
    """Rows that are replaced whole; `Qt.UserRole` gives the value of a row."""

    def __init__(self, columnas: Sequence[Columna[T]], filas: Sequence[T] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columnas = tuple(columnas)
        self._dadas: tuple[T, ...] = tuple(filas)
        self._filas = self._dadas
        self._orden: tuple[int, Qt.SortOrder] | None = None

    @property
    def filas(self) -> tuple[T, ...]:
        """The rows in the order in which they are shown."""
        return self._filas

    @property
    def dadas(self) -> tuple[T, ...]:
        """The rows in the order in which they were given, however they are sorted."""
        return self._dadas

    def poner(self, filas: Sequence[T]) -> None:
        """Replace every row; they are shown sorted as those before."""
        self.beginResetModel()
        self._dadas = tuple(filas)
        self._filas = tuple(self._dadas[n] for n in self._ordenados())
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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columnas[section].titulo + self._flecha(section)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep their order, what has no value comes last. −1: as they were given."""
        self._orden = (column, order) if 0 <= column < len(self.columnas) else None
        self.layoutAboutToBeChanged.emit()
        antes, orden = self._filas, self._ordenados()
        self._filas = tuple(self._dadas[n] for n in orden)
        lugar = {id(fila): n for n, fila in enumerate(self._filas)}
        viejos = self.persistentIndexList()
        self.changePersistentIndexList(viejos, [self.index(lugar[id(antes[v.row()])], v.column()) for v in viejos])
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columnas) - 1)

    def _ordenados(self) -> list[int]:
        """Places of the given rows, in the order in which they are shown."""
        if self._orden is None:
            return list(range(len(self._dadas)))
        columna, sentido = self._orden
        claves = [_clave(self.columnas[columna].dato(fila)) for fila in self._dadas]
        con = [n for n, clave in enumerate(claves) if clave is not None]
        con.sort(key=claves.__getitem__, reverse=sentido == Qt.SortOrder.DescendingOrder)
        return [*con, *(n for n, clave in enumerate(claves) if clave is None)]

    def _flecha(self, columna: int) -> str:
        """The mark of the column that sorts, in words of the title, where no letter can be under it."""
        if self._orden is None or self._orden[0] != columna:
            return ""
        return " ↑" if self._orden[1] == Qt.SortOrder.AscendingOrder else " ↓"

    def en_csv(self, filas: Sequence[int] | None = None, separador: str = ",") -> str:
        """Titles and rows as the screen writes them, all of them unless said which."""
        salida = io.StringIO()
        escritor = csv.writer(salida, delimiter=separador, lineterminator="\n")
        escritor.writerow([sin_formula(c.titulo) for c in self.columnas])
        for n in range(len(self._filas)) if filas is None else filas:
            escritor.writerow([sin_formula(texto(c.valor(self._filas[n]))) for c in self.columnas])
        return salida.getvalue()

    def listado(self, nombre: str) -> Listado:
        """Every row as values, in the order in which they are shown, to be written to a file."""
        filas = tuple(tuple(c.dato(fila) for c in self.columnas) for fila in self._filas)
        return Listado(nombre, tuple(c.titulo for c in self.columnas), filas)


def _clave(valor: Any) -> Any:
    """Words sort without regard to accents and capitals."""
    return plano(valor) if isinstance(valor, str) else valor


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
