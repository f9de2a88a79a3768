"""Reads about verdicts and scales."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import FOR_EDITORS, PUBLIC, Status
from workbench.db import plain_rows
from workbench.errors import message as _
from workbench.verdicts.errors import RatingUnknown
from workbench.verdicts.models import Rating, Review, Scale, Verdict
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.sight import SHOWN, sees


def current_scale(session: Session, desk_id: int) -> Scale:
    """The scale that new verdicts of a desk use, with its ratings."""
    return session.scalars(_CURRENT_SCALE, {"desk_id": desk_id}).one()


_CURRENT_SCALE = (
    select(Scale)
    .options(selectinload(Scale.ratings))
    .where(Scale.desk_id == bindparam("desk_id"), Scale.current)
)


def scales_of(session: Session, desk_id: int) -> Sequence[Scale]:
    """Every version of every scale a desk has had, the newest first, with its ratings."""
    return session.scalars(
        select(Scale)
        .options(selectinload(Scale.ratings))
        .where(Scale.desk_id == desk_id)
        .order_by(Scale.id.desc())
    ).all()


def get_rating(session: Session, scale: Scale, rating_id: int | None) -> Rating | None:
    """A step of a scale, or none for none. Raises `RatingUnknown` for another scale's."""
    if rating_id is None:
        return None
    rating = session.get(Rating, rating_id)
    if rating is None or rating.scale_id != scale.id:
        raise RatingUnknown(_("This rating is not on the desk’s scale. Nothing was saved."))
    return rating


def current_verdict(session: Session, claim: Claim) -> Verdict | None:
    """A claim's newest verdict, whatever its state, with rating, author and decisions.

    For services, which judge by it: what people are shown comes from `verdicts_of`.
    """
    return session.scalars(_OF_CLAIM.where(Verdict.current), {"claim_id": claim.id}).first()


def approved_verdict(session: Session, claim: Claim) -> Verdict | None:
    """The verdict that stands."""
    chosen = _OF_CLAIM.where(Verdict.state == VerdictState.APPROVED)
    return session.scalars(chosen, {"claim_id": claim.id}).first()


def verdicts_of(session: Session, claim: Claim, *, viewer: Actor) -> Sequence[Verdict]:
    """All versions of a claim's verdict that the viewer may see, the newest first."""
    return session.scalars(_OF_CLAIM.where(sees(viewer)), {"claim_id": claim.id}).all()


_OF_CLAIM = (
    select(Verdict)
    .options(
        joinedload(Verdict.rating).joinedload(Rating.scale),
        joinedload(Verdict.author),
        selectinload(Verdict.reviews).joinedload(Review.reviewer),
    )
    .where(Verdict.claim_id == bindparam("claim_id"))
    .order_by(Verdict.number.desc())
)


def count_awaiting_review(session: Session, desk_id: int, today: str) -> int:
    """How many claims of a desk wait for an editor: for a decision, or to be checked again.

    `today` is the day that it is in the desk's time zone.
    """
    given = {"desk_id": desk_id, "today": today}
    return sum(plain_rows(session, _AWAITING, given).one())


_OF_DESK = select(func.count()).where(Claim.desk_id == bindparam("desk_id"))
_AWAITING = select(
    _OF_DESK.where(Claim.status.in_(FOR_EDITORS)).scalar_subquery(),
    _OF_DESK.where(
        Claim.recheck_on != "",
        Claim.recheck_on <= bindparam("today"),
        Claim.status.in_(PUBLIC | {Status.APPROVED}),
    ).scalar_subquery(),
)


def count_stale(session: Session, desk_id: int) -> int:
    """How many live claims of a desk have had other words since their verdict."""
    return plain_rows(session, _STALE, {"desk_id": desk_id}).scalar() or 0


_STALE = select(func.count()).where(
    # From the few that are stale to their claims, not the other way round.
    Claim.id.in_(select(Verdict.claim_id).where(Verdict.stale_since.is_not(None), SHOWN)),
    Claim.desk_id == bindparam("desk_id"),
    Claim.status != Status.WITHDRAWN,
)
