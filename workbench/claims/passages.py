"""Where claims stand: adding, adjusting and removing passages.

Every passage goes through `place_passage`, which holds the promise `text[start:end] == exact`, and
that no claim comes to stand in a version that is the newest no more.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.anchoring import CONTEXT, quote_at
from workbench.articles.models import Sentence, Version
from workbench.articles.queries import text_between
from workbench.articles.versions import refuse_if_older
from workbench.claims.errors import AlreadyMarked, LastPassage, PassageGone, QuoteElsewhere
from workbench.claims.models import Claim, Passage, Touch
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, plain_rows
from workbench.errors import message as _
from workbench.history.rules import EventKind


def place_passage(
    session: Session, version: Version, *, start: int, end: int, exact: str
) -> Passage:
    """A passage for words that stand at these offsets, spaces at its edges left out.

    The caller has locked the article, or the claim. Raises `QuoteElsewhere` when they do not, or
    when there is nothing but space, and `TextMovedOn`.
    """
    refuse_if_older(session, version)
    window_start = max(0, start - CONTEXT)
    window = window_of(session, version, start=start, end=end, exact=exact)
    start += len(exact) - len(exact.lstrip())
    end -= len(exact) - len(exact.rstrip())
    quote = quote_at(window, start - window_start, end - window_start)
    passage = Passage(
        version_id=version.id,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=start,
        end=end,
    )
    touch_sentences(session, passage)
    return passage


def window_of(session: Session, version: Version, *, start: int, end: int, exact: str) -> str:
    """The text around words that stand at these offsets, `CONTEXT` code points on each side.

    Raises `QuoteElsewhere` when they do not, or when there is nothing but space.
    """
    window_start = max(0, start - CONTEXT)
    window = text_between(session, version.id, window_start, end + CONTEXT)
    held = window[start - window_start : end - window_start]
    # The end is compared too: a slice stops quietly where the text does.
    if start < 0 or end != start + len(exact) or held != exact or not exact.strip():
        raise QuoteElsewhere(
            _(
                "The words selected do not stand there in the article’s text. Nothing was marked; "
                "reload the page and select them again."
            )
        )
    return window


def place_again(session: Session, version: Version, start: int, end: int) -> Passage:
    """A passage where one was before; a version's text never changes, so the words are there."""
    exact = text_between(session, version.id, start, end)
    return place_passage(session, version, start=start, end=end, exact=exact)


def put_at(session: Session, passage: Passage, placed: Passage) -> None:
    """Move a passage to where another was placed."""
    passage.exact, passage.prefix, passage.suffix = placed.exact, placed.prefix, placed.suffix
    passage.start, passage.end = placed.start, placed.end
    touch_sentences(session, passage)
    session.flush()


def touch_sentences(session: Session, passage: Passage) -> None:
    """Work out which sentences a passage overlaps, and which of them wholly."""
    if passage.touched:
        passage.touched.clear()
        session.flush()  # before the same keys are written anew
    span = {"version_id": passage.version_id, "start": passage.start, "end": passage.end}
    passage.touched = [
        Touch(sentence_id=sentence_id, whole=passage.start <= start and end <= passage.end)
        for sentence_id, start, end in plain_rows(session, _OVERLAPPED, span)
    ]


_OVERLAPPED = (
    select(Sentence.id, Sentence.start, Sentence.end)
    .where(
        Sentence.version_id == bindparam("version_id"),
        Sentence.end > bindparam("start"),
        Sentence.start < bindparam("end"),
    )
    .order_by(Sentence.position)
)


def add_passage(
    session: Session, *, claim: Claim, version: Version, start: int, end: int, exact: str, by: Actor
) -> Passage:
    """Let a claim stand at one more place.

    Raises `QuoteElsewhere`, `AlreadyMarked`, `ClaimLocked`, `TextMovedOn`.
    """
    lock(session, claim)
    refuse_if_still(claim)
    passage = place_passage(session, version, start=start, end=end, exact=exact)
    _refuse_twice(claim, passage)
    claim.passages.append(passage)
    session.flush()
    undo = {**_place(passage), "only": len(claim.passages) == 1}
    _record(session, EventKind.PASSAGE_ADDED, claim, passage.exact, undo, by)
    return passage


def adjust_passage(
    session: Session,
    *,
    passage: Passage,
    start: int,
    end: int,
    exact: str,
    revision: int,
    by: Actor,
) -> None:
    """Move a passage’s bounds.

    Raises `QuoteElsewhere`, `AlreadyMarked`, `EditedMeanwhile`, `ClaimLocked`, `PassageGone`.
    """
    claim = _hold(session, passage)
    begin_edit(session, passage, revision)
    before = _place(passage)
    placed = place_passage(session, passage.version, start=start, end=end, exact=exact)
    _refuse_twice(claim, placed, but=passage)
    put_at(session, passage, placed)
    undo = {**_place(passage), "before": before}
    _record(session, EventKind.PASSAGE_ADJUSTED, claim, passage.exact, undo, by)


def remove_passage(session: Session, *, passage: Passage, by: Actor) -> None:
    """Let a claim no longer stand at a place.

    Raises `LastPassage`, `ClaimLocked`, `PassageGone`.
    """
    claim = _hold(session, passage)
    if len(claim.passages) == 1:
        raise LastPassage(
            _("This is the only place where the claim stands. Withdraw the claim instead.")
        )
    place, exact = _place(passage), passage.exact
    claim.passages.remove(passage)
    session.flush()
    _record(session, EventKind.PASSAGE_REMOVED, claim, exact, place, by)


def _hold(session: Session, passage: Passage) -> Claim:
    """Lock the claim of a passage, which must stand there still."""
    claim = passage.claim
    lock(session, claim)
    refuse_if_still(claim)
    standing_there(claim, [passage.id])
    return claim


def standing_there(claim: Claim, passage_ids: Collection[int]) -> list[Passage]:
    """The passages of a claim, which the caller has locked, with these ids.

    Raises `PassageGone` when one of them is not a place of the claim any more.
    """
    if not {passage.id for passage in claim.passages}.issuperset(passage_ids):
        raise PassageGone(
            _(
                "The claim stands there no more: the text has a new version, or somebody took the "
                "passage away. Nothing was changed; reload the page and look at the claim again."
            )
        )
    return [passage for passage in claim.passages if passage.id in passage_ids]


def _refuse_twice(claim: Claim, placed: Passage, but: Passage | None = None) -> None:
    place = (placed.version_id, placed.start, placed.end)
    others = [p for p in claim.passages if p is not but]
    if place in {(p.version_id, p.start, p.end) for p in others}:
        raise AlreadyMarked(
            _("Claim %(number)s stands at these very words already.", number=claim.number)
        )


def _place(passage: Passage) -> dict[str, Any]:
    return {"version_id": passage.version_id, "start": passage.start, "end": passage.end}


def _record(
    session: Session, kind: EventKind, claim: Claim, exact: str, undo: dict[str, Any], by: Actor
) -> None:
    record_claim(session, kind, claim=claim, by=by, details={"exact": exact}, undo=undo)
