"""Evidence refers to the snapshot that its words were read in.

Revision ID: 0010
Revises: 0009
"""

from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out, key included: SQLite would build the whole table anew for it.
    op.execute(
        'ALTER TABLE evidence ADD COLUMN snapshot_id INTEGER'
        ' CONSTRAINT fk_evidence_snapshot_id_snapshots REFERENCES snapshots (id)'
    )
    op.create_index('ix_evidence_snapshot_id', 'evidence', ['snapshot_id'])


def downgrade() -> None:
    op.drop_index('ix_evidence_snapshot_id', table_name='evidence')
    op.execute('ALTER TABLE evidence DROP COLUMN snapshot_id')
