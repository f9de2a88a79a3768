"""Writes about people, desks and sessions."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from workbench.accounts.errors import AddressTaken, LastAdmin, OtherAddress, TooManyAttempts
from workbench.accounts.models import (
    Desk,
    FailedSignIn,
    Membership,
    OneTimeLink,
    Person,
    SignIn,
)
from workbench.accounts.queries import (
    digest,
    failures_since,
    get_desk,
    member_with_email,
    members,
    memberships_of,
    open_link,
    person_with_email,
    sign_ins_of,
)
from workbench.accounts.rules import Actor, Role
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.history.service import record

SIGNED_IN_FOR = timedelta(days=14)
LINK_LASTS = timedelta(days=7)
ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_EMAIL = 10
ATTEMPTS_PER_NETWORK_ADDRESS = 50


def make_desk(session: Session, *, name: str, time_zone: str) -> Desk:
    """A new, empty desk."""
    desk = Desk(name=name, time_zone=time_zone)
    session.add(desk)
    session.flush()
    return desk


@dataclass(frozen=True)
class DeskFields:
    """What a desk says of itself; method and licence are what its reports tell readers."""

    name: str
    time_zone: str
    method: str = ""
    licence: str = ""


def edit_desk(
    session: Session, *, desk: Desk, fields: DeskFields, revision: int, by: Actor
) -> None:
    """Say something else of a desk. Raises `EditedMeanwhile`."""
    begin_edit(session, desk, revision)
    for name, value in asdict(fields).items():
        setattr(desk, name, value)
    session.flush()
    record(session, "desk edited", by=by, details={"name": desk.name})


def add_member(
    session: Session,
    *,
    name: str,
    email: str | None,
    role: Role,
    password_hash: str | None = None,
    by: Actor,
) -> Membership:
    """Put a person on the actor's desk. Raises `AddressTaken` for one who is there already."""
    if email and member_with_email(session, by.desk_id, email):
        raise AddressTaken(
            _("%(email)s is a member of this desk already. Nothing was changed.", email=email)
        )
    person = (person_with_email(session, email) if email else None) or Person(
        name=name.strip(), email=email.strip().lower() if email else None
    )
    person.password_hash = person.password_hash or password_hash
    session.add(person)
    session.flush()
    membership = _membership(session, by.desk_id, person, role)
    record(session, "member added", by=by, details={"name": person.name, "role": role})
    return membership


def _membership(session: Session, desk_id: int, person: Person, role: Role) -> Membership:
    """A new membership, or the ended one taken up again."""
    own = (Membership.desk_id == desk_id, Membership.person_id == person.id)
    from_before = session.scalars(select(Membership).where(*own)).one_or_none()
    membership = from_before or Membership(desk_id=desk_id, person=person)
    membership.role, membership.ended_at = role, None
    session.add(membership)
    session.flush()
    return membership


def change_role(
    session: Session, *, membership: Membership, role: Role, revision: int, by: Actor
) -> None:
    """Give a member another role. Raises `LastAdmin`, `EditedMeanwhile`."""
    if role is not Role.ADMIN:
        _keep_an_admin(session, membership)
    begin_edit(session, membership, revision)
    before = membership.role
    membership.role = role
    session.flush()
    details = {"name": membership.person.name, "before": before, "after": role}
    record(session, "role changed", by=by, details=details)


