"""What the four kinds of rows have in common: columns, a reading for each, and checks across them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from app.importacion.campos import Lectura, limpiar
from app.importacion.puertos import Fila
from app.importacion.rechazo import Invalido


@dataclass(frozen=True, slots=True)
class Reglas:
    """What the organismo's profile knows; the first area is that of a cuenta that names none."""

    usos: tuple[str, ...]
    areas: tuple[str, ...]
    servicios: tuple[str, ...]
    programas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campo:
    """A column of an import: its name, how its cells are read, and what an empty cell or a missing column stands for.

    A required one has no such value: the file must have the column, and every row a cell.
    """

    columna: str
    leer: Lectura
    vacio: Any = ""
    is_requerido: bool = False


@dataclass(frozen=True, slots=True)
class Especie:
    """A kind of row.

    Attributes:
        clase: `cuentas`, `recibos`, `lecturas` or `beneficios`.
        campos: its columns, in the order of the values of a row.
        revisar: checks across columns; returns the row, or raises `Invalido`.
    """

    clase: str
    campos: tuple[Campo, ...]
    revisar: Callable[[list[Any]], Sequence[Any]]

    @property
    def columnas(self) -> tuple[str, ...]:
        """Every column it knows."""
        return tuple(campo.columna for campo in self.campos)

    @property
    def requeridas(self) -> tuple[str, ...]:
        """The columns a file must have."""
        return tuple(campo.columna for campo in self.campos if campo.is_requerido)

    def lector(self) -> Callable[[tuple[str, ...]], Fila]:
        """A function from a row's cells, in the order of `columnas`, to its values.

        It raises `Invalido` with the first column that is wrong.
        """
        lecturas = [(campo.leer, campo.vacio) for campo in self.campos]
        columnas, revisar = self.columnas, self.revisar
        requeridas = itemgetter(*(i for i, campo in enumerate(self.campos) if campo.is_requerido))

        def leer(celdas: tuple[str, ...]) -> Fila:
            limpias = list(map(str.strip, celdas)) if "".join(celdas).isprintable() else limpiar(celdas, columnas)
            if not all(requeridas(limpias)):
                raise self._vacia(limpias)
            try:
                valores = [
                    lectura(celda) if celda else vacio
                    for (lectura, vacio), celda in zip(lecturas, limpias, strict=True)
                ]
            except Invalido as error:
                raise self._con_columna(limpias, error) from error
            return tuple(revisar(valores))

        return leer

    def _vacia(self, celdas: Sequence[str]) -> Invalido:
        columna = next(c.columna for c, celda in zip(self.campos, celdas, strict=True) if c.is_requerido and not celda)
        return Invalido("Está vacía y es obligatoria.", columna)

    def _con_columna(self, celdas: Sequence[str], error: Invalido) -> Invalido:
        """The same error with its column, found by reading again: only bad rows pay for it."""
        pares = zip(self.campos, celdas, strict=True)
        columna = next(campo.columna for campo, celda in pares if celda and not _is_legible(campo.leer, celda))
        return Invalido(error.mensaje, columna)


def _is_legible(leer: Lectura, celda: str) -> bool:
    try:
        leer(celda)
    except Invalido:
        return False
    return True
