"""A throw-away PostgreSQL for a test session, the program's own in a temporary folder; and databases in it."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.sistema.postgres import Servidor, arrancar, detener

#: Nothing here must survive a power cut.
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextmanager
def server(*options: str) -> Iterator[Servidor]:
    """Start a server; it is stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        running = arrancar(Path(name), options or HASTE)
        try:
            yield running
        finally:
            detener(running, "immediate")


_numbers = itertools.count(1)


@contextmanager
def database(server_url: str, template: str = "template0 ENCODING 'UTF8' LC_COLLATE 'C'") -> Iterator[str]:
    """URL of a database of its own, dropped afterwards whoever is still connected.

    The roles of a centre belong to the server and would stay behind: they go with the database that named them.
    """
    name = f"ventanilla_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        before = _roles(server)
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    base, mark, query = server_url.partition("?")
    yield f"{base.rpartition('/')[0]}/{name}{mark}{query}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        for role in sorted(_roles(server) - before, reverse=True):
            server.execute(f"DROP ROLE IF EXISTS {role}".encode())


def _roles(server: psycopg.Connection[tuple[str]]) -> set[str]:
    return {name for (name,) in server.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'ventanilla\\_%'")}
