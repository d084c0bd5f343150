"""What each caja says of itself at the end of a round, so that one that has nothing to send is heard of too."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    textos = [_columna(nombre, sa.Text) for nombre in ("epoca", "programa", "aviso")]
    numeros = [_columna(nombre, sa.BigInteger) for nombre in ("seq", "sin_enviar")]
    op.create_table(
        "saludo",
        _columna("organismo", sa.Text),
        _columna("caja", sa.Text),
        sa.Column("momento", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.clock_timestamp()),
        *textos,
        *numeros,
        _columna("enviado", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("organismo", "caja", "momento"),
    )


def _columna(nombre: str, tipo: Any) -> sa.Column[Any]:
    return sa.Column(nombre, tipo, nullable=False)
