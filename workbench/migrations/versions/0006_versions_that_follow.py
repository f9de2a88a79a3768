"""A text follows another: drafts of versions, what was settled on them, and amendments.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

ORIGINS = ('corrected', 'pasted', 'uploaded', 'fetched')
OUTCOMES = ('exact', 'moved', 'changed', 'ambiguous', 'lost')
DECIDED = ('accepted', 'picked', 'marked anew', 'left behind')
STALE = sa.text('stale_since is not null')


def words(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


# Written out: other tables refer to these, so SQLite could not rebuild them, and need not.
ADDED = (
    'ALTER TABLE sentences ADD COLUMN follows_id INTEGER CONSTRAINT fk_sentences_follows_id_sentences REFERENCES sentences (id)',
    'ALTER TABLE passages ADD COLUMN follows_id INTEGER CONSTRAINT fk_passages_follows_id_passages REFERENCES passages (id)',
)
TAKEN_AWAY = (('passages', 'follows_id'), ('passages', 'current'), ('sentences', 'follows_id'))


def upgrade() -> None:
    for statement in ADDED:
        op.execute(statement)
    op.create_index(op.f('ix_passages_follows_id'), 'passages', ['follows_id'])
    op.add_column('passages', sa.Column('current', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('verdicts', sa.Column('stale_since', UTCDateTime(timezone=True), nullable=True))
    op.create_index('ix_verdicts_stale', 'verdicts', ['claim_id'], sqlite_where=STALE, postgresql_where=STALE)
    op.create_table('version_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('base_id', sa.Integer(), nullable=False),
    sa.Column('origin', words(ORIGINS, 'origin'), nullable=False),
    sa.Column('original_sha256', sa.String(), nullable=True),
    sa.Column('original_name', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('discarded_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('blocks', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_version_drafts_article_id_articles')),
    sa.ForeignKeyConstraint(['base_id'], ['versions.id'], name=op.f('fk_version_drafts_base_id_versions')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_version_drafts_by_id_people')),
    sa.ForeignKeyConstraint(['version_id'], ['versions.id'], name=op.f('fk_version_drafts_version_id_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_drafts')),
    sa.UniqueConstraint('version_id', name=op.f('uq_version_drafts_version_id'))
    )
    op.create_index('ix_version_drafts_article', 'version_drafts', ['article_id', 'id'])
    op.create_table('settlements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('passage_id', sa.Integer(), nullable=False),
    sa.Column('was_start', sa.Integer(), nullable=False),
    sa.Column('was_end', sa.Integer(), nullable=False),
    sa.Column('outcome', words(OUTCOMES, 'outcome'), nullable=False),
    sa.Column('decided', words(DECIDED, 'decided'), nullable=False),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('end', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(decided = 'left behind') = (start is null) and (start is null) = (\"end\" is null)", name=op.f('ck_settlements_place')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_settlements_by_id_people')),
    sa.ForeignKeyConstraint(['draft_id'], ['version_drafts.id'], name=op.f('fk_settlements_draft_id_version_drafts')),
    sa.ForeignKeyConstraint(['passage_id'], ['passages.id'], name=op.f('fk_settlements_passage_id_passages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settlements')),
    sa.UniqueConstraint('draft_id', 'passage_id', name=op.f('uq_settlements_draft_id_passage_id'))
    )
    op.create_index(op.f('ix_settlements_passage_id'), 'settlements', ['passage_id'])
    op.create_table('amendments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.String(), nullable=False),
    sa.Column('notice', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_amendments_by_id_people')),
    sa.ForeignKeyConstraint(['version_id'], ['versions.id'], name=op.f('fk_amendments_version_id_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendments')),
    sa.UniqueConstraint('version_id', name=op.f('uq_amendments_version_id'))
    )


def downgrade() -> None:
    op.drop_table('amendments')
    op.drop_table('settlements')
    op.drop_table('version_drafts')
    op.drop_index('ix_verdicts_stale', table_name='verdicts')
    op.drop_column('verdicts', 'stale_since')
    op.drop_index(op.f('ix_passages_follows_id'), table_name='passages')
    for table, column in TAKEN_AWAY:
        op.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
