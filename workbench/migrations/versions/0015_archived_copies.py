"""Copies of sources' pages that a web archive offers.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('archived_copies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('day', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_archived_copies_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archived_copies')),
    sa.UniqueConstraint('source_id', name=op.f('uq_archived_copies_source_id'))
    )


def downgrade() -> None:
    op.drop_table('archived_copies')
