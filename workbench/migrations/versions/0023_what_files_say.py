"""What the files of snapshots say of themselves.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('snapshots', sa.Column('said', sa.JSON(), nullable=False, server_default='{}'))


def downgrade() -> None:
    op.drop_column('snapshots', 'said')
