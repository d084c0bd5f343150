"""How a projected table is made: the identity of its asiento first, then what it files."""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

from db.types import Entero, Texto

#: What can be dropped and folded again from the diario.
proyeccion = MetaData()

LLAVE = ("organismo", "caja", "epoca", "seq")


def tabla(nombre: str, *columnas: Column[object] | Index | UniqueConstraint, renglones: bool = False) -> Table:
    """A projected table: the asiento's identity (and a line number where it files several) plus its own columns."""
    llave = (*LLAVE, "n") if renglones else LLAVE
    identidad = [Column(c, Entero if c in ("seq", "n") else Texto, nullable=False) for c in llave]
    return Table(nombre, proyeccion, *identidad, *columnas, PrimaryKeyConstraint(*llave), sqlite_strict=True)


def texto(nombre: str) -> Column[object]:
    """A column of text that is never null."""
    return Column(nombre, Texto, nullable=False)


def textos(nombres: str) -> tuple[Column[object], ...]:
    """The same, one for each word."""
    return tuple(map(texto, nombres.split()))


def entero(nombre: str) -> Column[object]:
    """A column of whole numbers that is never null."""
    return Column(nombre, Entero, nullable=False)
