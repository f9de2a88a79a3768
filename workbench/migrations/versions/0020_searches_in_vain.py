"""Searches that found nothing, and what part of a claim evidence is about.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('searches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('sought', sa.String(), nullable=False),
    sa.Column('places', sa.JSON(), nullable=False),
    sa.Column('searched_on', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('removed_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_searches_claim_id_claims')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_searches'))
    )
    op.create_index('ix_searches_claim', 'searches', ['claim_id', 'id'])
    op.add_column('evidence', sa.Column('about', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('evidence', 'about')
    op.drop_table('searches')
