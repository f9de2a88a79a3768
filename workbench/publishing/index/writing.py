"""The index, written along with what it tells of."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, undefer

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.index.entries import entries_of
from workbench.publishing.index.models import (
    PublicChange,
    PublicClaim,
    PublicFacet,
    PublicReport,
    SiteState,
)
from workbench.publishing.models import Edition, Report

_OF_REPORTS = (PublicChange, PublicClaim, PublicFacet, PublicReport)


def index_edition(
    session: Session, report: Report, edition: Edition, content: EditionContent
) -> None:
    """Let the lists show a report by this edition, its newest; of what was withdrawn that alone."""
    found = entries_of(content, report.withdrawals)
    take_out(session, report)
    named = {"report_id": report.id}
    if found.report:
        _insert(session, PublicReport, named, [{"edition_id": edition.id, **found.report}])
    _insert(session, PublicFacet, named, found.facets)
    _insert(session, PublicClaim, named, found.claims)
    _insert(session, PublicChange, named, found.changes)


def index_report(session: Session, report: Report) -> None:
    """Let the lists show a report by its newest edition, and what was withdrawn of it."""
    newest = session.scalars(
        select(Edition)
        .where(Edition.report_id == report.id)
        .order_by(Edition.number.desc())
        .limit(1)
        .options(undefer(Edition.content))
    ).one()
    index_edition(session, report, newest, from_json(newest.content))


def take_out(session: Session, report: Report) -> None:
    """Let no list show a report, nor what became of it."""
    for table in _OF_REPORTS:
        session.execute(delete(table).where(table.report_id == report.id))
    _site_changed(session)


def index_everything(session: Session) -> int:
    """Make the index anew from the editions there are. How many reports it has."""
    reports = session.scalars(select(Report).order_by(Report.id)).all()
    for report in reports:
        index_report(session, report)
        session.flush()
    return len(reports)


def _site_changed(session: Session) -> None:
    """Another revision, which no state had before: two who publish at once wait for each other."""
    revision = secrets.token_hex(8)
    if not session.execute(update(SiteState).values(revision=revision)).rowcount:  # type: ignore[attr-defined]
        session.add(SiteState(id=1, revision=revision))
    session.flush()


def _insert(
    session: Session, table: Any, named: Mapping[str, int], rows: list[dict[str, Any]]
) -> None:
    if rows:
        session.execute(insert(table), [{**named, **row} for row in rows])
