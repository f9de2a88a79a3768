"""A one-time link may also be for choosing a password anew.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

BEFORE = "purpose in ('first run', 'invitation', 'entry')"
AFTER = "purpose in ('first run', 'invitation', 'entry', 'new password')"


def upgrade() -> None:
    _replace(AFTER)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM one_time_links WHERE purpose = 'new password'"))
    _replace(BEFORE)


def _replace(condition: str) -> None:
    name = op.f('ck_one_time_links_purpose')
    with op.batch_alter_table('one_time_links', schema=None) as batch_op:
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, condition)
