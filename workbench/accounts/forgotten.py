"""Choosing a password anew by a one-time link, for members who do not know theirs any more."""

from sqlalchemy.orm import Session

from workbench.accounts.errors import LinkSpent, OnOtherDesks
from workbench.accounts.links import close_password_links, make_link, use_link
from workbench.accounts.models import Membership, OneTimeLink
from workbench.accounts.queries import memberships_of
from workbench.accounts.rules import Actor, Purpose
from workbench.accounts.sessions import change_password
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record


def let_choose_password(session: Session, *, membership: Membership, by: Actor) -> str:
    """The token of a link by which a member chooses another password; earlier ones are spent.

    Raises `OnOtherDesks`: an admin of this desk must not open the doors of another. Whoever may
    run the command line may.
    """
    person = membership.person
    if by.person_id is not None and len(memberships_of(session, person.id)) > 1:
        raise OnOtherDesks(
            _(
                "%(name)s is on another desk too, and the link would open that one as well. "
                "Nothing was made. Whoever runs the workbench can do it on the command line: "
                "workbench user password %(email)s",
                name=person.name,
                email=person.email or "",
            )
        )
    close_password_links(session, person.id)
    token = make_link(
        session, purpose=Purpose.NEW_PASSWORD, role=membership.role, membership=membership, by=by
    )
    record(session, EventKind.PASSWORD_LINK_MADE, by=by, details={"name": person.name})
    return token


def member_of_link(session: Session, link: OneTimeLink) -> Membership:
    """Whose password a link lets choose. Raises `LinkSpent` when they are off the desk."""
    membership = session.get(Membership, link.membership_id)
    if membership is None or membership.ended_at is not None:
        raise LinkSpent(_("The member this link was made for is not on the desk any more."))
    return membership


def choose_password(session: Session, *, token: str, password_hash: str) -> Membership:
    """Spend a link on another password, and sign the member out everywhere. Raises `LinkSpent`."""
    link = use_link(session, token=token, purpose=Purpose.NEW_PASSWORD)
    membership = member_of_link(session, link)
    change_password(session, person=membership.person, password_hash=password_hash, kept=None)
    record(session, EventKind.PASSWORD_CHOSEN_ANEW, by=membership.actor())
    return membership
