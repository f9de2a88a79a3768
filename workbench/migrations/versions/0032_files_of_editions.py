"""Files of editions that take long to make.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

import workbench.db


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('edition_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_at', workbench.db.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_edition_files_edition_id_editions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_files')),
    sa.UniqueConstraint('edition_id', 'format', name=op.f('uq_edition_files_edition_id_format'))
    )


def downgrade() -> None:
    op.drop_table('edition_files')
