"""What the last attempt to print a paper said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("cola_impresion", sa.Column("detalle", sa.Text, nullable=False, server_default=""))
