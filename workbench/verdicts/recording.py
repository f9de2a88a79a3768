"""What is kept of a verdict whenever it is saved or moved: a line in the record, and its words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import holding_of
from workbench.db import plain_write
from workbench.history.rules import EventKind
from workbench.verdicts.models import Round, Verdict, VerdictRevision
from workbench.verdicts.rules import VerdictState

# Everybody may read the record. Of a verdict that they may not see yet it tells that there was an
# act, and no word of it; `READINGS_OPENED` tells the words when they may.
_UNSEEN: Mapping[EventKind, EventKind] = {
    EventKind.VERDICT_DRAFTED: EventKind.READING_SAVED,
    EventKind.VERDICT_PROPOSED: EventKind.READING_HANDED_IN,
    EventKind.VERDICT_TAKEN_BACK: EventKind.READING_TAKEN_BACK,
}


def record_verdict(
    session: Session,
    kind: EventKind,
    claim: Claim,
    verdict: Verdict,
    by: Actor,
    comment: str = "",
    *,
    before: Mapping[str, Any] | None = None,
    stood: Verdict | None = None,
    stale_since: datetime | None = None,
    votes: str = "",
) -> None:
    """Add a line about a verdict to the record.

    `before`: how the claim was held before the move, which can then be taken back; `stood`: the
    verdict that stood until then; `stale_since`: since when this one was stale. None has words.
    `votes`: how it was voted, where a ballot decided.
    """
    undo = None if before is None else _way_back(claim, verdict, before, stood, stale_since)
    if verdict.blind:
        seat = {"version": verdict.number, "seat": str(verdict.reading)}
        record_claim(session, _UNSEEN[kind], claim=claim, by=by, details=seat, undo=undo)
        return
    details: dict[str, Any] = {"version": verdict.number}
    if not _may_be_hidden_yet(session, verdict):
        details |= _said(verdict)
    said = {"comment": comment.strip(), "votes": votes}
    details |= {name: words for name, words in said.items() if words}
    record_claim(session, kind, claim=claim, by=by, details=details, undo=undo)


def _may_be_hidden_yet(session: Session, verdict: Verdict) -> bool:
    """Whether a draft that all see may be read blind yet, should its claim's priority be raised.

    Lines are never changed, and dossiers tell them whole. What it said is in its revisions.
    """
    if verdict.state is not VerdictState.DRAFT or verdict.round_id is None:
        return False
    reading = session.get_one(Round, verdict.round_id)
    policy = reading.policy.fields
    return reading.opened_at is None and policy.blind and bool(policy.second_for)


def _said(verdict: Verdict) -> dict[str, str]:
    return {"rating": verdict.label, "summary": verdict.summary}


def _way_back(
    claim: Claim,
    verdict: Verdict,
    before: Mapping[str, Any],
    stood: Verdict | None,
    stale_since: datetime | None,
) -> dict[str, Any]:
    held = {"before": dict(before), "after": holding_of(claim)}
    stale = stale_since and stale_since.isoformat()
    return {**held, "verdict": verdict.id, "stood": stood and stood.id, "stale_since": stale}


def keep_revision(session: Session, verdict: Verdict, by: Actor) -> None:
    """Keep what a verdict says now beside what it said before."""
    said = {
        "verdict_id": verdict.id,
        "revision": verdict.revision,
        "rating_id": verdict.rating_id,
        "summary": verdict.summary,
        "rationale": verdict.rationale,
        "by_id": by.person_id,
        "at": verdict.at,
    }
    plain_write(session, insert(VerdictRevision), said)


def keep_what_was_loaded(session: Session, article: Article) -> None:
    """Keep what the verdicts on an article say that came with its dossier, as they came."""
    session.flush()
    columns = (
        Verdict.id, Verdict.revision, Verdict.rating_id, Verdict.summary, Verdict.rationale,
        Verdict.by_id, Verdict.at,
    )  # fmt: skip
    said = select(*columns).join(Verdict.claim).where(Claim.article_id == article.id)
    kept = ("verdict_id", "revision", "rating_id", "summary", "rationale", "by_id", "at")
    session.execute(insert(VerdictRevision).from_select(kept, said))
