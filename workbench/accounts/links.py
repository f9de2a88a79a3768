"""Writes about doors that open once: making, opening and closing them."""

import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from workbench.accounts.errors import AddressTaken
from workbench.accounts.models import Membership, OneTimeLink
from workbench.accounts.queries import digest, member_with_email, open_link
from workbench.accounts.rules import Actor, Purpose, Role
from workbench.db import now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record

LINK_LASTS = timedelta(days=7)


def make_link(
    session: Session,
    *,
    purpose: Purpose,
    role: Role,
    by: Actor,
    membership: Membership | None = None,
    email: str | None = None,
    leads_to: str = "/",
) -> str:
    """A one-time link's token: to be shown once, stored only as a hash."""
    token = secrets.token_urlsafe(24)
    session.add(
        OneTimeLink(
            token_hash=digest(token),
            purpose=purpose,
            desk_id=by.desk_id,
            role=role,
            membership_id=membership.id if membership else None,
            email=email,
            leads_to=leads_to,
            expires_at=now() + LINK_LASTS,
        )
    )
    session.flush()
    return token


def use_link(session: Session, *, token: str, purpose: Purpose) -> OneTimeLink:
    """Spend a one-time link. Raises `LinkSpent`."""
    link = open_link(session, token, purpose)
    link.used_at = now()
    session.flush()
    if purpose is Purpose.FIRST_RUN:  # there is one first admin, however often a link was printed
        close_links(session, purpose, OneTimeLink.desk_id == link.desk_id)
    return link


def close_links(session: Session, purpose: Purpose, chosen: ColumnElement[bool]) -> None:
    """Let those of the links for a purpose that nobody has used open nothing any more."""
    unused = (OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None))
    session.execute(update(OneTimeLink).where(*unused, chosen).values(expires_at=now()))


def close_password_links(session: Session, person_id: int) -> None:
    """Let no link for a new password, made on any desk, open a person's account any more."""
    theirs = select(Membership.id).where(Membership.person_id == person_id)
    close_links(session, Purpose.NEW_PASSWORD, OneTimeLink.membership_id.in_(theirs))


def invite(session: Session, *, role: Role, email: str | None, by: Actor) -> str:
    """An invitation's token. With an address it is for that person only.

    Raises `AddressTaken` when somebody with the address is on the desk already.
    """
    if email and member_with_email(session, by.desk_id, email):
        raise AddressTaken(_("%(email)s is a member of this desk already.", email=email))
    address = email.strip().lower() if email else None
    token = make_link(session, purpose=Purpose.INVITATION, role=role, email=address, by=by)
    record(
        session, EventKind.INVITATION_MADE, by=by, details={"role": role, "email": address or ""}
    )
    return token


def withdraw_invitation(session: Session, *, link: OneTimeLink, by: Actor) -> None:
    """Let an invitation open no door any more."""
    link.expires_at = now()
    session.flush()
    record(session, EventKind.INVITATION_WITHDRAWN, by=by, details={"role": link.role})
