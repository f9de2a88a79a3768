"""Snapshots say how much changed since the one before, and when they were found unchanged.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('snapshots', sa.Column('changed', sa.Integer(), nullable=True))
    op.add_column('snapshots', sa.Column('unchanged_at', UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('snapshots', 'unchanged_at')
    op.drop_column('snapshots', 'changed')
