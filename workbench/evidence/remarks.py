"""What becomes of the remarks of a manuscript: a comment a claim, a footnote a source of one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import RemarkSettled, RemarkUnplaced
from workbench.articles.marks import Span
from workbench.articles.models import Article, Remark, Version
from workbench.articles.queries import current_version, text_between
from workbench.articles.remarks import standing
from workbench.articles.rules import RemarkState
from workbench.claims.errors import ClaimLocked
from workbench.claims.models import Claim, Passage
from workbench.claims.rules import LOCKED, Status
from workbench.claims.service import ClaimFields, mark_claim
from workbench.claims.status import refuse_if_still
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.history.queries import last_event_id, undoable_since
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.remarks import RemarkKind
from workbench.sources.alike import same_sources
from workbench.sources.models import Source
from workbench.sources.service import SourceFields, add_source


def accept_remark(
    session: Session, *, article: Article, remark: Remark, proposed: str, url: str, by: Actor
) -> Claim:
    """Make a claim of a comment, and of a note a source of the claims on its words.

    Where there is no claim on them, the note makes one. `proposed` is what the claim says, or what
    the source is called; one that the library has already by its address, `url`, is not added.
    Returns the claim. Raises `RemarkSettled`, `RemarkUnplaced`, `ClaimLocked`.
    """
    _hold(session, article, remark, RemarkState.WAITS)
    since = last_event_id(session, article.id)
    version = current_version(session, article)
    span = _span(session, remark, version)
    if remark.kind is RemarkKind.COMMENT:
        claim = _mark(session, article, version, span, by, ClaimFields(proposed))
    else:
        claim = _use_source(session, article, version, remark, span, proposed, url, by)
    _settle(session, remark, RemarkState.ACCEPTED, by, claim)
    acts = undoable_since(session, since, article_id=article.id, person_id=by.person_id)
    undo = {"remark": remark.id, "acts": acts}
    _record(session, EventKind.REMARK_ACCEPTED, remark, by, claim, undo)
    return claim


def accept_remarks(
    session: Session, *, article: Article, remarks: Sequence[Remark], by: Actor
) -> int:
    """Accept those of the remarks that wait and can be accepted, comments first; how many.

    So notes find the claims that comments on their words became.
    """
    accepted = 0
    for remark in sorted(remarks, key=lambda each: each.kind is not RemarkKind.COMMENT):
        try:
            accept_remark(
                session, article=article, remark=remark, proposed=remark.proposed,
                url=remark.url, by=by,
            )  # fmt: skip
        except (RemarkSettled, RemarkUnplaced, ClaimLocked):
            continue  # it is left as it is: nothing was written yet
        accepted += 1
    return accepted


def dismiss_remark(session: Session, *, article: Article, remark: Remark, by: Actor) -> None:
    """Put a remark aside; it can be taken up again. Raises `RemarkSettled`."""
    _hold(session, article, remark, RemarkState.WAITS)
    _settle(session, remark, RemarkState.DISMISSED, by)
    _record(session, EventKind.REMARK_DISMISSED, remark, by, undo={"remark": remark.id})


def take_up_remark(session: Session, *, article: Article, remark: Remark, by: Actor) -> None:
    """Let a remark wait again; what it became stays. Raises `RemarkSettled` if it waits."""
    _hold(session, article, remark, RemarkState.ACCEPTED, RemarkState.DISMISSED)
    let_wait(session, remark)
    _record(session, EventKind.REMARK_TAKEN_UP_AGAIN, remark, by)


def let_wait(session: Session, remark: Remark) -> None:
    """Put a remark among those that wait; the caller has locked it, and records the act."""
    remark.state, remark.claim_number = RemarkState.WAITS, None
    remark.settled_by_id = remark.settled_at = None
    session.flush()


def _hold(session: Session, article: Article, remark: Remark, *states: RemarkState) -> None:
    """Lock the article and a remark of it, which must be in one of these states."""
    lock(session, article)
    lock(session, remark)
    if remark.state not in states:
        raise RemarkSettled(
            _(
                "Somebody was faster: this remark is %(state)s. Nothing was changed.",
                state=remark.state,
            )
        )


def _span(session: Session, remark: Remark, version: Version) -> Span:
    (found,) = standing(session, [remark], version)
    if found.span is None:
        raise RemarkUnplaced(
            _(
                "The words of this remark do not stand in the text. Nothing was changed: mark the "
                "right words in the article, then dismiss the remark."
            )
        )
    return found.span


def _mark(
    session: Session, article: Article, version: Version, span: Span, by: Actor,
    fields: ClaimFields | None = None,
) -> Claim:  # fmt: skip
    start, end = span
    exact = text_between(session, version.id, start, end)
    return mark_claim(
        session, article=article, version=version, start=start, end=end, exact=exact, by=by,
        fields=fields,
    )  # fmt: skip


def _use_source(
    session: Session, article: Article, version: Version, remark: Remark, span: Span, title: str,
    url: str, by: Actor,
) -> Claim:  # fmt: skip
    """Attach what a note names to the claims on its words. What it says is kept as a note."""
    claims = _claims_on(session, version, span) or [_mark(session, article, version, span, by)]
    source = _source(session, SourceFields(title, url=url), by)
    for claim in claims:
        fields = EvidenceFields(Stance.CONTEXT, note=remark.text)
        add_evidence(session, claim=claim, source=source, fields=fields, by=by)
    return claims[0]


def _claims_on(session: Session, version: Version, span: Span) -> Sequence[Claim]:
    """The claims on words that may be changed. Raises `ClaimLocked` if there are others alone."""
    found = session.scalars(
        select(Claim)
        .where(
            Claim.status != Status.WITHDRAWN,
            Claim.id.in_(
                select(Passage.claim_id).where(
                    Passage.version_id == version.id, Passage.start < span[1], Passage.end > span[0]
                )
            ),
        )
        .order_by(Claim.id)
    ).all()
    free = [claim for claim in found if claim.status not in LOCKED]
    for claim in found if not free else ():
        refuse_if_still(claim)
    return free


def _source(session: Session, fields: SourceFields, by: Actor) -> Source:
    known = same_sources(session, by, fields)
    return known[0] if known else add_source(session, fields=fields, by=by)


def _settle(
    session: Session, remark: Remark, state: RemarkState, by: Actor, claim: Claim | None = None
) -> None:
    remark.state, remark.claim_number = state, claim.number if claim else None
    remark.settled_by_id, remark.settled_at = by.person_id, now()
    session.flush()


def _record(
    session: Session, kind: EventKind, remark: Remark, by: Actor, claim: Claim | None = None,
    undo: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    details: dict[str, Any] = {"kind": remark.kind, "author": remark.author, "exact": remark.exact}
    if claim is not None:
        details["number"] = claim.number
    record(
        session, kind, by=by, article_id=remark.article_id,
        claim_id=claim.id if claim else None, details=details, undo=undo,
    )  # fmt: skip
