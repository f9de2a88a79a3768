"""Who has an article open, and which of its claims: told by each tab of a browser now and then."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from workbench.accounts.models import Person
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim, Presence
from workbench.db import Database, now, plain_rows

HERE_FOR = timedelta(seconds=45)  # after it was last heard of, a tab counts as closed
KEPT_FOR = timedelta(hours=1)
LONGEST_TAB = 100  # characters of a tab's name


class Here(NamedTuple):
    """A person who has the article open, and the number of a claim, if one is open."""

    name: str
    claim: int | None


def note_presence(
    session: Session, *, article_id: int, claim_id: int | None, tab: str, by: Actor
) -> None:
    """Note that a tab has the article open, and with it this claim or none."""
    name = {"person_id": by.person_id, "tab": tab[:LONGEST_TAB]}
    seen = {"article_id": article_id, "claim_id": claim_id, "seen_at": now()}
    this = (Presence.person_id == by.person_id, Presence.tab == name["tab"])
    if session.execute(update(Presence).where(*this).values(**seen)).rowcount == 0:  # type: ignore[attr-defined]
        session.execute(insert(Presence).values(**name, **seen))


def others_here(session: Session, article_id: int, by: Actor) -> Sequence[Here]:
    """Who else has the article open, by name; whoever has several tabs is told once a claim."""
    chosen = (
        select(Person.name, Claim.number)
        .select_from(Presence)
        .join(Person, Person.id == Presence.person_id)
        .outerjoin(Claim, Claim.id == Presence.claim_id)
        .where(Presence.article_id == article_id, Presence.seen_at > now() - HERE_FOR)
        .where(Presence.person_id != by.person_id)
        .distinct()
    )
    found = [Here(*row) for row in plain_rows(session, chosen)]
    return sorted(found, key=lambda here: (here.name, here.claim or 0))


def claim_numbers(session: Session, claim_ids: Collection[int]) -> Mapping[int, int]:
    """The numbers of claims, by their ids."""
    if not claim_ids:
        return {}
    chosen = select(Claim.id, Claim.number).where(Claim.id.in_(claim_ids))
    return dict(plain_rows(session, chosen).all())


def forget_presences(database: Database) -> None:
    """Forget tabs that were closed long ago."""
    old = Presence.seen_at < now() - KEPT_FOR
    with database.reading() as session:
        if session.scalar(select(Presence.tab).where(old).limit(1)) is None:
            return
    with database.writing() as session:
        session.execute(delete(Presence).where(old))
