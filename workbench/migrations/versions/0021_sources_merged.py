"""Sources that went into others.

Revision ID: 0021
Revises: 0020
"""

from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out, keys included: SQLite would build the whole table anew for them.
    op.execute(
        'ALTER TABLE sources ADD COLUMN merged_into_id INTEGER'
        ' CONSTRAINT fk_sources_merged_into_id_sources REFERENCES sources (id)'
    )
    op.execute(
        'ALTER TABLE sources ADD COLUMN merger_id INTEGER'
        ' CONSTRAINT fk_sources_merger_id_events REFERENCES events (id)'
    )
    op.create_index('ix_sources_merged_into_id', 'sources', ['merged_into_id'])


def downgrade() -> None:
    op.drop_index('ix_sources_merged_into_id', table_name='sources')
    op.execute('ALTER TABLE sources DROP COLUMN merger_id')
    op.execute('ALTER TABLE sources DROP COLUMN merged_into_id')
