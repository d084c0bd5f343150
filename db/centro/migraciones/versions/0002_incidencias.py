"""Of an incidencia, the papers that it is about and their amounts; and the credit that a caja owes a cuenta."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for columna in ("folios", "importes"):
        op.add_column("incidencia", sa.Column(columna, sa.Text, nullable=False, server_default="[]"))
    textos = ("organismo", "pago", "periodo", "caja", "cuenta", "folio", "clase", "incidencia", "folios", "resolucion")
    op.create_table(
        "acreditacion",
        *(sa.Column(columna, sa.Text, nullable=False) for columna in textos),
        sa.Column("exceso", sa.BigInteger, nullable=False),
        sa.Column("centavos", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("organismo", "pago", "periodo"),
    )
    op.create_index("acreditacion_por_caja", "acreditacion", ["organismo", "caja"])
    op.create_index("acreditacion_por_cuenta", "acreditacion", ["organismo", "cuenta", "periodo"])
    op.create_index("acreditacion_por_incidencia", "acreditacion", ["organismo", "incidencia"])
