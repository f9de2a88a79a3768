"""Files sent together are previews that are confirmed together.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

WAITING = ['desk_id', 'article_id', 'discarded_at', 'id']


def upgrade() -> None:
    op.create_table('import_batches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('refused', sa.JSON(), nullable=False),
    sa.Column('created_at', UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_import_batches_by_id_people')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_import_batches_desk_id_desks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batches'))
    )
    op.drop_index('ix_imports_waiting', table_name='imports')
    name = op.f('fk_imports_batch_id_import_batches')
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(name, 'import_batches', ['batch_id'], ['id'])
    op.create_index(op.f('ix_imports_batch_id'), 'imports', ['batch_id'])
    op.create_index('ix_imports_waiting', 'imports', [*WAITING[:3], 'batch_id', 'id'])


def downgrade() -> None:
    op.drop_index('ix_imports_waiting', table_name='imports')
    op.drop_index(op.f('ix_imports_batch_id'), table_name='imports')
    name = op.f('fk_imports_batch_id_import_batches')
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.drop_constraint(name, type_='foreignkey')
        batch_op.drop_column('batch_id')
    op.create_index('ix_imports_waiting', 'imports', WAITING)
    op.drop_table('import_batches')
