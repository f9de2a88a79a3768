"""Messages of readers that became claims, and floods counted for each desk.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op


revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None

STATES = ('new', 'answered', 'dismissed')
BECAME = 'became a claim'


def upgrade() -> None:
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('claim_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_messages_claim_id_claims'), 'claims', ['claim_id'], ['id'])
        _states(batch_op, *STATES, BECAME)
        batch_op.create_check_constraint(op.f('ck_messages_became'), f"state != '{BECAME}' or claim_id is not null")
    op.create_index('ix_messages_claim', 'messages', ['claim_id'])
    op.create_index('ix_messages_about', 'messages', ['report_id', 'claim_number'])
    with op.batch_alter_table('message_senders', schema=None) as batch_op:
        batch_op.add_column(sa.Column('desk_id', sa.Integer(), nullable=True))
    # Which desk had it was not kept, and counts for an hour alone.
    op.execute('UPDATE message_senders SET desk_id = (SELECT min(id) FROM desks)')
    with op.batch_alter_table('message_senders', schema=None) as batch_op:
        batch_op.alter_column('desk_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(op.f('fk_message_senders_desk_id_desks'), 'desks', ['desk_id'], ['id'])
    op.create_index('ix_message_senders_desk_at', 'message_senders', ['desk_id', 'at'])


def downgrade() -> None:
    op.drop_index('ix_message_senders_desk_at', table_name='message_senders')
    with op.batch_alter_table('message_senders', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_message_senders_desk_id_desks'), type_='foreignkey')
        batch_op.drop_column('desk_id')
    op.drop_index('ix_messages_about', table_name='messages')
    op.drop_index('ix_messages_claim', table_name='messages')
    op.execute(f"UPDATE messages SET state = 'answered', claim_id = NULL WHERE state = '{BECAME}'")
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_messages_became'), type_='check')
        _states(batch_op, *STATES)
        batch_op.drop_constraint(op.f('fk_messages_claim_id_claims'), type_='foreignkey')
        batch_op.drop_column('claim_id')


def _states(batch_op, *words) -> None:
    listed = ', '.join(f"'{word}'" for word in words)
    batch_op.drop_constraint(op.f('ck_messages_messagestate'), type_='check')
    batch_op.alter_column('state', type_=sa.String(max(map(len, words))), existing_nullable=False)
    batch_op.create_check_constraint(op.f('ck_messages_messagestate'), f'state IN ({listed})')
