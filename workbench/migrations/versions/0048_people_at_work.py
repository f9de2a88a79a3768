"""What people typed and did not send yet, and who has which claim open.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'kept_words',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('desk_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('form', sa.String(), nullable=False),
        sa.Column('tab', sa.String(), nullable=False),
        sa.Column('typed', sa.Integer(), nullable=False),
        sa.Column('page', sa.String(), nullable=False),
        sa.Column('submission_key', sa.String(), nullable=False),
        sa.Column('revision', sa.String(), nullable=False),
        sa.Column('base', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('at', UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_kept_words_desk_id_desks')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_kept_words_person_id_people')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_words')),
        sa.UniqueConstraint('person_id', 'desk_id', 'form', 'tab', name=op.f('uq_kept_words_person_id_desk_id_form_tab')),
    )
    op.create_table(
        'presences',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('tab', sa.String(), nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('claim_id', sa.Integer(), nullable=True),
        sa.Column('seen_at', UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_presences_article_id_articles')),
        sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_presences_claim_id_claims')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_presences_person_id_people')),
        sa.PrimaryKeyConstraint('person_id', 'tab', name=op.f('pk_presences')),
    )
    op.create_index('ix_presences_article', 'presences', ['article_id', 'seen_at'])
    op.create_index('ix_presences_seen', 'presences', ['seen_at'])


def downgrade() -> None:
    op.drop_table('presences')
    op.drop_table('kept_words')
