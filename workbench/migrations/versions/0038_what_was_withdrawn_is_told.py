"""What was withdrawn is told where corrections are; what is the same is told once an editor says so.

Revision ID: 0038
Revises: 0037
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime
from workbench.searching import folded
from workbench.web.markdown import to_words


revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None

PUBLIC_REPORTS = sa.table(
    'public_reports', sa.column('report_id'), sa.column('edition_id'), sa.column('search_text'),
    sa.column('said', sa.JSON()),
)
PUBLIC_CLAIMS = sa.table(
    'public_claims', sa.column('report_id'), sa.column('number'), sa.column('search_text'), sa.column('said', sa.JSON())
)
EDITIONS = sa.table(
    'editions', sa.column('id'), sa.column('report_id'), sa.column('number'), sa.column('content', sa.JSON())
)
WITHDRAWALS = sa.table(
    'withdrawals', sa.column('id'), sa.column('report_id'), sa.column('number'), sa.column('whole', sa.Boolean()),
    sa.column('why'), sa.column('at', UTCDateTime(timezone=True)),
)
CHANGES = sa.table(
    'public_changes', sa.column('report_id'), sa.column('position'), sa.column('kind'),
    sa.column('at', UTCDateTime(timezone=True)), sa.column('told', sa.JSON()),
)
SITE_STATE = sa.table('site_state', sa.column('revision'))
OF_INDEX = 'fk_public_changes_report_id_public_reports'
OF_REPORTS = 'fk_public_changes_report_id_reports'


def upgrade() -> None:
    with op.batch_alter_table('public_changes') as table:
        table.drop_constraint(OF_INDEX, type_='foreignkey')
        table.create_foreign_key(OF_REPORTS, 'reports', ['report_id'], ['id'])
    with op.batch_alter_table('same_claims') as table:
        table.alter_column('group_id', existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column('told_group_id', sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f('fk_same_claims_told_group_id_claim_groups'), 'claim_groups', ['told_group_id'], ['id']
        )
        table.create_index(op.f('ix_same_claims_told_group_id'), ['told_group_id'])
    op.execute('UPDATE same_claims SET told_group_id = group_id')  # what readers were told they go on to be
    _tell()
    for name in ('public_reports', 'public_claims'):
        op.add_column(name, sa.Column('said', sa.JSON(), server_default='[]', nullable=False))
    _say()


def _say() -> None:
    """What searches look into besides: the article's words, reasons, quotes, titles of sources."""
    connection = op.get_bind()
    for report_id, edition_id, spelled in connection.execute(sa.select(PUBLIC_REPORTS.c.report_id, PUBLIC_REPORTS.c.edition_id, PUBLIC_REPORTS.c.search_text)).all():
        content = connection.scalar(sa.select(EDITIONS.c.content).where(EDITIONS.c.id == edition_id))
        if content is None or 'site' not in content:
            continue
        pieces = (piece['text'] for block in content['blocks'] for piece in block['pieces'])
        of_report = PUBLIC_REPORTS.c.report_id == report_id
        _add(PUBLIC_REPORTS, of_report, spelled, [['in the article', text] for text in pieces])
        titles = {source['number']: source['title'] for source in content['sources']}
        known = {claim['number']: claim for claim in content['claims']}
        of_claims = PUBLIC_CLAIMS.c.report_id == report_id
        for number, of_claim in connection.execute(
            sa.select(PUBLIC_CLAIMS.c.number, PUBLIC_CLAIMS.c.search_text).where(of_claims)
        ).all():
            said = _said(known[number], titles)
            _add(PUBLIC_CLAIMS, sa.and_(of_claims, PUBLIC_CLAIMS.c.number == number), of_claim, said)


def _said(claim: dict[str, Any], titles: dict[int, str]) -> list[list[str]]:
    found = [
        ('in the reasons', claim['verdict']['summary']),
        ('in the reasons', to_words(claim['verdict']['rationale'])),
        *(('in a quote', used['quote']) for used in claim['evidence']),
        *(('in a source', titles[used['source']]) for used in claim['evidence']),
    ]
    return [[where, words] for where, words in dict.fromkeys(found) if words]


def _add(table: sa.TableClause, which: Any, spelled: str, said: list[list[str]]) -> None:
    more = folded(' '.join(words for _where, words in said))
    values = {'said': said, 'search_text': f'{spelled} {more}' if more else spelled}
    op.get_bind().execute(sa.update(table).where(which).values(values))


