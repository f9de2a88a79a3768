"""Sources are judged by the desk, tagged, and traced to what they repeat.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

# Written out: other tables refer to this one, so SQLite could not rebuild it, and need not.
ADDED = (
    "closeness VARCHAR(9) CONSTRAINT ck_sources_closeness CHECK (closeness IN ('primary', 'secondary'))",
    "naming VARCHAR(7) CONSTRAINT ck_sources_naming CHECK (naming IN ('named', 'unnamed'))",
    "interests VARCHAR DEFAULT '' NOT NULL",
    'origin_id INTEGER CONSTRAINT ck_sources_origin CHECK (origin_id <> id)'
    ' CONSTRAINT fk_sources_origin_id_sources REFERENCES sources (id)',
)


def upgrade() -> None:
    for column in ADDED:
        op.execute(f'ALTER TABLE sources ADD COLUMN {column}')
    op.create_index('ix_sources_origin', 'sources', ['origin_id'])
    op.create_table('source_tags',
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_source_tags_desk_id_desks')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_source_tags_source_id_sources')),
    sa.PrimaryKeyConstraint('source_id', 'key', name=op.f('pk_source_tags'))
    )
    op.create_index('ix_source_tags_desk', 'source_tags', ['desk_id', 'key', 'source_id'])


def downgrade() -> None:
    op.drop_table('source_tags')
    op.drop_index('ix_sources_origin', table_name='sources')
    for name in ('origin_id', 'interests', 'naming', 'closeness'):
        op.execute(f'ALTER TABLE sources DROP COLUMN {name}')
