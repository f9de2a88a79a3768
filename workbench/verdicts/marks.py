"""What ratings make of an article's text: its marks, and its sentences in their colours."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Sentence
from workbench.claims.models import Claim, Passage, Touch
from workbench.claims.rules import Status
from workbench.db import plain_rows
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rules import Token
from workbench.verdicts.sight import SHOWN


class Mark(NamedTuple):
    """A passage of a live claim in the text, with the rating the claim has now."""

    passage_id: int
    start: int
    end: int
    claim_number: int
    token: Token | None
    label: str | None


def marks_in(session: Session, version_id: int, start: int, end: int) -> Sequence[Mark]:
    """The marks that overlap a span of a version, earliest and longest first."""
    span = {"version_id": version_id, "start": start, "end": end}
    return [Mark(*row) for row in plain_rows(session, _MARKS, span)]


_MARKS = (
    select(Passage.id, Passage.start, Passage.end, Claim.number, Rating.token, Rating.label)
    .join(Claim, Claim.id == Passage.claim_id)
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN)
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
    .where(
        Passage.version_id == bindparam("version_id"),
        Passage.start < bindparam("end"),
        Passage.end > bindparam("start"),
        Claim.status != Status.WITHDRAWN,
    )
    .order_by(Passage.start, Passage.end.desc(), Passage.id)
)


def claimed_sentences_of(
    session: Session, version_ids: Collection[int]
) -> Mapping[int, Mapping[Token | None, int]]:
    """How many body sentences each rating colours, by version id, in one query.

    A sentence counts for its first claim.
    """
    counts: dict[int, dict[Token | None, int]] = {}
    counted = plain_rows(session, _CLAIMED_SENTENCES, {"version_ids": list(version_ids)})
    for version_id, token, number in counted:
        counts.setdefault(version_id, {})[token] = number
    return counts


# Each claimed body sentence with the ratings of its claims, the first claim's in place 1.
_FIRST_CLAIMS = (
    select(
        Passage.version_id,
        Rating.token,
        func.row_number()
        .over(partition_by=Touch.sentence_id, order_by=(Claim.position, Claim.id))
        .label("place"),
    )
    .join(Touch, Touch.passage_id == Passage.id)
    .join(Sentence, Sentence.id == Touch.sentence_id)
    .join(Claim, Claim.id == Passage.claim_id)
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN)
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
    .where(
        Passage.version_id.in_(bindparam("version_ids", expanding=True)),
        Sentence.body,
        Claim.status != Status.WITHDRAWN,
    )
    .subquery()
)
_CLAIMED_SENTENCES = (
    select(_FIRST_CLAIMS.c.version_id, _FIRST_CLAIMS.c.token, func.count())
    .where(_FIRST_CLAIMS.c.place == 1)
    .group_by(_FIRST_CLAIMS.c.version_id, _FIRST_CLAIMS.c.token)
)
