"""Statements that every payment runs, handed to the driver as text that is made once.

SQLAlchemy spends ten times longer on going over a statement and its result than SQLite on running it, and a customer
waits for a dozen of them. Nothing else differs: the same connection, the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ClauseElement

_DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}


def en_lista(valores: Sequence[str]) -> str:
    """Values of one parameter, for `json_each`."""
    return msgspec.json.encode(valores).decode()


class Statement:
    """One statement with named values, in the words of each database."""

    def __init__(self, statement: ClauseElement) -> None:
        compiled = {name: statement.compile(dialect=dialect) for name, dialect in _DIALECTS.items()}
        self._texts = {name: str(c) for name, c in compiled.items()}
        # Literals of the statement, as the 1 of LIMIT 1, are values too.
        self._fixed = {name: {k: v for k, v in c.params.items() if v is not None} for name, c in compiled.items()}

    def rows(self, conexion: Connection, **values: Any) -> Sequence[tuple[Any, ...]]:
        """What it reads, all of it."""
        name = conexion.dialect.name
        cursor = conexion.connection.cursor()
        try:
            cursor.execute(self._texts[name], self._fixed[name] | values)
            return cursor.fetchall()
        finally:
            cursor.close()

    def write(self, conexion: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Run it once for each row of values."""
        cursor = conexion.connection.cursor()
        try:
            cursor.executemany(self._texts[conexion.dialect.name], rows)
        finally:
            cursor.close()