def end_membership(session: Session, *, membership: Membership, by: Actor) -> None:
    """Take a member off the desk and sign them out. What they did stays. Raises `LastAdmin`."""
    _keep_an_admin(session, membership)
    membership.ended_at = now()
    membership.revision += 1
    session.execute(
        update(SignIn)
        .where(SignIn.membership_id == membership.id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    record(session, "member removed", by=by, details={"name": membership.person.name})


def _keep_an_admin(session: Session, leaving: Membership) -> None:
    """The desk is locked, or else two admins could send each other away at once."""
    lock(session, get_desk(session, leaving.desk_id))
    lock(session, leaving)
    others = [m for m in members(session, leaving.desk_id) if m.id != leaving.id]
    if leaving.role is Role.ADMIN and not any(m.role is Role.ADMIN for m in others):
        raise LastAdmin(_("A desk needs an admin. Make somebody else one first."))


def sign_in(session: Session, *, membership: Membership, browser: str = "") -> str:
    """Begin a session. Returns the token for the cookie, which is stored nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=digest(token),
            membership=membership,
            browser=browser[:200],
            expires_at=now() + SIGNED_IN_FOR,
        )
    )
    session.flush()
    return token


def revoke(session: Session, *, sign_in: SignIn) -> None:
    """End a session: its cookie is worth nothing from now on."""
    sign_in.revoked_at = now()
    session.flush()


def revoke_others(session: Session, *, person_id: int, kept: SignIn) -> None:
    """Sign a person out everywhere but in one browser."""
    for found in sign_ins_of(session, person_id):
        if found.id != kept.id:
            found.revoked_at = now()
    session.flush()


def change_password(session: Session, *, person: Person, password_hash: str, kept: SignIn) -> None:
    """Store another password's hash, and sign the person out everywhere but in one browser."""
    person.password_hash = password_hash
    revoke_others(session, person_id=person.id, kept=kept)


def make_link(
    session: Session,
    *,
    purpose: str,
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


def use_link(session: Session, *, token: str, purpose: str) -> OneTimeLink:
    """Spend a one-time link. Raises `LinkSpent`."""
    link = open_link(session, token, purpose)
    link.used_at = now()
    session.flush()
    if purpose == "first run":
        _close_other_first_runs(session, link)
    return link


def _close_other_first_runs(session: Session, used: OneTimeLink) -> None:
    """There is one first admin, however often `init` printed a link."""
    session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.purpose == used.purpose,
            OneTimeLink.desk_id == used.desk_id,
            OneTimeLink.used_at.is_(None),
        )
        .values(expires_at=now())
    )


def invite(session: Session, *, role: Role, email: str | None, by: Actor) -> str:
    """An invitation's token. With an address it is for that person only.

    Raises `AddressTaken` when somebody with the address is on the desk already.
    """
    if email and member_with_email(session, by.desk_id, email):
        raise AddressTaken(_("%(email)s is a member of this desk already.", email=email))
    address = email.strip().lower() if email else None
    token = make_link(session, purpose="invitation", role=role, email=address, by=by)
    record(session, "invitation made", by=by, details={"role": role, "email": address or ""})
    return token


def withdraw_invitation(session: Session, *, link: OneTimeLink, by: Actor) -> None:
    """Let an invitation open no door any more."""
    link.expires_at = now()
    session.flush()
    record(session, "invitation withdrawn", by=by, details={"role": link.role})


def join_as_newcomer(
    session: Session, *, token: str, purpose: str, name: str, email: str, password_hash: str
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
    link = use_link(session, token=token, purpose="invitation")
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
    membership = live or _membership(session, link.desk_id, person, link.role)
    details = {"name": person.name, "role": membership.role}
    record(session, "member joined", by=membership.actor(), details=details)
    return membership


def check_attempts(session: Session, *, email: str, network_address: str) -> None:
    """Raises `TooManyAttempts` when signing in failed too often lately."""
    since = now() - ATTEMPTS_WINDOW
    if (
        failures_since(session, email.strip().lower(), since) >= ATTEMPTS_PER_EMAIL
        or failures_since(session, network_address, since) >= ATTEMPTS_PER_NETWORK_ADDRESS
    ):
        raise TooManyAttempts(
            _("Signing in failed too often. Wait a quarter of an hour, then try again.")
        )


def note_failure(session: Session, *, email: str, network_address: str) -> None:
    """Count a failed attempt against the address typed and the one it came from."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now() - ATTEMPTS_WINDOW))
    session.add_all([FailedSignIn(key=email.strip().lower()), FailedSignIn(key=network_address)])
    session.flush()
