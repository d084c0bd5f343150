"""A file of rows, whatever its format: columns by name, cells as text, bad rows apart.

Reading streams: a file of any size, or with a line of any length, takes no more memory than one block of rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from app.errors import EquipoError, NegocioError
from app.importacion.rechazo import Rechazo

#: Number of a row and its cells; or, instead of cells, why they could not be told apart.
Renglon = tuple[int, list[str] | str]


@dataclass(frozen=True, slots=True)
class Bloque:
    """Some consecutive rows: those that hold a cell for each column, and those that do not."""

    filas: list[tuple[int, list[str]]]
    rechazos: list[Rechazo]


@dataclass(frozen=True, slots=True)
class Tabla:
    """A file whose header was read.

    Attributes:
        nombre: file name without its folder.
        columnas: names of the header in file order, in plain lower case (`Uso ` → `uso`).
        renglones: begins reading the rows after the header; may be called again.
    """

    nombre: str
    columnas: tuple[str, ...]
    renglones: Callable[[], Iterator[Renglon]]

    def bloques(self, filas: int) -> Iterator[Bloque]:
        """All rows, at most so many at a time; rows of empty cells are passed over.

        Raises:
            NegocioError: `archivo_codificacion`, which refuses the whole file.
            EquipoError: `archivo_ilegible`.
        """
        renglones = self.renglones()
        ancho = len(self.columnas)
        with errores_de_archivo(self.nombre):
            while tomados := list(islice(renglones, filas)):
                bloque = Bloque([], [])
                for numero, celdas in tomados:
                    if isinstance(celdas, str):
                        bloque.rechazos.append(Rechazo(self.nombre, numero, "", celdas))
                    elif len(celdas) == ancho:
                        if any(celdas):
                            bloque.filas.append((numero, celdas))
                    elif any(celdas):
                        mensaje = (
                            f"Tiene {len(celdas)} celdas y el encabezado {ancho}. Revise las comas y las comillas."
                        )
                        bloque.rechazos.append(Rechazo(self.nombre, numero, "", mensaje))
                yield bloque

    def desconocidas(self, conocidas: Sequence[str]) -> tuple[str, ...]:
        """Columns that an import of this kind does not use."""
        return tuple(columna for columna in self.columnas if columna and columna not in conocidas)

    def selector(self, columnas: Sequence[str], requeridas: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
        """A function that takes a row's cells to those of `columnas`, in that order, "" for the ones not in the file.

        The row it is given grows by one empty cell.

        Raises:
            NegocioError: `columnas_repetidas` or `columnas_faltantes`, naming them.
        """
        repetidas = sorted({c for c in self.columnas if c and self.columnas.count(c) > 1})
        if repetidas:
            raise NegocioError(
                "columnas_repetidas",
                f"«{self.nombre}» repite estas columnas: {', '.join(repetidas)}. Deje una de cada una.",
            )
        faltan = [c for c in requeridas if c not in self.columnas]
        if faltan:
            raise NegocioError(
                "columnas_faltantes",
                f"A «{self.nombre}» le faltan estas columnas: {', '.join(faltan)}. "
                f"El encabezado dice: {', '.join(filter(None, self.columnas))[:200]}.",
            )
        lugares = [self.columnas.index(c) if c in self.columnas else -1 for c in columnas]
        tomar: Callable[[list[str]], tuple[str, ...]] = itemgetter(*lugares)

        def seleccionar(celdas: list[str]) -> tuple[str, ...]:
            celdas.append("")
            return tomar(celdas)

        return seleccionar


def vacio(nombre: str) -> NegocioError:
    """The refusal of a file without even a header."""
    return NegocioError("archivo_vacio", f"«{nombre}» está vacío: debe traer un encabezado y un renglón por registro.")


def nombre_de_columna(texto: str) -> str:
    """A header as it is compared: lower case, no accents, `_` for spaces."""
    plano = unicodedata.normalize("NFD", texto.strip().strip('"').strip()).encode("ascii", "ignore").decode()
    return "_".join(plano.lower().split())


@contextmanager
def errores_de_archivo(nombre: str) -> Iterator[None]:
    """Turn what the disk says into an `EquipoError` with the file's name."""
    try:
        yield
    except FileNotFoundError as error:
        raise EquipoError("archivo_ilegible", f"No existe el archivo «{nombre}». Revise la ruta.") from error
    except IsADirectoryError as error:
        raise EquipoError("archivo_ilegible", f"«{nombre}» es una carpeta, no un archivo.") from error
    except OSError as error:
        raise EquipoError(
            "archivo_ilegible", f"No se puede leer «{nombre}»: {error.strerror}. Revise sus permisos."
        ) from error
