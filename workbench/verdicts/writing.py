"""What writing a verdict needs, whichever reader writes it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.queries import current_version
from workbench.claims.models import Claim
from workbench.claims.queries import words_in
from workbench.db import now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.errors import VerdictIncomplete, WordsUnread
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.recording import keep_revision, record_verdict
from workbench.verdicts.rounds import Reviewing, hide_what_was_shown
from workbench.verdicts.rules import Seat


@dataclass(frozen=True)
class VerdictFields:
    """What a verdict says: rating, one-sentence summary, rationale in Markdown."""

    rating: Rating | None
    summary: str = ""
    rationale: str = ""


def add_version(
    session: Session, claim: Claim, by: Actor, *, reading: Seat = Seat.FIRST, revision: int = 1
) -> Verdict:
    """A verdict with the claim's next number."""
    number = session.scalar(_NEXT_NUMBER.where(Verdict.claim_id == claim.id)) or 1
    verdict = Verdict(
        claim_id=claim.id, number=number, revision=revision, by_id=by.person_id,
        reading=reading, current=reading is Seat.FIRST,
    )  # fmt: skip
    session.add(verdict)
    return verdict


_NEXT_NUMBER = select(func.coalesce(func.max(Verdict.number), 0) + 1)


def write(
    session: Session,
    claim: Claim,
    verdict: Verdict,
    fields: VerdictFields,
    reviewing: Reviewing,
    by: Actor,
) -> None:
    """Let a draft say this, and keep it."""
    blind = reviewing.is_blind(claim)
    if blind:
        hide_what_was_shown(session, reviewing)
    verdict.rating = fields.rating
    verdict.summary, verdict.rationale = fields.summary.strip(), fields.rationale.strip()
    verdict.round_id = reviewing.round.id if reviewing.round else None
    verdict.blind, verdict.at = blind, now()
    session.flush()
    keep_revision(session, verdict, by)
    record_verdict(session, EventKind.VERDICT_DRAFTED, claim, verdict, by)


def refuse_incomplete(fields: VerdictFields) -> None:
    """Raises `VerdictIncomplete` without rating or summary."""
    if fields.rating is None or not fields.summary.strip():
        raise VerdictIncomplete(
            _(
                "A verdict needs a rating and a one-sentence summary before it can be proposed. "
                "What you wrote is still here."
            )
        )


def refuse_unread(session: Session, claim: Claim, read_in: int) -> None:
    """A verdict is given on words; these may have changed while it was being written.

    `read_in` is the number of the article's version in which the author read the claim. Raises
    `WordsUnread`.
    """
    newest = current_version(session, claim.article).number
    if read_in == newest:
        return
    if words_in(session, claim, read_in) != words_in(session, claim, newest):
        raise WordsUnread(
            _(
                "The article has a version %(number)s now, and this claim has other words in it. "
                "Nothing was proposed; what you wrote is still here. "
                "Read the words as they are now, then propose again.",
                number=newest,
            )
        )
