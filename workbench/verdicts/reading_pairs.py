"""What both readers of a claim said: pairs of ratings, of rounds that are open to everybody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from workbench.db import plain_rows
from workbench.policies.models import Policy
from workbench.verdicts.confusion import Confusion, Step
from workbench.verdicts.models import Rating, Round, Scale, Verdict
from workbench.verdicts.queries import scales_of
from workbench.verdicts.rules import Seat, VerdictState

ScaleKey = tuple[str, tuple[tuple[str, int | None], ...]]
Given = tuple[ScaleKey, Step]


@dataclass(frozen=True)
class ReadingPairs:
    """A desk's pairs: those read blind, by scale; how many were not, or are of two scales."""

    confusions: Sequence[Confusion]
    read_openly: int
    of_two_scales: int


def reading_pairs(session: Session, desk_id: int) -> ReadingPairs:
    """What both readers said of each round that is open, as it was when it was opened.

    Versions of a scale that differ in neither labels nor values are one. A reader who saw the first
    verdict says nothing about agreement, so what was not read blind is only counted: also where the
    first verdict had been open to all before a second reader came to be wanted.
    """
    scales = scales_of(session, desk_id)
    steps = _steps(scales)
    given = _given(scales, steps)
    blind: Counter[tuple[Given, Given]] = Counter()
    read_openly = 0
    for first, second, was_blind, times in plain_rows(session, _PAIRS, {"desk_id": desk_id}):
        if was_blind:
            blind[given[first], given[second]] += times
        else:
            read_openly += times
    confusions = [_confusion(key, steps[key], blind) for key in steps]
    return ReadingPairs(
        [each for each in confusions if each.pairs],
        read_openly,
        blind.total() - sum(each.pairs for each in confusions),
    )


def _steps(scales: Sequence[Scale]) -> Mapping[ScaleKey, Sequence[Step]]:
    """The steps of each scale as they look in its newest version."""
    found: dict[ScaleKey, Sequence[Step]] = {}
    for scale in scales:
        found.setdefault(_key(scale), [_step(rating) for rating in scale.ratings])
    return found


def _key(scale: Scale) -> ScaleKey:
    return scale.name, tuple((rating.label, rating.value) for rating in scale.ratings)


def _step(rating: Rating) -> Step:
    return Step(rating.label, rating.value, rating.token, rating.icon)


def _given(
    scales: Sequence[Scale], steps: Mapping[ScaleKey, Sequence[Step]]
) -> Mapping[int, Given]:
    """Scale and step of each rating, by its id."""
    return {
        rating.id: (_key(scale), step)
        for scale in scales
        for rating, step in zip(scale.ratings, steps[_key(scale)], strict=True)
    }


def _confusion(
    key: ScaleKey, steps: Sequence[Step], pairs: Mapping[tuple[Given, Given], int]
) -> Confusion:
    cells = {
        (first, second): times
        for ((of_first, first), (of_second, second)), times in pairs.items()
        if of_first == of_second == key
    }
    return Confusion(key[0], steps, cells)


# Versions of a round's verdict that came after it was opened were written by who knew the other's.
_READ = (
    select(Verdict.round_id, Verdict.reading, func.max(Verdict.number).label("number"))
    .join(Round, Round.id == Verdict.round_id)
    .join(Policy, Policy.id == Round.policy_id)
    .where(
        Policy.desk_id == bindparam("desk_id"),
        or_(Verdict.at <= Round.opened_at, Round.shown),
        Verdict.state != VerdictState.DRAFT,  # left behind by who stopped reading
    )
    .group_by(Verdict.round_id, Verdict.reading)
    .cte("read")
)
_FIRST, _SECOND = aliased(Verdict), aliased(Verdict)
_FIRST_READ, _SECOND_READ = aliased(_READ), aliased(_READ)
_FIRST_RATING, _SECOND_RATING = aliased(Rating), aliased(Rating)
_WAS_BLIND = and_(Policy.blind, ~Round.shown)
_PAIRS = (
    select(_FIRST_RATING.id, _SECOND_RATING.id, _WAS_BLIND, func.count())
    .select_from(Round)
    .join(Policy, Policy.id == Round.policy_id)
    .join(
        _FIRST_READ,
        (_FIRST_READ.c.round_id == Round.id) & (_FIRST_READ.c.reading == Seat.FIRST),
    )
    .join(
        _SECOND_READ,
        (_SECOND_READ.c.round_id == Round.id) & (_SECOND_READ.c.reading == Seat.SECOND),
    )
    .join(_FIRST, (_FIRST.claim_id == Round.claim_id) & (_FIRST.number == _FIRST_READ.c.number))
    .join(_SECOND, (_SECOND.claim_id == Round.claim_id) & (_SECOND.number == _SECOND_READ.c.number))
    .join(_FIRST_RATING, _FIRST_RATING.id == _FIRST.rating_id)
    .join(_SECOND_RATING, _SECOND_RATING.id == _SECOND.rating_id)
    .group_by(_FIRST_RATING.id, _SECOND_RATING.id, _WAS_BLIND)
)
