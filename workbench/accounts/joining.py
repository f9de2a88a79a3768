"""Joining a desk by a one-time link: as somebody new, or with the account one has."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workbench.accounts.errors import AddressTaken, OtherAddress
from workbench.accounts.links import use_link
from workbench.accounts.models import Membership, OneTimeLink, Person
from workbench.accounts.queries import member_with_email, memberships_of, person_with_email
from workbench.accounts.rules import Purpose
from workbench.accounts.service import put_on_desk
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record


def join_as_newcomer(
    session: Session, *, token: str, purpose: Purpose, name: str, email: str, password_hash: str
) -> Membership:
    """Spend a link on a person who has no password yet, and give them one.

    Raises `LinkSpent`, `OtherAddress`, and `AddressTaken` when there is an account already.
    """
    link = use_link(session, token=token, purpose=purpose)
    person = _newcomer(session, link, name, email)
    person.password_hash = password_hash
    return _join(session, link, person)


def join_as_member(session: Session, *, token: str, person: Person) -> Membership:
    """Spend an invitation on a person who has shown who they are.

    Raises `LinkSpent`, `OtherAddress`, and `AddressTaken` for a member who takes up an
    invitation that was meant for somebody else.
    """
    link = use_link(session, token=token, purpose=Purpose.INVITATION)
    _refuse_another_address(link, person.email or "")
    if link.email is None and member_with_email(session, link.desk_id, person.email or ""):
        raise AddressTaken(_("You are a member of this desk already. The link can still be used."))
    return _join(session, link, person)


def _newcomer(session: Session, link: OneTimeLink, name: str, email: str) -> Person:
    address = email.strip().lower()
    _refuse_another_address(link, address)
    person = person_with_email(session, address)
    if person is None:
        person = Person(name=name.strip(), email=address)
        session.add(person)
        session.flush()
    elif not _awaited(link, person, memberships_of(session, person.id)):
        raise AddressTaken(_("There is an account with this address already."))
    return person


def _awaited(link: OneTimeLink, person: Person, memberships: Sequence[Membership]) -> bool:
    """Whether the link was made for this person, who has never chosen a password.

    Nobody proves here that an address is theirs, so a link lets nobody into another desk.
    """
    return (
        person.password_hash is None
        and link.email == person.email
        and all(membership.desk_id == link.desk_id for membership in memberships)
    )


def _refuse_another_address(link: OneTimeLink, address: str) -> None:
    if link.email and link.email != address:
        raise OtherAddress(_("This invitation is for %(email)s.", email=link.email))


def _join(session: Session, link: OneTimeLink, person: Person) -> Membership:
    """The membership a link opens; one the person has already stays as it is."""
    live = person.email and member_with_email(session, link.desk_id, person.email)
    membership = live or put_on_desk(session, link.desk_id, person, link.role)
    details = {"name": person.name, "role": membership.role}
    record(session, EventKind.MEMBER_JOINED, by=membership.actor(), details=details)
    return membership
