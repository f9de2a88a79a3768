"""The index says of each report what its newest edition does."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.cli.progress import Advance
from workbench.db import Base
from workbench.publishing.edition.stored import from_json
from workbench.publishing.index.entries import Entries, entries_of
from workbench.publishing.index.models import (
    PublicChange,
    PublicClaim,
    PublicFacet,
    PublicReport,
)
from workbench.publishing.models import Edition, Report, Withdrawal


def index_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Reports that lists and searches show otherwise than their newest editions."""
    newest = select(func.max(Edition.id)).group_by(Edition.report_id)
    withdrawals: dict[int, list[Withdrawal]] = {}
    for each in session.scalars(select(Withdrawal).order_by(Withdrawal.id)):
        withdrawals.setdefault(each.report_id, []).append(each)
    editions = (
        select(Report.id, Report.slug, Edition.content)
        .join(Edition.report)
        .where(Edition.id.in_(newest))
        .order_by(Edition.id)
        .execution_options(yield_per=10)
    )
    for report_id, slug, content in session.execute(editions):
        told = entries_of(from_json(content), withdrawals.get(report_id, ()))
        if _indexed(session, report_id) != _in_order(told):
            yield f"Report {slug}: the index tells of it otherwise than its edition"
        advance(1)


def _indexed(session: Session, report_id: int) -> list[Any]:
    tables: Sequence[type[Base]] = (PublicReport, PublicFacet, PublicClaim, PublicChange)
    return [_rows(session, table, report_id) for table in tables]


def _rows(session: Session, table: Any, report_id: int) -> list[dict[str, Any]]:
    left_out = {"report_id", "edition_id"}
    names = sorted(c.name for c in table.__table__.columns if c.name not in left_out)
    found = session.execute(
        select(*(getattr(table, name) for name in names)).where(table.report_id == report_id)
    )
    return sorted((dict(zip(names, row, strict=True)) for row in found), key=str)


def _in_order(entries: Entries) -> list[Any]:
    report = [entries.report] if entries.report else []
    parts = (report, entries.facets, entries.claims, entries.changes)
    return [sorted((dict(sorted(row.items())) for row in part), key=str) for part in parts]
