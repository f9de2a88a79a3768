"""People, desks, who belongs where, and the sessions they are signed in with."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.rules import Actor, Role
from workbench.db import Base, now


class Desk(Base):
    """A team. Times are shown in `time_zone` (an IANA name)."""

    __tablename__ = "desks"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    method: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DeskSite(Base):
    """What a desk shows readers beside its reports: its address, pages, logo and colours.

    `slug` never changes. The texts are Markdown; what is empty is no page. Colours are `#rrggbb`,
    empty for the house's own. The logo is a file of the store.
    """

    __tablename__ = "desk_sites"

    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(default="")
    corrections_policy: Mapped[str] = mapped_column(default="")
    funding: Mapped[str] = mapped_column(default="")
    staff: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    suggest: Mapped[str] = mapped_column(default="")
    accent: Mapped[str] = mapped_column(default="")
    accent_dark: Mapped[str] = mapped_column(default="")
    logo_sha256: Mapped[str | None]
    logo_media_type: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)

    desk: Mapped[Desk] = relationship()


class Person(Base):
    """Somebody who can sign in. `email` is kept in lower case; no hash means no password yet."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Membership(Base):
    """A person's role on a desk. One that was ended stays, so that the record can be read.

    `term` counts how often it was taken up: what somebody was trusted with ends with the term.
    `withheld`: the desk does not tell readers the name.
    """

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[Role]
    revision: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None]
    term: Mapped[int] = mapped_column(default=1, server_default="1")
    withheld: Mapped[bool] = mapped_column(default=False, server_default=false())

    desk: Mapped[Desk] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("desk_id", "person_id"),)

    def actor(self) -> Actor:
        """The member, acting."""
        return Actor(self.desk_id, self.person.name, self.role, self.person_id)


class SignIn(Base):
    """One signed-in browser, found by the SHA-256 of the token in its cookie."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), index=True)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    membership: Mapped[Membership] = relationship()


class OneTimeLink(Base):
    """A door that opens once: the first admin, an invitation, a new password, entering the demo.

    `purpose` is one of `Purpose`. `leads_to` is a path on this site.
    """

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    role: Mapped[Role]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    email: Mapped[str | None]
    leads_to: Mapped[str] = mapped_column(default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    desk: Mapped[Desk] = relationship()

    __table_args__ = (
        CheckConstraint(
            "purpose in ('first run', 'invitation', 'entry', 'new password')", name="purpose"
        ),
    )


class FailedSignIn(Base):
    """A wrong password, kept for a while so that guessing can be slowed down.

    `key` says what is counted: an e-mail address or a network address.
    """

    __tablename__ = "failed_sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_failed_sign_ins_key_at", "key", "at"),)


class KeptWords(Base):
    """What a person typed into a form and did not send yet, as one tab of a browser has it.

    `form` is the path that it will be sent to, `page` where it stands, `words` the JSON of its
    fields: pairs of name and value. `submission_key` is the form's; `revision` and `base` are what
    the words were typed against. `typed` counts the tab's changes: no earlier one comes last.
    """

    __tablename__ = "kept_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    form: Mapped[str]
    tab: Mapped[str]
    typed: Mapped[int]
    page: Mapped[str]
    submission_key: Mapped[str]
    revision: Mapped[str]
    base: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("person_id", "desk_id", "form", "tab"),)
