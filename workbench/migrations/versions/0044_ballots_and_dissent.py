"""Which of two readers' verdicts stands, and why; ballots with their votes; evidence used.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None

OUTCOMES = ('a majority for one verdict', 'a majority for none', 'no majority')


def upgrade() -> None:
    op.create_table('verdict_evidence',
    sa.Column('verdict_id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_verdict_evidence_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_verdict_evidence_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('verdict_id', 'evidence_id', name=op.f('pk_verdict_evidence'))
    )
    op.create_index('ix_verdict_evidence_evidence_id', 'verdict_evidence', ['evidence_id'])
    op.create_table('settled_readings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('verdict_id', sa.Integer(), nullable=False),
    sa.Column('dissent_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(trim(why)) > 0', name=op.f('ck_settled_readings_why')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_settled_readings_by_id_people')),
    sa.ForeignKeyConstraint(['dissent_id'], ['verdicts.id'], name=op.f('fk_settled_readings_dissent_id_verdicts')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_settled_readings_round_id_rounds')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_settled_readings_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settled_readings'))
    )
    op.create_index('ix_settled_readings_round_id', 'settled_readings', ['round_id'])
    op.create_table('ballots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('closed_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column(
        'outcome', sa.Enum(*OUTCOMES, name='outcome', native_enum=False, create_constraint=True), nullable=True
    ),
    sa.Column('verdict_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(closed_at is null) = (outcome is null)', name=op.f('ck_ballots_closed')),
    sa.CheckConstraint(
        "(verdict_id is null) = (outcome is null or outcome <> 'a majority for one verdict')",
        name=op.f('ck_ballots_stands'),
    ),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_ballots_round_id_rounds')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_ballots_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballots'))
    )
    op.create_index('ix_ballots_round_id', 'ballots', ['round_id'])
    live = sa.text('closed_at is null')
    op.create_index(
        'uq_ballots_live', 'ballots', ['round_id'], unique=True, sqlite_where=live, postgresql_where=live
    )
    op.create_table('votes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('verdict_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('verdict_id is not null or length(trim(reason)) > 0', name=op.f('ck_votes_reason')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballots.id'], name=op.f('fk_votes_ballot_id_ballots')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_votes_by_id_people')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_votes_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_votes')),
    sa.UniqueConstraint('ballot_id', 'by_id', name=op.f('uq_votes_ballot_id_by_id'))
    )


def downgrade() -> None:
    op.drop_table('votes')
    op.drop_table('ballots')
    op.drop_table('settled_readings')
    op.drop_table('verdict_evidence')
