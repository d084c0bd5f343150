"""The PostgreSQL that tests get: a database of their own, empty, in UTF-8, sorting by code point."""

from __future__ import annotations

import psycopg
import pytest


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_an_empty_database(pg_database: str, turn: int) -> None:
    with psycopg.connect(pg_database) as server:
        server.execute("CREATE TABLE cuenta (numero integer PRIMARY KEY, titular text)")
        server.execute("INSERT INTO cuenta VALUES (%s, 'Peñón'), (2, 'zeta')", [turn + 10])
        assert server.execute("SELECT titular FROM cuenta ORDER BY titular").fetchall() == [("Peñón",), ("zeta",)]


def test_database_sorts_by_code_point_and_knows_accents(pg_database: str) -> None:
    with psycopg.connect(pg_database) as server:
        row = server.execute("SELECT 'Z' < 'a' AND 'z' < 'é', upper('ñandú')").fetchone()
        assert row == (True, "ÑANDÚ")
