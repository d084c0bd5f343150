"""Rows of the padrón that are no more, and its pages packed once for every caja that begins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for tabla in ("padron_cuenta", "padron_recibo", "padron_beneficio"):
        op.add_column(tabla, sa.Column("baja", sa.BigInteger, nullable=False, server_default="0"))
    textos = [sa.Column(columna, sa.Text, nullable=False) for columna in ("sha", "cookie")]
    numeros = [
        sa.Column(columna, sa.BigInteger, nullable=False) for columna in ("filas", "total", "pagado", "van", "de")
    ]
    op.create_table(
        "padron_paquete",
        sa.Column("organismo", sa.Text, nullable=False),
        sa.Column("v", sa.BigInteger, nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        *textos,
        *numeros,
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("organismo", "v", "n"),
    )
    # It is compressed already.
    op.execute("ALTER TABLE padron_paquete ALTER COLUMN contenido SET STORAGE EXTERNAL")
