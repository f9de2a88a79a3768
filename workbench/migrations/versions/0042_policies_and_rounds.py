"""Policies of desks, second readers, every revision of a verdict, days of claims.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None

STATUSES = (
    'open', 'in progress', 'proposed', 'in review', 'returned', 'approved', 'published', 'corrected', 'withdrawn',
)
NEW_STATUSES = (*STATUSES[:2], 'second reading', 'disagreed', 'ballot', *STATUSES[2:])
STATES = ('draft', 'proposed', 'returned', 'approved', 'superseded')
NEW_STATES = (*STATES, 'concurring', 'dissenting')
PRIORITIES = ('high', 'normal', 'low')
BALLOTING = ('never', 'when the readers disagree', 'always')
CHECKS = (
    'no locator', 'only secondary', 'few origins', 'nothing against', 'not contacted', 'passage gone',
    'short rationale', 'unfounded numbers',
)
SEATS = ('first', 'second')


def upgrade() -> None:
    _policies()
    _claims()
    _rounds()
    _verdicts()
    _revisions()
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('uq_reviews_verdict_id'), type_='unique')
        batch_op.create_unique_constraint(op.f('uq_reviews_verdict_id_by_id'), ['verdict_id', 'by_id'])


def _policies() -> None:
    op.create_table('policies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('approvals', sa.Integer(), nullable=False),
    sa.Column('ballot', _one_of('balloting', BALLOTING), nullable=False),
    sa.Column('shortest_rationale', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('approvals between 1 and 3', name=op.f('ck_policies_approvals')),
    sa.CheckConstraint('shortest_rationale >= 0', name=op.f('ck_policies_rationale')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_policies_by_id_people')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_policies_desk_id_desks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policies')),
    sa.UniqueConstraint('desk_id', 'version', name=op.f('uq_policies_desk_id_version'))
    )
    op.create_index('uq_policies_current', 'policies', ['desk_id'], unique=True, **_only('current'))
    op.create_table('policy_priorities',
    sa.Column('policy_id', sa.Integer(), nullable=False),
    sa.Column('priority', _one_of('priority', PRIORITIES), nullable=False),
    sa.ForeignKeyConstraint(['policy_id'], ['policies.id'], name=op.f('fk_policy_priorities_policy_id_policies')),
    sa.PrimaryKeyConstraint('policy_id', 'priority', name=op.f('pk_policy_priorities'))
    )
    op.create_table('policy_checks',
    sa.Column('policy_id', sa.Integer(), nullable=False),
    sa.Column('check', _one_of('check', CHECKS), nullable=False),
    sa.ForeignKeyConstraint(['policy_id'], ['policies.id'], name=op.f('fk_policy_checks_policy_id_policies')),
    sa.PrimaryKeyConstraint('policy_id', 'check', name=op.f('pk_policy_checks'))
    )


def _claims() -> None:
    with op.batch_alter_table('claims', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_on', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('recheck_on', sa.String(), server_default='', nullable=False))
        _words(batch_op, 'claims', 'status', 'status', NEW_STATUSES)
    op.create_index('ix_claims_due', 'claims', ['desk_id', 'due_on', 'id'], **_only("due_on <> ''"))
    op.create_index('ix_claims_recheck', 'claims', ['desk_id', 'recheck_on', 'id'], **_only("recheck_on <> ''"))


def _rounds() -> None:
    op.create_table('rounds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('policy_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('ended_at', UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_rounds_claim_id_claims')),
    sa.ForeignKeyConstraint(['policy_id'], ['policies.id'], name=op.f('fk_rounds_policy_id_policies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds')),
    sa.UniqueConstraint('claim_id', 'number', name=op.f('uq_rounds_claim_id_number'))
    )
    op.create_index('uq_rounds_live', 'rounds', ['claim_id'], unique=True, **_only('ended_at is null'))
    op.create_table('readings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('seat', _one_of('seat', SEATS), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('taken_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('left_at', UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_readings_person_id_people')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_readings_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_readings'))
    )
    op.create_index('ix_readings_person_id', 'readings', ['person_id'])
    op.create_index('uq_readings_seat', 'readings', ['round_id', 'seat'], unique=True, **_only('left_at is null'))


def _verdicts() -> None:
    with op.batch_alter_table('verdicts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('round_id', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('reading', _one_of('seat', SEATS), server_default='first', nullable=False)
        )
        batch_op.add_column(sa.Column('blind', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_foreign_key(op.f('fk_verdicts_round_id_rounds'), 'rounds', ['round_id'], ['id'])
        _words(batch_op, 'verdicts', 'state', 'verdictstate', NEW_STATES)
        batch_op.create_check_constraint(op.f('ck_verdicts_blind'), 'not blind or round_id is not null')
    op.create_index('ix_verdicts_round_id', 'verdicts', ['round_id'])


def _revisions() -> None:
    """What each verdict says now is the first that is kept of it."""
    op.create_table('verdict_revisions',
    sa.Column('verdict_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('rating_id', sa.Integer(), nullable=True),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('rationale', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_verdict_revisions_by_id_people')),
    sa.ForeignKeyConstraint(['rating_id'], ['ratings.id'], name=op.f('fk_verdict_revisions_rating_id_ratings')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_verdict_revisions_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('verdict_id', 'revision', name=op.f('pk_verdict_revisions'))
    )
    op.execute(
        'INSERT INTO verdict_revisions (verdict_id, revision, rating_id, summary, rationale, by_id, at)'
        ' SELECT id, revision, rating_id, summary, rationale, by_id, at FROM verdicts'
    )


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True)


def _only(rows: str) -> dict[str, sa.TextClause]:
    return {'sqlite_where': sa.text(rows), 'postgresql_where': sa.text(rows)}


def _words(batch_op, table: str, column: str, name: str, words: tuple[str, ...]) -> None:
    """Let a column hold these words."""
    listed = ', '.join(f"'{word}'" for word in words)
    batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
    batch_op.alter_column(column, type_=sa.String(max(map(len, words))), existing_nullable=False)
    batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), f'{column} IN ({listed})')


def downgrade() -> None:
    # Of several approvals the last stays, of what two readers wrote the verdict that is current.
    op.execute('DELETE FROM reviews WHERE id NOT IN (SELECT max(id) FROM reviews GROUP BY verdict_id)')
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('uq_reviews_verdict_id_by_id'), type_='unique')
        batch_op.create_unique_constraint(op.f('uq_reviews_verdict_id'), ['verdict_id'])
    op.drop_table('verdict_revisions')
    op.execute(f"UPDATE verdicts SET state = 'superseded' WHERE state NOT IN {STATES}")
    op.drop_index('ix_verdicts_round_id', table_name='verdicts')
    with op.batch_alter_table('verdicts', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_verdicts_blind'), type_='check')
        _words(batch_op, 'verdicts', 'state', 'verdictstate', STATES)
        batch_op.drop_constraint(op.f('fk_verdicts_round_id_rounds'), type_='foreignkey')
        batch_op.drop_constraint(op.f('ck_verdicts_seat'), type_='check')
        batch_op.drop_column('blind')
        batch_op.drop_column('reading')
        batch_op.drop_column('round_id')
    op.drop_table('readings')
    op.drop_table('rounds')
    op.drop_index('ix_claims_recheck', table_name='claims')
    op.drop_index('ix_claims_due', table_name='claims')
    op.execute(f"UPDATE claims SET status = 'in progress' WHERE status NOT IN {STATUSES}")
    with op.batch_alter_table('claims', schema=None) as batch_op:
        _words(batch_op, 'claims', 'status', 'status', STATUSES)
        batch_op.drop_column('recheck_on')
        batch_op.drop_column('due_on')
    op.drop_table('policy_checks')
    op.drop_table('policy_priorities')
    op.drop_table('policies')
