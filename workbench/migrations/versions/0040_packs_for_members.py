"""Packs for members, and whether a snapshot may be passed on.

Revision ID: 0040
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0040'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('internal_packs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('hidden', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('made_at', UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_internal_packs_edition_id_editions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_internal_packs')),
    sa.UniqueConstraint('edition_id', name=op.f('uq_internal_packs_edition_id'))
    )
    op.add_column('snapshots', sa.Column('licence', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('snapshots', 'licence')
    op.drop_table('internal_packs')