def _tell() -> None:
    """The changes of each report as the index has them; of one that was withdrawn without words."""
    connection = op.get_bind()
    for report_id, position, told in connection.execute(
        sa.select(CHANGES.c.report_id, CHANGES.c.position, CHANGES.c.told)
    ).all():
        which = sa.and_(CHANGES.c.report_id == report_id, CHANGES.c.position == position)
        connection.execute(sa.update(CHANGES).where(which).values(told={**told, 'gone': ''}))
    for report_id in connection.scalars(sa.select(WITHDRAWALS.c.report_id).distinct()).all():
        content = connection.scalar(
            sa.select(EDITIONS.c.content)
            .where(EDITIONS.c.report_id == report_id)
            .order_by(EDITIONS.c.number.desc())
            .limit(1)
        )
        if content is None or 'site' not in content:
            continue
        gone = connection.execute(
            sa.select(WITHDRAWALS).where(WITHDRAWALS.c.report_id == report_id).order_by(WITHDRAWALS.c.id)
        ).all()
        connection.execute(sa.delete(CHANGES).where(CHANGES.c.report_id == report_id))
        rows = [{'report_id': report_id, **row} for row in _rows(content, gone)]
        connection.execute(sa.insert(CHANGES), rows)
    connection.execute(sa.update(SITE_STATE).values(revision=secrets.token_hex(8)))


def _rows(content: dict[str, Any], gone: Sequence[sa.Row[Any]]) -> list[dict[str, Any]]:
    by = next((w for w in gone if w.number == content['number'] or (w.whole and w.number > content['number'])), None)
    rows = [
        *(_change(content, change, by) for change in content['changes']),
        *(_withdrawal(content, withdrawal) for withdrawal in gone),
    ]
    rows.sort(key=lambda row: row['at'])
    return [{'position': position, **row} for position, row in enumerate(rows)]


def _change(content: dict[str, Any], change: dict[str, Any], by: Any) -> dict[str, Any]:
    told = {**change, **_shown(content), 'amendments': _amendments(content, change['claim']), 'gone': ''}
    if by:
        told |= {'statement': '', 'why': '', 'amendments': [], 'gone': by.at.strftime('%Y-%m-%dT%H:%M:%SZ')}
    return {'kind': change['kind'], 'at': datetime.fromisoformat(change['at']), 'told': told}


def _withdrawal(content: dict[str, Any], withdrawal: Any) -> dict[str, Any]:
    kind = 'report withdrawn' if withdrawal.whole else 'edition withdrawn'
    none = {'claim': None, 'statement': '', 'old': None, 'new': None, 'amendments': [], 'gone': ''}
    told = {
        **none,
        **_shown(content),
        'kind': kind,
        'edition': withdrawal.number,
        'why': withdrawal.why,
        'first_at': (content['earlier'] or [content])[0]['at'],
        'topics': content['article'].get('topics', []),
    }
    return {'kind': kind, 'at': withdrawal.at, 'told': told}


def _shown(content: dict[str, Any]) -> dict[str, str]:
    desk = content['desk']
    return {'desk': desk['name'], 'time_zone': desk['time_zone'], 'title': content['title']}


def _amendments(content: dict[str, Any], number: int) -> list[dict[str, Any]]:
    claim = next((each for each in content['claims'] if each['number'] == number), {})
    wordings = [*claim.get('earlier', ()), *claim.get('left_behind', ())]
    versions = {wording['amended'] for wording in wordings}
    return [each for each in content.get('amendments', []) if each['version'] in versions]


def downgrade() -> None:
    """What is told of withdrawals goes, and of withdrawn reports everything."""
    listed = sa.select(PUBLIC_REPORTS.c.report_id)
    for name in ('public_claims', 'public_reports'):
        op.drop_column(name, 'said')
    told = CHANGES.c.kind.in_(['report withdrawn', 'edition withdrawn'])
    op.execute(sa.delete(CHANGES).where(sa.or_(told, CHANGES.c.report_id.not_in(listed))))
    with op.batch_alter_table('public_changes') as table:
        table.drop_constraint(OF_REPORTS, type_='foreignkey')
        table.create_foreign_key(OF_INDEX, 'public_reports', ['report_id'], ['report_id'])
    op.execute('DELETE FROM same_claims WHERE group_id IS NULL')
    with op.batch_alter_table('same_claims') as table:
        table.drop_index(op.f('ix_same_claims_told_group_id'))
        table.drop_constraint(op.f('fk_same_claims_told_group_id_claim_groups'), type_='foreignkey')
        table.drop_column('told_group_id')
        table.alter_column('group_id', existing_type=sa.Integer(), nullable=False)
