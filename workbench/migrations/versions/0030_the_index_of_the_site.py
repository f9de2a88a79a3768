"""Topics of articles, and the index of what is public, made of the editions there are.

Revision ID: 0030
Revises: 0029
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime
from workbench.searching import folded


revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

FACETS = ('verdict', 'topic', 'claimant', 'outlet', 'desk')
REPORTS = sa.table('reports', sa.column('id'))
EDITIONS = sa.table(
    'editions', sa.column('id'), sa.column('report_id'), sa.column('number'), sa.column('content', sa.JSON())
)


def upgrade() -> None:
    op.create_table('article_topics',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_article_topics_article_id_articles')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_article_topics_desk_id_desks')),
    sa.PrimaryKeyConstraint('article_id', 'key', name=op.f('pk_article_topics'))
    )
    op.create_index('ix_article_topics_desk', 'article_topics', ['desk_id', 'key', 'article_id'])
    state = op.create_table('site_state',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site_state'))
    )
    op.bulk_insert(state, [{'id': 1, 'revision': secrets.token_hex(8)}])
    _fill(_reports(), _facets(), _claims(), _changes())


def _reports() -> sa.Table:
    table = op.create_table('public_reports',
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('first_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('first_on', sa.String(), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('search_text', sa.String(), nullable=False),
    sa.Column('shown', sa.JSON(none_as_null=True), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_public_reports_edition_id_editions')),
    sa.ForeignKeyConstraint(['report_id'], ['reports.id'], name=op.f('fk_public_reports_report_id_reports')),
    sa.PrimaryKeyConstraint('report_id', name=op.f('pk_public_reports')),
    sa.UniqueConstraint('slug', name=op.f('uq_public_reports_slug'))
    )
    op.create_index('ix_public_reports_at', 'public_reports', ['at', 'report_id'])
    op.create_index('ix_public_reports_day', 'public_reports', ['first_on'])
    op.create_index('ix_public_reports_first', 'public_reports', ['first_at', 'report_id'])
    return table


def _facets() -> sa.Table:
    facet = sa.Enum(*FACETS, name='facet', native_enum=False, create_constraint=True)
    table = op.create_table('public_facets',
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('facet', facet, nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('icon', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['public_reports.report_id'], name=op.f('fk_public_facets_report_id_public_reports')),
    sa.PrimaryKeyConstraint('report_id', 'facet', 'slug', name=op.f('pk_public_facets'))
    )
    op.create_index('ix_public_facets_slug', 'public_facets', ['facet', 'slug', 'report_id'])
    return table


def _claims() -> sa.Table:
    table = op.create_table('public_claims',
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('statement', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('icon', sa.String(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('claimant', sa.String(), nullable=False),
    sa.Column('claimant_slug', sa.String(), nullable=False),
    sa.Column('said_on', sa.String(), nullable=False),
    sa.Column('published_at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', UTCDateTime(timezone=True), nullable=True),
    sa.Column('search_text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['public_reports.report_id'], name=op.f('fk_public_claims_report_id_public_reports')),
    sa.PrimaryKeyConstraint('report_id', 'number', name=op.f('pk_public_claims'))
    )
    op.create_index('ix_public_claims_claimant', 'public_claims', ['claimant_slug', 'report_id'])
    op.create_index('ix_public_claims_verdict', 'public_claims', ['verdict', 'report_id'])
    return table


def _changes() -> sa.Table:
    table = op.create_table('public_changes',
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('at', UTCDateTime(timezone=True), nullable=False),
    sa.Column('told', sa.JSON(none_as_null=True), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['public_reports.report_id'], name=op.f('fk_public_changes_report_id_public_reports')),
    sa.PrimaryKeyConstraint('report_id', 'position', name=op.f('pk_public_changes'))
    )
    op.create_index('ix_public_changes_at', 'public_changes', ['at', 'report_id', 'position'])
    return table


def _fill(*tables: sa.Table) -> None:
    """Of each report its newest edition, one at a time: contents are long."""
    connection = op.get_bind()
    for report_id in connection.scalars(sa.select(REPORTS.c.id).order_by(REPORTS.c.id)).all():
        edition = connection.execute(
            sa.select(EDITIONS.c.id, EDITIONS.c.content)
            .where(EDITIONS.c.report_id == report_id)
            .order_by(EDITIONS.c.number.desc())
            .limit(1)
        ).first()
        if edition is None or 'site' not in edition.content:
            continue
        for table, rows in zip(tables, _rows(edition.id, edition.content), strict=True):
            if rows:
                connection.execute(sa.insert(table), [{'report_id': report_id, **row} for row in rows])


def _rows(edition_id: int, content: dict[str, Any]) -> tuple[list[dict[str, Any]], ...]:
    """The content as today's index has it."""
    changes = [_change(content, *each) for each in enumerate(content['changes'])]
    return (
        [{'edition_id': edition_id, **_report(content)}],
        list(_facets_of(content)),
        [_claim(claim) for claim in content['claims']],
        changes,
    )


