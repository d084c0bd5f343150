"""What cajas say of themselves at the end of each round: only the last word of each is kept."""

from __future__ import annotations

from sqlalchemy import Engine, text

_PODAR = text(
    "DELETE FROM saludo s USING saludo t WHERE t.organismo = s.organismo AND t.caja = s.caja AND t.momento > s.momento"
)


def podar(engine: Engine) -> None:
    """Drop what was said before the last word of each caja."""
    with engine.begin() as conexion:
        conexion.execute(_PODAR)
