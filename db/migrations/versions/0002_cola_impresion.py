"""Papers that wait for the printer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "cola_impresion",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("folio", sa.Text, nullable=False, unique=True),
        sa.Column("clase", sa.Text, nullable=False),
        sa.Column("estado", sa.Text, nullable=False),
        sqlite_strict=True,
    )
