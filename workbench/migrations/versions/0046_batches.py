"""Tags of claims, and finding what somebody did lately.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op


revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('claim_tags',
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_claim_tags_claim_id_claims')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_claim_tags_desk_id_desks')),
    sa.PrimaryKeyConstraint('claim_id', 'key', name=op.f('pk_claim_tags'))
    )
    op.create_index('ix_claim_tags_desk', 'claim_tags', ['desk_id', 'key', 'claim_id'])
    op.create_index('ix_claims_holder', 'claims', ['desk_id', 'taken_by_id', 'status', 'id'])
    op.create_index('ix_events_at', 'events', ['desk_id', 'at'])


def downgrade() -> None:
    op.drop_index('ix_events_at', table_name='events')
    op.drop_index('ix_claims_holder', table_name='claims')
    op.drop_table('claim_tags')
