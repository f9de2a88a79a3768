"""Work in the background: jobs, that wait, run and end.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

STATES = ('waiting', 'running', 'done', 'failed', 'cancelled')
LIVE = "state in ('waiting', 'running')"


def upgrade() -> None:
    op.create_table('jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='jobstate', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('lease', sa.String(), nullable=True),
    sa.Column('leased_until', UTCDateTime(timezone=True), nullable=True),
    sa.Column('done_parts', sa.Integer(), nullable=False),
    sa.Column('all_parts', sa.Integer(), nullable=True),
    sa.Column('doing', sa.JSON(), nullable=False),
    sa.Column('trouble', sa.JSON(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('payload', sa.JSON(none_as_null=True), nullable=False),
    sa.CheckConstraint("(state = 'running') = (lease is not null)", name=op.f('ck_jobs_lease')),
    sa.CheckConstraint('(lease is null) = (leased_until is null)', name=op.f('ck_jobs_leased_until')),
    sa.CheckConstraint(f'({LIVE}) = (ended_at is null)', name=op.f('ck_jobs_ended_at')),
    sa.CheckConstraint('attempts >= 0 and done_parts >= 0', name=op.f('ck_jobs_counts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs'))
    )
    live = sa.text(LIVE)
    op.create_index('ix_jobs_live_key', 'jobs', ['desk_id', 'key'], unique=True, sqlite_where=live, postgresql_where=live)
    op.create_index('ix_jobs_state', 'jobs', ['state', 'due_at', 'id'])
    op.create_index('ix_jobs_desk', 'jobs', ['desk_id', 'id'])
    op.create_index('ix_jobs_desk_state', 'jobs', ['desk_id', 'state', 'id'])


def downgrade() -> None:
    op.drop_table('jobs')
