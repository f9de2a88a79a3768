"""Snapshots: what a source looked like when somebody looked.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('snapshots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('way', sa.Enum('uploaded', 'fetched', name='way', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('headers', sa.JSON(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('taken_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('unreadable', sa.String(), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_snapshots_by_id_people')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_snapshots_desk_id_desks')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_snapshots_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snapshots'))
    )
    op.create_index('ix_snapshots_source', 'snapshots', ['source_id', 'id'])
    op.create_index('ix_snapshots_sha256', 'snapshots', ['sha256'])


def downgrade() -> None:
    op.drop_table('snapshots')
