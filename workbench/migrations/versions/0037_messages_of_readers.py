"""What readers write to a desk.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None

KINDS = ('error', 'suggestion')
STATES = ('new', 'answered', 'dismissed')


def upgrade() -> None:
    op.create_table('messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='messagekind', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=True),
    sa.Column('claim_number', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='messagestate', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('settled_by_id', sa.Integer(), nullable=True),
    sa.Column('settled_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_messages_desk_id_desks')),
    sa.ForeignKeyConstraint(['report_id'], ['reports.id'], name=op.f('fk_messages_report_id_reports')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['people.id'], name=op.f('fk_messages_settled_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('key', name=op.f('uq_messages_key'))
    )
    op.create_index('ix_messages_desk', 'messages', ['desk_id', 'id'])
    op.create_index('ix_messages_state', 'messages', ['desk_id', 'state', 'id'])
    op.create_table('message_senders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_senders'))
    )
    op.create_index('ix_message_senders_network_at', 'message_senders', ['network', 'at'])
    op.create_index('ix_message_senders_at', 'message_senders', ['at'])


def downgrade() -> None:
    op.drop_table('message_senders')
    op.drop_table('messages')
