"""Runs the revisions over the connection that ``store/migrate.py`` opened: the transaction is its own (style.md 23)."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
