"""Comments and notes that came with a manuscript.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('remarks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('kind', _words('comment', 'footnote', 'endnote', name='remarkkind'), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('proposed', sa.String(), nullable=False),
    sa.Column('author', sa.String(), nullable=False),
    sa.Column('said_at', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('exact', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('end', sa.Integer(), nullable=True),
    sa.Column('state', _words('waits', 'accepted', 'dismissed', name='remarkstate'), nullable=False),
    sa.Column('claim_number', sa.Integer(), nullable=True),
    sa.Column('settled_by_id', sa.Integer(), nullable=True),
    sa.Column('settled_at', UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(start is null) = ("end" is null)', name=op.f('ck_remarks_place')),
    sa.CheckConstraint("(state = 'waits') = (settled_at is null)", name=op.f('ck_remarks_settled')),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_remarks_article_id_articles')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['people.id'], name=op.f('fk_remarks_settled_by_id_people')),
    sa.ForeignKeyConstraint(['version_id'], ['versions.id'], name=op.f('fk_remarks_version_id_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remarks'))
    )
    op.create_index('ix_remarks_article', 'remarks', ['article_id', 'state', 'id'])


def downgrade() -> None:
    op.drop_table('remarks')


def _words(*among: str, name: str) -> sa.Enum:
    return sa.Enum(*among, name=name, native_enum=False, create_constraint=True)
