"""The contact log of a whole desk: whom it asked, what it waits for, and what is overdue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, select, tuple_
from sqlalchemy.orm import Session, contains_eager

from workbench.accounts.models import Person
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.db import plain_rows
from workbench.evidence.models import Contact
from workbench.evidence.rules import ContactState


@dataclass(frozen=True)
class LogFilter:
    """What the log is narrowed to: what came of it, a deadline before a day, and who asked."""

    state: ContactState | None = None
    due_before: str = ""
    asked_by: int | None = None


WAITING = LogFilter(ContactState.WAITING)


class LogKey(NamedTuple):
    """Where in the log a contact stands."""

    due_on: str
    id: int


def contacts_of_desk(
    session: Session, desk_id: int, wanted: LogFilter, *, after: LogKey | None = None, limit: int
) -> Sequence[Contact]:
    """A desk's contacts, with claim and article, behind a place in the log.

    What waits comes by its deadline, without one last, and not if its claim was withdrawn;
    everything else comes newest first.
    """
    waits = wanted.state is ContactState.WAITING
    chosen = (_WAITING if waits else _NEWEST).where(*_narrowed(wanted))
    if after is not None:
        chosen = chosen.where(_later_than(after) if waits else Contact.id < after.id)
    return session.scalars(chosen, {"desk_id": desk_id, "most": limit}).all()


def _narrowed(wanted: LogFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.state is not None:
        yield Contact.state == wanted.state
    if wanted.due_before:
        yield _overdue(wanted.due_before)
    if wanted.asked_by is not None:
        yield Contact.asked_by_id == wanted.asked_by


def _overdue(today: str | BindParameter[str]) -> ColumnElement[bool]:
    return (Contact.due_on > "") & (Contact.due_on < today)


_UNDATED = case((Contact.due_on == "", 1), else_=0)


def _later_than(key: LogKey) -> ColumnElement[bool]:
    return tuple_(_UNDATED, Contact.due_on, Contact.id) > (int(not key.due_on), *key)


_OF_DESK = Contact.desk_id == bindparam("desk_id")
_LOG = (
    select(Contact)
    .join(Contact.claim)
    .options(contains_eager(Contact.claim).joinedload(Claim.article))
    .where(_OF_DESK, Contact.removed_at.is_(None))
    .limit(bindparam("most"))
)
_NEWEST = _LOG.order_by(Contact.id.desc())
_WAITING = _LOG.where(Claim.status != Status.WITHDRAWN).order_by(
    _UNDATED, Contact.due_on, Contact.id
)


def answers_elsewhere(session: Session, article: Article) -> Sequence[Contact]:
    """Contacts about an article whose answer has a file that a dossier named and did not bring."""
    return session.scalars(
        select(Contact)
        .join(Contact.claim)
        .options(contains_eager(Contact.claim))
        .where(
            Claim.article_id == article.id,
            Contact.file_from_dossier,
            Contact.file_sha256.is_not(None),
            Contact.removed_at.is_(None),
        )
        .order_by(Claim.number, Contact.id)
    ).all()


class Waiting(NamedTuple):
    """How many people a desk waits for, and how many of them are overdue."""

    all: int
    overdue: int


def count_waiting(session: Session, desk_id: int, today: str) -> Waiting:
    """Whom a desk waits for; today is its day, `2019-05-15`."""
    [(waiting, overdue)] = plain_rows(session, _COUNTED, {"desk_id": desk_id, "today": today})
    return Waiting(waiting, overdue)


_COUNTED = (
    select(func.count(), func.count(case((_overdue(bindparam("today")), 1))))
    .select_from(Contact)
    .join(Contact.claim)
    .where(
        _OF_DESK,
        Contact.state == ContactState.WAITING,
        Contact.removed_at.is_(None),
        Claim.status != Status.WITHDRAWN,
    )
)


def people_who_asked(session: Session, desk_id: int) -> Mapping[int, str]:
    """Everybody who logged a contact of a desk, by id: their names, in order."""
    return dict(plain_rows(session, _WHO_ASKED, {"desk_id": desk_id}).all())


_WHO_ASKED = (
    select(Person.id, Person.name)
    .where(Person.id.in_(select(Contact.asked_by_id).where(_OF_DESK)))
    .order_by(Person.name, Person.id)
)
