"""What a desk shows readers: an address of its own, pages, logo and colours.

Revision ID: 0029
Revises: 0028
"""

from itertools import chain

import sqlalchemy as sa
from alembic import op

from workbench.slugs import slugs_for


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

TEXTS = ('about', 'corrections_policy', 'funding', 'staff', 'contact', 'suggest')
WORDS = (*TEXTS, 'accent', 'accent_dark', 'logo_media_type')


def upgrade() -> None:
    sites = op.create_table('desk_sites',
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    *(sa.Column(name, sa.String(), nullable=False) for name in chain(TEXTS, ('accent', 'accent_dark'))),
    sa.Column('logo_sha256', sa.String(), nullable=True),
    sa.Column('logo_media_type', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_desk_sites_desk_id_desks')),
    sa.PrimaryKeyConstraint('desk_id', name=op.f('pk_desk_sites')),
    sa.UniqueConstraint('slug', name=op.f('uq_desk_sites_slug'))
    )
    _give_addresses(op.get_bind(), sites)


def _give_addresses(connection: sa.Connection, sites: sa.Table) -> None:
    desks, taken = sa.table('desks', sa.column('id'), sa.column('name')), set[str]()
    for desk_id, name in connection.execute(sa.select(desks).order_by(desks.c.id)).all():
        slug = next(each for each in slugs_for(name, 'desk') if each not in taken)
        taken.add(slug)
        words = dict.fromkeys(WORDS, '')
        connection.execute(sa.insert(sites).values(desk_id=desk_id, slug=slug, revision=1, **words))


def downgrade() -> None:
    op.drop_table('desk_sites')