def _report(content: dict[str, Any]) -> dict[str, Any]:
    article, desk = content['article'], content['desk']
    first_at = datetime.fromisoformat((content['earlier'] or [content])[0]['at'])
    places = [
        [claim['verdict']['rating']['token'], passage['start'], passage['end']]
        for claim in content['claims']
        for passage in claim['passages']
    ]
    return {
        'slug': content['site']['slug'],
        'title': content['title'],
        'summary': content['summary'],
        'first_at': first_at,
        'first_on': first_at.astimezone(ZoneInfo(desk['time_zone'])).date().isoformat(),
        'at': datetime.fromisoformat(content['at']),
        'search_text': _spelled(
            content['title'], content['summary'], article['title'], article['outlet'], *article['authors']
        ),
        'shown': {
            'desk': desk['name'],
            'time_zone': desk['time_zone'],
            'number': content['number'],
            'outlet': article['outlet'],
            'published': article['published'],
            'topics': [],
            'length': article['length'],
            'places': sorted(places, key=lambda place: (place[1] - place[2], place[1])),
            'counts': _counts(content),
        },
    }


def _counts(content: dict[str, Any]) -> list[dict[str, Any]]:
    given = [_look(claim['verdict']['rating']) for claim in content['claims']]
    steps = {_look(rating): rating for scale in content['scales'] for rating in scale['ratings']}
    return [
        {'rating': rating, 'number': given.count(look)} for look, rating in steps.items() if look in given
    ]


def _look(rating: dict[str, Any]) -> tuple[str, str, str]:
    return rating['label'], rating['token'], rating['icon']


def _facets_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for facet, words, token, icon in _named(content):
        slug = _slug(words)
        row = {'facet': facet, 'slug': slug, 'words': words, 'token': token, 'icon': icon}
        found.setdefault((facet, slug), row)
    yield from found.values()


def _named(content: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    yield 'desk', content['desk']['name'], '', ''
    if content['article']['outlet']:
        yield 'outlet', content['article']['outlet'], '', ''
    for claim in content['claims']:
        if claim['claimant'] and claim['claimant']['name']:
            yield 'claimant', claim['claimant']['name'], '', ''
        yield 'verdict', *_look(claim['verdict']['rating'])


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    verdict, claimant = claim['verdict'], (claim['claimant'] or {}).get('name', '')
    label, token, icon = _look(verdict['rating'])
    return {
        'number': claim['number'],
        'statement': claim['statement'],
        'summary': verdict['summary'],
        'label': label,
        'token': token,
        'icon': icon,
        'verdict': _slug(label),
        'claimant': claimant,
        'claimant_slug': _slug(claimant) if claimant else '',
        'said_on': claim['said_on'],
        'published_at': datetime.fromisoformat(claim['published_at']),
        'changed_at': datetime.fromisoformat(claim['changed_at']) if claim['changed_at'] else None,
        'search_text': _spelled(claim['statement'], verdict['summary'], claimant),
    }


def _change(content: dict[str, Any], position: int, change: dict[str, Any]) -> dict[str, Any]:
    told = {
        **change,
        'desk': content['desk']['name'],
        'time_zone': content['desk']['time_zone'],
        'title': content['title'],
        'amendments': _amendments(content, change['claim']),
    }
    return {
        'position': position,
        'kind': change['kind'],
        'at': datetime.fromisoformat(change['at']),
        'told': told,
    }


def _amendments(content: dict[str, Any], number: int) -> list[dict[str, Any]]:
    claim = next((each for each in content['claims'] if each['number'] == number), {})
    wordings = [*claim.get('earlier', ()), *claim.get('left_behind', ())]
    versions = {wording['amended'] for wording in wordings}
    return [each for each in content.get('amendments', []) if each['version'] in versions]


def _spelled(*words: str) -> str:
    return folded(' '.join(filter(None, words)))


def _slug(words: str) -> str:
    slug = re.sub(r'[\W_]+', '-', folded(words)).strip('-')[:60].strip('-')
    return slug or hashlib.sha256(words.encode()).hexdigest()[:12]


def downgrade() -> None:
    for table in ('public_changes', 'public_claims', 'public_facets', 'public_reports', 'site_state', 'article_topics'):
        op.drop_table(table)
