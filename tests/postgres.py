"""A throw-away PostgreSQL for a test session: the program's own, in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
