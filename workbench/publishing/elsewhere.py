"""Where else a claim was checked: the same claim in other reports, as far as readers have it."""

from collections.abc import Mapping

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from workbench.claims.models import Claim, SameClaim
from workbench.db import plain_rows
from workbench.publishing.flags import flags_told
from workbench.publishing.index.models import PublicClaim, PublicReport
from workbench.publishing.models import Edition, Flag, Report
from workbench.publishing.pages.elsewhere import ChangedElsewhere, CheckedElsewhere, Elsewhere

MOST = 20  # reports that a claim's page names


def elsewhere(session: Session, edition: Edition, number: int) -> Elsewhere:
    """What readers of a claim are told of other reports, by the index. Three queries."""
    named = {"article_id": edition.report.article_id, "number": number}
    rows = plain_rows(session, _CHECKED, named).all()
    checked = tuple(CheckedElsewhere(*row[:-1], at=row.at.isoformat()) for row in rows)
    return Elsewhere(changed_elsewhere(session, edition).get(number, ()), checked)


_MINE, _THEIRS, _OTHER = aliased(SameClaim), aliased(SameClaim), aliased(Claim)
_TOLD = (
    select(
        PublicReport.slug, PublicReport.title, PublicClaim.number, PublicClaim.statement,
        PublicClaim.label, PublicClaim.token, PublicClaim.icon,
        func.coalesce(PublicClaim.changed_at, PublicClaim.published_at).label("at"),
    )
    .join(PublicReport, PublicReport.report_id == PublicClaim.report_id)
    .join(Report, Report.id == PublicClaim.report_id)
    .join(
        _OTHER, (_OTHER.article_id == Report.article_id) & (_OTHER.number == PublicClaim.number)
    )
    .join(_THEIRS, _THEIRS.claim_id == _OTHER.id)
    .join(_MINE, _MINE.told_group_id == _THEIRS.told_group_id)
    .join(Claim, Claim.id == _MINE.claim_id)
    .where(_OTHER.article_id != Claim.article_id)
    .order_by(PublicReport.first_at.desc(), PublicClaim.number)
)  # fmt: skip
_CHECKED = _TOLD.where(
    Claim.article_id == bindparam("article_id"), Claim.number == bindparam("number")
).limit(MOST)
# Of all claims at once: the article and the number, then what is told of another report.
CHECKED_ELSEWHERE = _TOLD.with_only_columns(
    Claim.article_id, Claim.number, *_TOLD.selected_columns
).order_by(PublicReport.report_id, Claim.id)


def changed_elsewhere(
    session: Session, edition: Edition
) -> Mapping[int, tuple[ChangedElsewhere, ...]]:
    """What was changed in other reports about a report's claims, by their numbers."""
    told: dict[int, tuple[ChangedElsewhere, ...]] = {}
    for flag in flags_told(session, edition.report):
        number = flag.claim.number
        told[number] = (*told.get(number, ()), _changed(flag))
    return told


def _changed(flag: Flag) -> ChangedElsewhere:
    at = flag.at.isoformat()
    return ChangedElsewhere(flag.edition.report.slug, flag.other.number, str(flag.kind), at)
