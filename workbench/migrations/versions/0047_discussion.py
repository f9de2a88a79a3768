"""Threads of comments, what members are told of, and how they want e-mail about it.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_settings',
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('every', sa.Enum('never', 'at once', 'once a day', name='every', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('digested_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('refused_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_mail_settings_membership_id_memberships')),
    sa.PrimaryKeyConstraint('membership_id', name=op.f('pk_mail_settings'))
    )
    op.create_table('threads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.Enum('claim', 'evidence', 'verdict', name='about', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=True),
    sa.Column('verdict_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('resolved_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('resolved_by_id', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("(about = 'evidence') = (evidence_id is not null)", name=op.f('ck_threads_evidence')),
    sa.CheckConstraint("(about = 'verdict') = (verdict_id is not null)", name=op.f('ck_threads_verdict')),
    sa.CheckConstraint('resolved_by_id is null or resolved_at is not null', name=op.f('ck_threads_resolved')),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_threads_claim_id_claims')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_threads_desk_id_desks')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_threads_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['resolved_by_id'], ['people.id'], name=op.f('fk_threads_resolved_by_id_people')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdicts.id'], name=op.f('fk_threads_verdict_id_verdicts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_threads'))
    )
    op.create_index('ix_threads_claim', 'threads', ['claim_id', 'id'])
    op.create_index('ix_threads_evidence_id', 'threads', ['evidence_id'])
    op.create_index('ix_threads_verdict_id', 'threads', ['verdict_id'])
    op.create_table('comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('edited_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('removed_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('removed_at is not null or length(trim(text)) > 0', name=op.f('ck_comments_text')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_comments_by_id_people')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_comments_round_id_rounds')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_comments_thread_id_threads')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments'))
    )
    op.create_index('ix_comments_round_id', 'comments', ['round_id'])
    op.create_index('ix_comments_thread', 'comments', ['thread_id', 'id'])
    op.create_table('comment_mentions',
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comments.id'], name=op.f('fk_comment_mentions_comment_id_comments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_comment_mentions_person_id_people')),
    sa.PrimaryKeyConstraint('comment_id', 'person_id', name=op.f('pk_comment_mentions'))
    )
    op.create_index('ix_comment_mentions_person_id', 'comment_mentions', ['person_id'])
    op.create_table('notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('mention', 'answer', 'returned', 'assigned', 'to review', name='noticekind', native_enum=False, create_constraint=True), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('comment_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('read_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('mailed_in', sa.Integer(), nullable=True),
    sa.Column('mailed_at', UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(kind in ('mention', 'answer')) = (comment_id is not null)", name=op.f('ck_notices_comment')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_notices_by_id_people')),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_notices_claim_id_claims')),
    sa.ForeignKeyConstraint(['comment_id'], ['comments.id'], name=op.f('fk_notices_comment_id_comments')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_notices_desk_id_desks')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notices_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices'))
    )
    op.create_index('ix_notices_claim', 'notices', ['claim_id', 'kind', 'id'])
    op.create_index('ix_notices_comment_id', 'notices', ['comment_id'])
    op.create_index('ix_notices_person', 'notices', ['person_id', 'desk_id', 'read_at', 'id'])
    op.create_index('ix_notices_to_mail', 'notices', ['person_id', 'desk_id', 'id'], **_only('mailed_at is null and read_at is null'))


def downgrade() -> None:
    op.drop_table('notices')
    op.drop_table('comment_mentions')
    op.drop_table('comments')
    op.drop_table('threads')
    op.drop_table('mail_settings')


def _only(condition: str) -> dict:
    """An index of these rows alone, on both databases."""
    return {'sqlite_where': sa.text(condition), 'postgresql_where': sa.text(condition)}
