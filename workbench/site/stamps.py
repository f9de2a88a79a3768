"""What the pages and files of each report are made of, told by a digest: a few queries for all.

Whoever keeps a copy need not ask for any address of a report whose stamp is what it was.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.publishing.elsewhere import CHECKED_ELSEWHERE
from workbench.publishing.flags import told_alone
from workbench.publishing.models import Edition, EditionFile, Flag, Report, Withdrawal
from workbench.publishing.pages.answers import etag_of
from workbench.publishing.pages.dress import dress_of

_OF_FLAG = Flag.id, Flag.kind, Withdrawal.number, Withdrawal.whole
# Each row: the report's id, then what is told; in an order that does not change by itself.
_TOLD: tuple[Select[*tuple[object, ...]], ...] = (
    select(Edition.report_id, Edition.number, Edition.sha256).order_by(Edition.id),
    select(Withdrawal.report_id, Withdrawal.number, Withdrawal.whole).order_by(Withdrawal.id),
    select(Edition.report_id, Edition.number, EditionFile.format, EditionFile.sha256)
    .join(Edition, Edition.id == EditionFile.edition_id)
    .order_by(EditionFile.id),
    told_alone(
        select(Report.id, *_OF_FLAG)
        .join(Claim, Claim.id == Flag.claim_id)
        .join(Report, Report.article_id == Claim.article_id)
        .join(Edition, Edition.id == Flag.edition_id)
        .outerjoin(Withdrawal, Withdrawal.report_id == Edition.report_id)
    ).order_by(Flag.id, Withdrawal.id),
)


def stamps(session: Session) -> Mapping[int, str]:
    """By the id of each report that was ever published: another one when anything of it is."""
    told: dict[int, list[object]] = {}
    for report_id, row in _rows(session):
        told.setdefault(report_id, []).append(row)
    desks = dict(session.execute(select(Report.id, Report.desk_id)).all())
    dresses = {desk_id: dress_of(session, desk_id).digest for desk_id in set(desks.values())}
    return {
        report_id: etag_of(repr(rows), "report", dresses[desks[report_id]])
        for report_id, rows in told.items()
    }


def _rows(session: Session) -> Iterator[tuple[int, object]]:
    for chosen in _TOLD:
        yield from ((cast("int", row[0]), row[1:]) for row in session.execute(chosen))
    reports = dict(session.execute(select(Report.article_id, Report.id)).all())
    for row in session.execute(CHECKED_ELSEWHERE):
        if row.article_id in reports:
            yield reports[row.article_id], row[1:]
