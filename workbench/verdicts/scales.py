"""Writes about rating scales. A changed scale is a new version; past verdicts keep theirs."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from workbench.accounts.queries import get_desk
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.verdicts.errors import ScaleUnusable
from workbench.verdicts.models import Rating, Scale
from workbench.verdicts.queries import current_scale
from workbench.verdicts.rules import RatingPreset


def set_scale(session: Session, *, name: str, ratings: Sequence[RatingPreset], by: Actor) -> Scale:
    """Make these ratings the desk's scale from now on. Raises `ScaleUnusable`."""
    labels = [rating.label.strip().casefold() for rating in ratings]
    if not labels or "" in labels or len(set(labels)) < len(labels):
        raise ScaleUnusable(_("A scale needs at least one rating, and labels that differ."))
    session.execute(update(Scale).where(Scale.desk_id == by.desk_id).values(current=False))
    scale = add_scale_version(session, name=name, ratings=ratings, current=True, by=by)
    record(session, EventKind.SCALE_SET, by=by, details={"name": name, "version": scale.version})
    return scale


def revise_scale(
    session: Session, *, seen_id: int, name: str, ratings: Sequence[RatingPreset], by: Actor
) -> Scale:
    """Set the scale of a person who saw the one with this id as the current one.

    Raises `EditedMeanwhile` when there is another by now, and `ScaleUnusable`.
    """
    lock(session, get_desk(session, by.desk_id))
    if current_scale(session, by.desk_id).id != seen_id:
        raise EditedMeanwhile(
            _(
                "Somebody else set the scale while you were writing. Theirs is on top, yours is in "
                "the form; nothing was overwritten. Save again if yours is to stand."
            )
        )
    return set_scale(session, name=name, ratings=ratings, by=by)


def add_scale_version(
    session: Session,
    *,
    name: str,
    ratings: Sequence[RatingPreset],
    current: bool,
    by: Actor,
    version: int | None = None,
) -> Scale:
    """Store a version of a scale, the next one unless told."""
    scale = Scale(
        desk_id=by.desk_id,
        name=name,
        version=version or _latest(session, by.desk_id, name) + 1,
        current=current,
        ratings=[
            Rating(
                position=position,
                label=rating.label.strip(),
                value=rating.value,
                definition=rating.definition,
                token=rating.token,
                icon=rating.icon,
            )
            for position, rating in enumerate(ratings, start=1)
        ],
    )
    session.add(scale)
    session.flush()
    return scale


def _latest(session: Session, desk_id: int, name: str) -> int:
    newest = select(func.coalesce(func.max(Scale.version), 0))
    return session.scalar(newest.where(Scale.desk_id == desk_id, Scale.name == name)) or 0
