"""What was published and has changed since, newest first."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from workbench.publishing.index.models import PublicChange, PublicReport, Withdrawn
from workbench.publishing.models import Report

CHANGES = "/reports/corrections/"
AT_ONCE = 50  # changes on a page
_KEY = re.compile(r"([0-9]{1,10})-([0-9]{1,10})-([0-9]{1,10})\Z")


class ChangeKey(NamedTuple):
    """Where a page of changes begins: behind the one of this moment (Unix time) and place."""

    at: int
    report_id: int
    position: int

    def __str__(self) -> str:
        return "-".join(map(str, self))


def change_key(written: str) -> ChangeKey | None:
    """A key as it stands in an address; none if it is none."""
    found = _KEY.match(written)
    return ChangeKey(*map(int, found.groups())) if found else None


def key_of_change(change: PublicChange) -> ChangeKey:
    """The key behind which the changes before this one begin."""
    return ChangeKey(int(change.at.timestamp()), change.report_id, change.position)


def address_behind(key: ChangeKey) -> str:
    """The page of the changes behind a key."""
    return f"{CHANGES}older/{key}/"


def changes_of_site(
    session: Session, *, behind: ChangeKey | None = None, limit: int = AT_ONCE + 1
) -> Sequence[tuple[PublicChange, str]]:
    """The last changes to what was published, each with the slug of its report."""
    chosen = select(PublicChange, Report.slug).join(Report, Report.id == PublicChange.report_id)
    if behind is not None:
        chosen = chosen.where(_behind(behind))
    rows = session.execute(chosen.order_by(*_NEWEST).limit(limit))
    return [(change, slug) for change, slug in rows]


def withdrawn_reports(session: Session, *, limit: int) -> Sequence[tuple[PublicChange, str]]:
    """The reports that were withdrawn last and are not back, each told once, with its slug."""
    withdrawn = select(PublicChange.report_id, func.max(PublicChange.position).label("position"))
    last = (
        withdrawn.where(PublicChange.kind == Withdrawn.REPORT)
        .group_by(PublicChange.report_id)
        .subquery()
    )
    chosen = (
        select(PublicChange, Report.slug)
        .join(
            last,
            and_(
                PublicChange.report_id == last.c.report_id,
                PublicChange.position == last.c.position,
            ),
        )
        .join(Report, Report.id == PublicChange.report_id)
        .where(Report.id.not_in(select(PublicReport.report_id)))
    )
    rows = session.execute(chosen.order_by(*_NEWEST).limit(limit))
    return [(change, slug) for change, slug in rows]


_NEWEST = (PublicChange.at.desc(), PublicChange.report_id.desc(), PublicChange.position.desc())


def _behind(key: ChangeKey) -> ColumnElement[bool]:
    at, report_id, position = (
        datetime.fromtimestamp(key.at, UTC), key.report_id, key.position,
    )  # fmt: skip
    same_report = and_(PublicChange.report_id == report_id, PublicChange.position < position)
    earlier_report = PublicChange.report_id < report_id
    return or_(PublicChange.at < at, and_(PublicChange.at == at, or_(earlier_report, same_report)))


def older_changes(session: Session) -> Iterator[str]:
    """The addresses of the pages of changes behind the first."""
    rows = session.execute(
        select(PublicChange.at, PublicChange.report_id, PublicChange.position).order_by(*_NEWEST)
    ).all()
    for at, report_id, position in rows[AT_ONCE - 1 : -1 : AT_ONCE]:
        yield address_behind(ChangeKey(int(at.timestamp()), report_id, position))
