"""Reads about confidants: who was named to see confidential sources."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Membership, Person
from workbench.accounts.rules import Actor
from workbench.sources.models import Confidant, Seal, Source


def in_sight(by: Actor) -> Select[int]:
    """The ids of the confidential sources that somebody was named for, as a subquery.

    Who left the desk has lost them, also after coming back. The command line sees none.
    """
    return (
        select(Confidant.source_id)
        .join(Confidant.membership)
        .where(
            Membership.person_id == by.person_id,
            Membership.desk_id == by.desk_id,
            *_STILL_TRUSTED,
        )
    )


_STILL_TRUSTED = (Membership.ended_at.is_(None), Membership.term == Confidant.term)


def opened_by(by: Actor) -> Any:
    """The condition on which a seal beside its source is open to somebody."""
    return and_(Seal.source_id == Source.id, Seal.source_id.in_(in_sight(by)))


def confidants_of(session: Session, source: Source) -> Sequence[Membership]:
    """Who is named to see a source and still on the desk, by name."""
    return session.scalars(
        select(Membership)
        .join(Confidant, Confidant.membership_id == Membership.id)
        .join(Membership.person)
        .where(Confidant.source_id == source.id, *_STILL_TRUSTED)
        .order_by(Person.name, Membership.id)
    ).all()
