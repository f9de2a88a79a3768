"""Reads about people, desks and sessions."""

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from workbench.accounts.errors import LinkSpent
from workbench.accounts.models import (
    Desk,
    DeskSite,
    FailedSignIn,
    Membership,
    OneTimeLink,
    Person,
    SignIn,
)
from workbench.accounts.rules import Actor, Purpose, Role
from workbench.db import UTCDateTime, now, plain_rows
from workbench.errors import NotFound
from workbench.errors import message as _


def digest(token: str) -> str:
    """What is stored of a secret token: a reader of the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_sign_in(session: Session, token: str) -> SignIn | None:
    """The session a cookie stands for, unless it was revoked, has expired or its member left."""
    loaded = select(SignIn).options(
        joinedload(SignIn.membership).joinedload(Membership.person),
        joinedload(SignIn.membership).joinedload(Membership.desk),
    )
    found = loaded.join(SignIn.membership).where(*_LIVE)
    return session.scalars(found, {"token_hash": digest(token), "now": now()}).one_or_none()


@dataclass(frozen=True)
class Visit:
    """What every page needs to know of whoever is signed in."""

    actor: Actor
    desk_name: str
    time_zone: str


def visit(session: Session, token: str) -> Visit | None:
    """Whom a cookie stands for, on the same conditions as `live_sign_in`."""
    row = plain_rows(session, _VISIT, {"token_hash": digest(token), "now": now()}).one_or_none()
    return Visit(Actor(*row[:4]), *row[4:]) if row is not None else None


_LIVE = (
    SignIn.token_hash == bindparam("token_hash"),
    SignIn.revoked_at.is_(None),
    SignIn.expires_at > bindparam("now", type_=UTCDateTime()),
    Membership.ended_at.is_(None),
)
_VISIT = (
    select(
        Membership.desk_id, Person.name, Membership.role, Membership.person_id,
        Desk.name, Desk.time_zone,
    )
    .select_from(SignIn)
    .join(SignIn.membership)
    .join(Membership.person)
    .join(Membership.desk)
    .where(*_LIVE)
)  # fmt: skip


def first_desk(session: Session) -> Desk | None:
    """The desk that `init` made, the default of commands."""
    return session.scalars(select(Desk).order_by(Desk.id).limit(1)).first()


def get_desk(session: Session, desk_id: int) -> Desk:
    """A desk by its id. Raises `NotFound`."""
    desk = session.get(Desk, desk_id)
    if desk is None:
        raise NotFound(_("There is no such desk."))
    return desk


def get_desk_site(session: Session, desk_id: int) -> DeskSite:
    """What a desk shows readers, with the desk. Raises `NotFound`."""
    found = select(DeskSite).options(joinedload(DeskSite.desk)).where(DeskSite.desk_id == desk_id)
    return _known_site(session.scalars(found).one_or_none())


def desk_site_at(session: Session, slug: str) -> DeskSite:
    """What a desk shows readers, by its address, with the desk. Raises `NotFound`."""
    found = select(DeskSite).options(joinedload(DeskSite.desk)).where(DeskSite.slug == slug)
    return _known_site(session.scalars(found).one_or_none())


def _known_site(found: DeskSite | None) -> DeskSite:
    if found is None:
        raise NotFound(_("There is no such desk."))
    return found


def desk_slug_taken(session: Session, slug: str) -> bool:
    """Whether a desk has this address."""
    return session.scalar(select(DeskSite.desk_id).where(DeskSite.slug == slug)) is not None


def person_with_email(session: Session, email: str) -> Person | None:
    """Whoever has this address, in whatever case it was typed."""
    return session.scalars(select(Person).where(Person.email == email.strip().lower())).first()


def names_of(session: Session, person_ids: Set[int | None]) -> Mapping[int, str]:
    """What people are called, by the person's id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return dict(rows.all())


def members(session: Session, desk_id: int) -> Sequence[Membership]:
    """Everybody on a desk, by name."""
    return session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(joinedload(Membership.person))
        .where(Membership.desk_id == desk_id, Membership.ended_at.is_(None))
        .order_by(Person.name, Membership.id)
    ).all()


def withheld_members(session: Session, desk_id: int) -> Sequence[Person]:
    """Whose names a desk keeps from readers, those included who left it."""
    chosen = select(Person).join(Membership, Membership.person_id == Person.id)
    return session.scalars(chosen.where(Membership.desk_id == desk_id, Membership.withheld)).all()


