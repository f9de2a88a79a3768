"""Places in the text of a source that are not watched.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('unwatched_places',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=False),
    sa.CheckConstraint("after <> '' or before <> ''", name=op.f('ck_unwatched_places_edges')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_unwatched_places_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unwatched_places'))
    )
    op.create_index(op.f('ix_unwatched_places_source_id'), 'unwatched_places', ['source_id'], unique=False)
    op.add_column('snapshots', sa.Column('unwatched', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    op.drop_column('snapshots', 'unwatched')
    op.drop_table('unwatched_places')
