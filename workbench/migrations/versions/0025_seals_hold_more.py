"""Seals hold tags and origin, and jobs tell whether they were silenced.

Revision ID: 0025
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op


revision = '0025'
down_revision = '0023'
branch_labels = None
depends_on = None

# Of every other job the payload has more than the source.
SILENCED = """CAST(payload AS TEXT) LIKE '{"source_id"%' AND CAST(payload AS TEXT) NOT LIKE '%,%'"""


def upgrade() -> None:
    op.add_column('seals', sa.Column('tags', sa.JSON(), nullable=False, server_default='[]'))
    # Written out, key included: SQLite would build the whole table anew for it.
    op.execute(
        'ALTER TABLE seals ADD COLUMN origin_id INTEGER'
        ' CONSTRAINT fk_seals_origin_id_sources REFERENCES sources (id)'
    )
    op.add_column('jobs', sa.Column('silenced', sa.Boolean(), server_default=sa.false(), nullable=False))
    jobs = sa.table('jobs', sa.column('silenced', sa.Boolean))
    op.execute(sa.update(jobs).where(sa.text(SILENCED)).values(silenced=sa.true()))


def downgrade() -> None:
    op.drop_column('jobs', 'silenced')
    op.drop_column('seals', 'origin_id')
    op.drop_column('seals', 'tags')
