"""Contacts: whom the desk asked about a claim.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('whom', sa.String(), nullable=False),
    sa.Column('means', sa.Enum('e-mail', 'telephone', 'letter', 'in person', 'social media', 'web form', name='means', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('asked_on', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('due_on', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'answered', 'declined', 'no answer', name='contactstate', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_on', sa.String(), nullable=False),
    sa.Column('wording', sa.String(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=True),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('removed_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_contacts_claim_id_claims')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_contacts_desk_id_desks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts'))
    )
    op.create_index('ix_contacts_claim', 'contacts', ['claim_id', 'id'])
    op.create_index('ix_contacts_waiting', 'contacts', ['desk_id', 'state', 'due_on', 'id'])


def downgrade() -> None:
    op.drop_table('contacts')
