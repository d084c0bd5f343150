"""Run by alembic with the connection it is handed; all revisions in one transaction, or none."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
