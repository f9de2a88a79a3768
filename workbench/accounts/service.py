"""Writes about desks and their members."""

from dataclasses import asdict, dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workbench.accounts.errors import AddressTaken, LastAdmin
from workbench.accounts.links import close_password_links
from workbench.accounts.models import (
    Desk,
    DeskSite,
    Membership,
    Person,
    SignIn,
)
from workbench.accounts.queries import (
    desk_slug_taken,
    get_desk,
    member_with_email,
    members,
    person_with_email,
)
from workbench.accounts.rules import Actor, Role
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.slugs import slugs_for


def make_desk(session: Session, *, name: str, time_zone: str) -> Desk:
    """A new, empty desk, with its address for readers."""
    desk = Desk(name=name, time_zone=time_zone)
    session.add(desk)
    session.flush()
    slug = next(s for s in slugs_for(name, "desk") if not desk_slug_taken(session, s))
    session.add(DeskSite(desk_id=desk.id, slug=slug))
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
    before, after = asdict(fields_of_desk(desk)), asdict(fields)
    for name, value in after.items():
        setattr(desk, name, value)
    session.flush()
    undo = {"before": before, "after": after}
    record(session, EventKind.DESK_EDITED, by=by, details={"name": desk.name}, undo=undo)


def fields_of_desk(desk: Desk) -> DeskFields:
    """What a desk says of itself now."""
    return DeskFields(desk.name, desk.time_zone, desk.method, desk.licence)


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
    membership = put_on_desk(session, by.desk_id, person, role)
    record(session, EventKind.MEMBER_ADDED, by=by, details={"name": person.name, "role": role})
    return membership


def put_on_desk(session: Session, desk_id: int, person: Person, role: Role) -> Membership:
    """Make a person a member, or take their ended membership up again.

    Links for a new password are closed: whoever made one must not come in here too.
    """
    close_password_links(session, person.id)
    own = (Membership.desk_id == desk_id, Membership.person_id == person.id)
    from_before = session.scalars(select(Membership).where(*own)).one_or_none()
    membership = from_before or Membership(desk_id=desk_id, person=person)
    if from_before is not None and from_before.ended_at is not None:
        from_before.term += 1
    membership.role, membership.ended_at = role, None
    session.add(membership)
    session.flush()
    return membership


def change_role(
    session: Session, *, membership: Membership, role: Role, revision: int, by: Actor
) -> None:
    """Give a member another role. Raises `LastAdmin`, `EditedMeanwhile`."""
    before = membership.role
    put_role(session, membership=membership, role=role, revision=revision)
    details = {"name": membership.person.name, "before": before, "after": role}
    undo = {"membership": membership.id}
    record(session, EventKind.ROLE_CHANGED, by=by, details=details, undo=undo)


def put_role(session: Session, *, membership: Membership, role: Role, revision: int) -> None:
    """Let a member have a role; the caller records it. Raises `LastAdmin`, `EditedMeanwhile`."""
    if role is not Role.ADMIN:
        _keep_an_admin(session, membership)
    begin_edit(session, membership, revision)
    membership.role = role
    session.flush()


def withhold_name(session: Session, *, membership: Membership, withheld: bool, by: Actor) -> None:
    """Keep a member's name from readers, or let them have it. Nothing happens where it is so."""
    lock(session, membership)
    if membership.withheld == withheld:
        return
    membership.withheld = withheld
    session.flush()
    kind = EventKind.NAME_WITHHELD if withheld else EventKind.NAME_TOLD
    undo = {"membership": membership.id}
    record(session, kind, by=by, details={"name": membership.person.name}, undo=undo)


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
    record(session, EventKind.MEMBER_REMOVED, by=by, details={"name": membership.person.name})


def _keep_an_admin(session: Session, leaving: Membership) -> None:
    """The desk is locked, or else two admins could send each other away at once."""
    lock(session, get_desk(session, leaving.desk_id))
    lock(session, leaving)
    others = [m for m in members(session, leaving.desk_id) if m.id != leaving.id]
    if leaving.role is Role.ADMIN and not any(m.role is Role.ADMIN for m in others):
        raise LastAdmin(_("A desk needs an admin. Make somebody else one first."))
