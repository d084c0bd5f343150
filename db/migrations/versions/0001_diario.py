"""The diario, insert only, and what must never enter it: PIN verifiers and failures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _diario()
    _insert_only()
    _secrets()


def _diario() -> None:
    op.create_table(
        "diario",
        sa.Column("organismo", sa.Text, nullable=False),
        sa.Column("caja", sa.Text, nullable=False),
        sa.Column("epoca", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("tipo", sa.Text, nullable=False),
        sa.Column("v", sa.Integer, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("firma", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("organismo", "caja", "epoca", "seq"),
        sa.UniqueConstraint("organismo", "n"),
        sqlite_strict=True,
    )


def _insert_only() -> None:
    for orden in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER diario_sin_{orden.lower()} BEFORE {orden} ON diario "
            "BEGIN SELECT RAISE(ABORT, 'diario es de solo agregar'); END"
        )


def _secrets() -> None:
    op.create_table(
        "usuario_secreto",
        sa.Column("clave", sa.Text, primary_key=True),
        sa.Column("verificador", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "pin_intento",
        sa.Column("clave", sa.Text, primary_key=True),
        sa.Column("fallos", sa.Integer, nullable=False),
        sa.Column("espera_hasta", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ajuste",
        sa.Column("clave", sa.Text, primary_key=True),
        sa.Column("valor", sa.Text, nullable=False),
        sqlite_strict=True,
    )
