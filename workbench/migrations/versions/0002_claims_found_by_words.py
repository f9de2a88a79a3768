"""Claims are found by their words in lower case, in every alphabet.

SQLite's own lower() knows the letters A to Z alone, so Python makes the words lower case.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column('claims', sa.Column('search_text', sa.String(), server_default='', nullable=False))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    claims = sa.table('claims', sa.column('id'), sa.column('statement'), sa.column('search_text'))
    reading = sa.select(claims.c.id, claims.c.statement).order_by(claims.c.id).limit(AT_ONCE)
    writing = sa.update(claims).where(claims.c.id == sa.bindparam('claim_id')).values(
        search_text=sa.bindparam('words')
    )
    rows = connection.execute(reading).all()
    while rows:
        words = [{'claim_id': row.id, 'words': row.statement.lower()} for row in rows]
        connection.execute(writing, words)
        rows = connection.execute(reading.where(claims.c.id > rows[-1].id)).all()


def downgrade() -> None:
    op.drop_column('claims', 'search_text')
