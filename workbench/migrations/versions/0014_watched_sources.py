"""Sources that are looked at by themselves, and what was noticed at them.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime
from workbench.jobs.words import Words


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

OPEN = 'seen_at is null'


def upgrade() -> None:
    _watches()
    _alerts()


def _watches() -> None:
    op.create_table('watches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('every', sa.Enum('daily', 'weekly', name='every', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('next_look_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('looked_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('trouble', Words(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_watches_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watches')),
    sa.UniqueConstraint('source_id', name=op.f('uq_watches_source_id'))
    )
    op.create_index('ix_watches_next_look_at', 'watches', ['next_look_at'])


def _alerts() -> None:
    op.create_table('alerts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('changed quote', 'changed text', 'dead link', name='alertkind', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=True),
    sa.Column('since_id', sa.Integer(), nullable=True),
    sa.Column('found_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('seen_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('seen_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_alerts_desk_id_desks')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_alerts_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['seen_by_id'], ['people.id'], name=op.f('fk_alerts_seen_by_id_people')),
    sa.ForeignKeyConstraint(['since_id'], ['snapshots.id'], name=op.f('fk_alerts_since_id_snapshots'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_alerts_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alerts'))
    )
    op.create_index('ix_alerts_source', 'alerts', ['source_id', 'id'])
    op.create_index('ix_alerts_since_id', 'alerts', ['since_id'])
    _partial('ix_alerts_open', ['desk_id', 'id'], OPEN)
    _partial('ix_alerts_open_source', ['source_id', 'kind'], f'{OPEN} and evidence_id is null', unique=True)
    _partial('ix_alerts_open_quote', ['evidence_id'], f'{OPEN} and evidence_id is not null', unique=True)


def _partial(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, 'alerts', columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    op.drop_table('alerts')
    op.drop_table('watches')
