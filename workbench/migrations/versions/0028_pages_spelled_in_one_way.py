"""Addresses that spell one page in several ways have one key.

Revision ID: 0028
Revises: 0027
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from workbench.sources.addresses import page_key


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

SOURCES = sa.table('sources', sa.column('id'), sa.column('url'), sa.column('page_key'))
SEALS = sa.table('seals', sa.column('source_id'), sa.column('fields', sa.JSON()), sa.column('page_key'))
AT_ONCE = 1_000


def upgrade() -> None:
    _spell_anew(SOURCES, SOURCES.c.id, SOURCES.c.url, lambda url: url)
    _spell_anew(SEALS, SEALS.c.source_id, SEALS.c.fields, lambda fields: fields.get('url', ''))


def _spell_anew(table: sa.TableClause, key: sa.ColumnClause, said: sa.ColumnClause, url_in: Callable) -> None:
    connection, last = op.get_bind(), 0
    chosen = sa.select(key, said, table.c.page_key).order_by(key).limit(AT_ONCE)
    while rows := connection.execute(chosen.where(key > last)).all():
        for row_id, words, before in rows:
            if (now := page_key(url_in(words))) != before:
                connection.execute(sa.update(table).where(key == row_id).values(page_key=now))
        last = rows[-1][0]


def downgrade() -> None:
    """A release before this one compares the keys that it writes with these: some it will not know."""
