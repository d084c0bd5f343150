"""A row that does not go in, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rechazo:
    """One rejected row.

    Attributes:
        archivo: name of the file, without its folder.
        renglon: row number as a spreadsheet shows it: the header is 1.
        columna: the first column that is wrong; empty when it is the row as a whole.
        mensaje: Spanish text, shown as it is.
    """

    archivo: str
    renglon: int
    columna: str
    mensaje: str


class Invalido(Exception):
    """A cell or a row that cannot be taken; becomes a `Rechazo` where its place is known."""

    def __init__(self, mensaje: str, columna: str = "") -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.columna = columna
