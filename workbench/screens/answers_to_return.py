"""The answer to a return as a difference: what was asked for, and what has changed since."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.articles.word_difference import Piece, word_difference
from workbench.evidence.models import Evidence
from workbench.evidence.queries import sees_piece
from workbench.verdicts.models import Review, Verdict
from workbench.verdicts.points import last_return, words_of
from workbench.web.words import word

_FOR_ALL = ("stance", "quote", "about")
_FOR_CONFIDANTS = ("locator", "note")


@dataclass(frozen=True)
class Changed:
    """What leads from words as they were returned to those of now; `what` they are of."""

    what: str
    pieces: Sequence[Piece]
    anchor: str = ""


@dataclass(frozen=True)
class Answer:
    """A return, and every change since; none where nothing has changed."""

    review: Review
    changes: Sequence[Changed]


def answer_to_return(
    session: Session, verdict: Verdict, evidence: Sequence[Evidence], opened: Container[int]
) -> Answer | None:
    """How a verdict answers the claim's last return, if that was of an earlier version."""
    review = last_return(session, verdict.claim)
    if review is None or review.verdict.number >= verdict.number:
        return None
    changes = [*_of_statement(review, verdict), *_of_evidence(session, review, evidence, opened)]
    return Answer(review, [*changes, *_of_verdict(review.verdict, verdict)])


def _of_statement(review: Review, verdict: Verdict) -> Iterator[Changed]:
    now = verdict.claim.statement
    if review.returned is not None and review.returned.statement != now:
        yield Changed(_("Statement"), word_difference(review.returned.statement, now), "statement")


def _of_verdict(before: Verdict, after: Verdict) -> Iterator[Changed]:
    words = {
        _("Rating"): (before.rating, after.rating),
        _("Summary"): (before.summary, after.summary),
        _("Rationale"): (before.rationale, after.rationale),
    }
    for what, (old, new) in words.items():
        yield from _difference(what, _label(old), _label(new), "verdict")


def _label(said: Any) -> str:
    return getattr(said, "label", said) or ""


def _difference(what: str, old: str, new: str, anchor: str) -> Iterator[Changed]:
    if old != new:
        yield Changed(what, word_difference(old, new), anchor)


def _of_evidence(
    session: Session, review: Review, evidence: Sequence[Evidence], opened: Container[int]
) -> Iterator[Changed]:
    """Pieces that changed, came or went. Returns without points kept nothing to compare with."""
    if review.returned is None:
        return
    before, now = review.returned.evidence, {str(piece.id): piece for piece in evidence}
    gone = _pieces(session, [int(key) for key in before if key not in now])
    for piece in [*gone, *evidence]:
        whole = sees_piece(piece, opened)
        old = _lines(before.get(str(piece.id), {}), whole)
        new = _lines(words_of(piece), whole) if str(piece.id) in now else ""
        what = _("Evidence: %(title)s", title=piece.source.title)
        yield from _difference(what, old, new, f"evidence-{piece.id}" if new else "")


def _lines(said: Mapping[str, Any], whole: bool) -> str:  # noqa: FBT001 - said of one piece
    """What a piece says, a line each; what only confidants may read is left out for others."""
    names = (*_FOR_ALL, *(_FOR_CONFIDANTS if whole else ()))
    words = {name: said.get(name, "") for name in names}
    if words["stance"]:
        words["stance"] = word(words["stance"])
    return "\n".join(filter(None, words.values()))


def _pieces(session: Session, ids: Sequence[int]) -> Sequence[Evidence]:
    if not ids:
        return ()
    chosen = select(Evidence).options(joinedload(Evidence.source)).where(Evidence.id.in_(ids))
    return session.scalars(chosen.order_by(Evidence.id)).all()
