"""The style by which a desk cites.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('citation_styles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Enum('author and date', 'notes', 'numbered', 'a style of the desk’s own', name='stylechoice', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('own_title', sa.String(), nullable=False),
    sa.Column('own_csl', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("choice <> 'a style of the desk’s own' OR own_csl <> ''", name=op.f('ck_citation_styles_own')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_citation_styles_desk_id_desks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_citation_styles')),
    sa.UniqueConstraint('desk_id', name=op.f('uq_citation_styles_desk_id'))
    )


def downgrade() -> None:
    op.drop_table('citation_styles')
