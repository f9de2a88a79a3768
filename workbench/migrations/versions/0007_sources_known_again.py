"""Sources are known again by page and DOI, and say what a citation needs.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from workbench.intake.metadata.dois import doi_in
from workbench.sources.addresses import page_key


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

SOURCES = sa.table('sources', sa.column('id'), sa.column('url'), sa.column('doi'), sa.column('page_key'))


def upgrade() -> None:
    op.add_column('sources', sa.Column('doi', sa.String(), server_default='', nullable=False))
    op.add_column('sources', sa.Column('page_key', sa.String(), server_default='', nullable=False))
    op.add_column('sources', sa.Column('further', sa.JSON(), server_default='{}', nullable=False))
    _know_again()
    op.create_index('ix_sources_page_key', 'sources', ['desk_id', 'page_key'])
    op.create_index('ix_sources_doi', 'sources', ['desk_id', 'doi'])


def _know_again() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(SOURCES.c.id, SOURCES.c.url).where(SOURCES.c.url != '')).all()
    for row_id, url in rows:
        known_by = {'doi': doi_in(url), 'page_key': page_key(url)}
        connection.execute(sa.update(SOURCES).where(SOURCES.c.id == row_id).values(known_by))


def downgrade() -> None:
    op.drop_index('ix_sources_doi', table_name='sources')
    op.drop_index('ix_sources_page_key', table_name='sources')
    op.drop_column('sources', 'further')
    op.drop_column('sources', 'page_key')
    op.drop_column('sources', 'doi')
