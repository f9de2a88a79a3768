"""Points of a return, what a claim said then, and reasons why a check need not hold.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None

CHECKS = ('no locator', 'only secondary', 'few origins', 'nothing against', 'not contacted', 'passage gone', 'short rationale', 'unfounded numbers')


def upgrade() -> None:
    op.create_table(
        'points',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('review_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('about', sa.Enum('evidence', 'statement', 'verdict', name='about', native_enum=False, create_constraint=True), nullable=False),
        sa.Column('evidence_id', sa.Integer(), nullable=True),
        sa.Column('comment', sa.String(), nullable=False),
        sa.Column('answer', sa.String(), nullable=False),
        sa.Column('done_at', UTCDateTime(timezone=True), nullable=True),
        sa.Column('done_by_id', sa.Integer(), nullable=True),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.CheckConstraint('length(trim(comment)) > 0', name=op.f('ck_points_comment')),
        sa.CheckConstraint("(about = 'evidence') = (evidence_id is not null)", name=op.f('ck_points_evidence')),
        sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_points_review_id_reviews')),
        sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_points_evidence_id_evidence')),
        sa.ForeignKeyConstraint(['done_by_id'], ['people.id'], name=op.f('fk_points_done_by_id_people')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_points')),
        sa.UniqueConstraint('review_id', 'position', name=op.f('uq_points_review_id_position')),
    )
    op.create_index(op.f('ix_points_evidence_id'), 'points', ['evidence_id'])
    op.create_table(
        'returned_claims',
        sa.Column('review_id', sa.Integer(), nullable=False),
        sa.Column('statement', sa.String(), nullable=False),
        sa.Column('evidence', sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_returned_claims_review_id_reviews')),
        sa.PrimaryKeyConstraint('review_id', name=op.f('pk_returned_claims')),
    )
    op.create_table(
        'check_reasons',
        sa.Column('claim_id', sa.Integer(), nullable=False),
        sa.Column('check', sa.Enum(*CHECKS, name='check', native_enum=False, create_constraint=True), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('at', UTCDateTime(timezone=True), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.CheckConstraint('length(trim(reason)) > 0', name=op.f('ck_check_reasons_reason')),
        sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_check_reasons_claim_id_claims')),
        sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_check_reasons_by_id_people')),
        sa.PrimaryKeyConstraint('claim_id', 'check', name=op.f('pk_check_reasons')),
    )


def downgrade() -> None:
    op.drop_table('check_reasons')
    op.drop_table('returned_claims')
    op.drop_table('points')
