"""The projection of many asientos at once: the same rows that `db.proyeccion.proyeccion` files, a table at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError

from app.domain.diario.asiento import Asiento
from app.errors import NegocioError
from db.proyeccion import proyeccion, rows
from db.statements import Statement

_INSERT = {tabla.name: Statement(insert(tabla)) for tabla in rows.proyeccion.tables.values()}
#: What a content that is not what its kind promises does to whoever files it.
NO_CUADRA = (NegocioError, KeyError, TypeError, ValueError, AttributeError, RecursionError, DBAPIError, psycopg.Error)


def proyectar_juntos(conexion: Connection, asientos: Sequence[Asiento]) -> list[Asiento]:
    """File asientos in order, in the caller's transaction; those that could not be filed.

    An asiento is a fact whatever it says: one whose rows the database refuses is kept, told, and left unfiled, and the
    others go on.
    """
    try:
        with conexion.begin_nested():
            _archivar(conexion, asientos)
    except NO_CUADRA as error:
        exigir_culpa_del_asiento(error)
        return [a for a in asientos if not _proyectar_uno(conexion, a)]
    return []


def _archivar(conexion: Connection, asientos: Sequence[Asiento]) -> None:
    juntas: dict[str, list[dict[str, Any]]] = {}
    for asiento in asientos:
        for tabla, filas in proyeccion.filas_de(asiento):
            if tabla is rows.usuario:
                # Its rows take the place of earlier ones: their order counts.
                proyeccion.proyectar(conexion, asiento)
            else:
                juntas.setdefault(tabla.name, []).extend(filas)
    for nombre, filas in juntas.items():
        _INSERT[nombre].write(conexion, filas)


def _proyectar_uno(conexion: Connection, asiento: Asiento) -> bool:
    try:
        with conexion.begin_nested():
            proyeccion.proyectar(conexion, asiento)
    except NO_CUADRA as error:
        exigir_culpa_del_asiento(error)
        return False
    return True


def exigir_culpa_del_asiento(error: BaseException) -> None:
    """A lost connection, a deadlock or a full disk says nothing about the asiento.

    Raises:
        BaseException: `error` itself.
    """
    origen = getattr(error, "orig", error)
    if not isinstance(origen, psycopg.Error):
        return
    # Without a state it is the driver that could not send such a value. Otherwise: data exceptions, constraints, types.
    if origen.sqlstate is None and isinstance(origen, (psycopg.DataError, psycopg.ProgrammingError)):
        return
    if origen.sqlstate is None or not origen.sqlstate.startswith(("22", "23", "42804")):
        raise error