def memberships_of(session: Session, person_id: int) -> Sequence[Membership]:
    """Every desk a person belongs to, the oldest membership first."""
    return session.scalars(
        select(Membership)
        .options(joinedload(Membership.desk), joinedload(Membership.person))
        .where(Membership.person_id == person_id, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    ).all()


def membership_of(session: Session, by: Actor) -> Membership:
    """The membership of somebody who acts on a desk, with the person."""
    own = Membership.person_id == by.person_id, Membership.desk_id == by.desk_id
    chosen = select(Membership).options(joinedload(Membership.person)).where(*own)
    return session.scalars(chosen).one()


def get_membership_of(session: Session, person_id: int, membership_id: int) -> Membership:
    """One of the desks a person belongs to. Raises `NotFound`."""
    found = next((m for m in memberships_of(session, person_id) if m.id == membership_id), None)
    if found is None:
        raise NotFound(_("You are not on this desk."))
    return found


def member_with_email(session: Session, desk_id: int, email: str) -> Membership | None:
    """The member of a desk with this address."""
    return session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(joinedload(Membership.person))
        .where(
            Membership.desk_id == desk_id,
            Membership.ended_at.is_(None),
            Person.email == email.strip().lower(),
        )
    ).first()


def other_editors(session: Session, desk_id: int, person_id: int | None) -> int:
    """How many members other than this one may approve."""
    return session.scalar(_OTHER_EDITORS, {"desk_id": desk_id, "person_id": person_id}) or 0


_OTHER_EDITORS = (
    select(func.count())
    .select_from(Membership)
    .where(
        Membership.desk_id == bindparam("desk_id"),
        Membership.ended_at.is_(None),
        Membership.role.in_((Role.EDITOR, Role.ADMIN)),
        Membership.person_id.is_distinct_from(bindparam("person_id")),
    )
)


def open_link(session: Session, token: str, purpose: Purpose) -> OneTimeLink:
    """A one-time link that can still be used. Raises `LinkSpent`."""
    link = session.scalars(
        select(OneTimeLink)
        .options(joinedload(OneTimeLink.desk))
        .where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
        )
        .with_for_update(of=OneTimeLink)
    ).one_or_none()
    if link is None:
        raise LinkSpent(_("This link was used already or has expired. Ask for a new one."))
    return link


def failures_since(session: Session, key: str, since: datetime) -> int:
    """How often signing in failed for an address, by name or network, since a moment."""
    return (
        session.scalar(
            select(func.count()).where(FailedSignIn.key == key, FailedSignIn.at >= since)
        )
        or 0
    )


def sign_ins_of(session: Session, person_id: int) -> Sequence[SignIn]:
    """The browsers a person is signed in with, newest first."""
    return session.scalars(
        select(SignIn)
        .join(SignIn.membership)
        .options(joinedload(SignIn.membership).joinedload(Membership.desk))
        .where(
            Membership.person_id == person_id,
            Membership.ended_at.is_(None),
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > now(),
        )
        .order_by(SignIn.id.desc())
    ).all()


def get_sign_in(session: Session, person_id: int, sign_in_id: int) -> SignIn:
    """A browser a person is signed in with. Raises `NotFound`."""
    found = next((s for s in sign_ins_of(session, person_id) if s.id == sign_in_id), None)
    if found is None:
        raise NotFound(_("This browser is signed out already."))
    return found


def get_member(session: Session, desk_id: int, membership_id: int) -> Membership:
    """A member of a desk. Raises `NotFound`."""
    found = session.get(Membership, membership_id)
    if found is None or found.desk_id != desk_id or found.ended_at is not None:
        raise NotFound(_("There is no such member on this desk."))
    return found


def open_invitations(session: Session, desk_id: int) -> Sequence[OneTimeLink]:
    """The invitations to a desk that nobody has taken up, newest first."""
    return session.scalars(
        select(OneTimeLink)
        .where(
            OneTimeLink.desk_id == desk_id,
            OneTimeLink.purpose == Purpose.INVITATION,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
        )
        .order_by(OneTimeLink.id.desc())
    ).all()


def get_invitation(session: Session, desk_id: int, link_id: int) -> OneTimeLink:
    """An invitation to a desk that can still be used. Raises `NotFound`."""
    found = next((i for i in open_invitations(session, desk_id) if i.id == link_id), None)
    if found is None:
        raise NotFound(_("This invitation was used already, or has expired."))
    return found
