"""What went over the wire of a fetch, for other tools: its WARC.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('snapshots', sa.Column('warc_sha256', sa.String(), server_default='', nullable=False))
    op.add_column('snapshots', sa.Column('warc_size', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    op.drop_column('snapshots', 'warc_size')
    op.drop_column('snapshots', 'warc_sha256')
