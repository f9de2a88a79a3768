"""Claims that are the same in several articles, and which were corrected elsewhere.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('claim_groups',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_claim_groups_desk_id_desks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_groups'))
    )
    op.create_table('same_claims',
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_same_claims_claim_id_claims')),
    sa.ForeignKeyConstraint(['group_id'], ['claim_groups.id'], name=op.f('fk_same_claims_group_id_claim_groups')),
    sa.PrimaryKeyConstraint('claim_id', name=op.f('pk_same_claims'))
    )
    op.create_index(op.f('ix_same_claims_group_id'), 'same_claims', ['group_id'])
    op.create_table('flags',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('correction', 'clarification', 'update', 'withdrawal', name='changekind', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('settled_at', UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_flags_claim_id_claims')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_flags_desk_id_desks')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_flags_edition_id_editions')),
    sa.ForeignKeyConstraint(['other_id'], ['claims.id'], name=op.f('fk_flags_other_id_claims')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_flags'))
    )
    op.create_index('ix_flags_open', 'flags', ['desk_id', 'settled_at', 'id'])
    op.create_index(op.f('ix_flags_claim_id'), 'flags', ['claim_id'])


def downgrade() -> None:
    op.drop_table('flags')
    op.drop_table('same_claims')
    op.drop_table('claim_groups')
