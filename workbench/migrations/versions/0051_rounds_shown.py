"""Of a round it is told whether its first verdict could be seen before a second reading was in.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('rounds', sa.Column('shown', sa.Boolean(), server_default=sa.false(), nullable=False))
    rounds = sa.table('rounds', sa.column('id'), sa.column('opened_at'), sa.column('shown', sa.Boolean()))
    verdicts = sa.table('verdicts', sa.column('round_id'), sa.column('reading'), sa.column('state'))
    second = sa.exists().where(
        verdicts.c.round_id == rounds.c.id, verdicts.c.reading == 'second', verdicts.c.state != 'draft'
    )
    op.execute(sa.update(rounds).where(rounds.c.opened_at.is_not(None), ~second).values(shown=sa.true()))


def downgrade() -> None:
    op.drop_column('rounds', 'shown')
