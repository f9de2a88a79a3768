"""Who asked, and what the file of an answer is by its content.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

CONTACTS = sa.table(
    'contacts', *map(sa.column, ('id', 'asked_by_id', 'file_sha256', 'file_from_dossier'))
)
EVENTS = sa.table('events', sa.column('kind'), sa.column('by_id'), sa.column('undo', sa.JSON))


def upgrade() -> None:
    op.execute(
        'ALTER TABLE contacts ADD COLUMN asked_by_id INTEGER'
        ' CONSTRAINT fk_contacts_asked_by_id_people REFERENCES people (id)'
    )
    op.add_column('contacts', sa.Column('file_media_type', sa.String(), server_default='', nullable=False))
    op.add_column('contacts', sa.Column('file_from_dossier', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('ix_contacts_desk', 'contacts', ['desk_id', 'id'])
    _tell_from_the_record(op.get_bind())


def _tell_from_the_record(connection):
    """What was logged and kept here has a line that says so; what came with a dossier has none."""
    for by_id, contact_id in _done(connection, 'contact added'):
        connection.execute(sa.update(CONTACTS).where(CONTACTS.c.id == contact_id).values(asked_by_id=by_id))
    named = CONTACTS.c.file_sha256.is_not(None)
    connection.execute(sa.update(CONTACTS).where(named).values(file_from_dossier=sa.true()))
    for _by_id, contact_id in _done(connection, 'file of an answer kept'):
        connection.execute(
            sa.update(CONTACTS).where(CONTACTS.c.id == contact_id).values(file_from_dossier=sa.false())
        )


def _done(connection, kind):
    lines = connection.execute(sa.select(EVENTS.c.by_id, EVENTS.c.undo).where(EVENTS.c.kind == kind)).all()
    return [(by_id, undo['id']) for by_id, undo in lines if undo]


def downgrade() -> None:
    op.drop_index('ix_contacts_desk', table_name='contacts')
    op.drop_column('contacts', 'file_from_dossier')
    op.drop_column('contacts', 'file_media_type')
    op.execute('ALTER TABLE contacts DROP COLUMN asked_by_id')
