"""Confidential sources: what is said of them is kept apart, for people who were named.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

SAYS_NOTHING = (
    "CAST(authors AS TEXT) = '[]' and CAST(further AS TEXT) = '{}' and "
    "publisher || published || url || archived_url || accessed || doi || page_key = '' and "
    "closeness is null and naming is null and interests = '' and origin_id is null"
)


def upgrade() -> None:
    op.add_column('memberships', sa.Column('term', sa.Integer(), server_default='1', nullable=False))
    op.add_column('sources', sa.Column('confidential', sa.Boolean(),
    sa.CheckConstraint(f'not confidential or ({SAYS_NOTHING})', name=op.f('ck_sources_confidential')),
    server_default=sa.false(), nullable=False))
    op.create_table('seals',
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('search_text', sa.String(), nullable=False),
    sa.Column('doi', sa.String(), nullable=False),
    sa.Column('page_key', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_seals_source_id_sources')),
    sa.PrimaryKeyConstraint('source_id', name=op.f('pk_seals'))
    )
    op.create_table('confidants',
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('term', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_confidants_membership_id_memberships')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_confidants_source_id_sources')),
    sa.PrimaryKeyConstraint('source_id', 'membership_id', name=op.f('pk_confidants'))
    )
    op.create_index('ix_confidants_membership', 'confidants', ['membership_id', 'source_id'])


def downgrade() -> None:
    op.drop_table('confidants')
    op.drop_table('seals')
    op.drop_column('sources', 'confidential')
    op.drop_column('memberships', 'term')
