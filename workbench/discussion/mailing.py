"""Telling members by e-mail: which notices go into one, and that they went.

A worker chooses them and notes that first, so that after an interruption the same mail is sent
once more under the same name. What it says is put together when it is sent, as its recipient.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from workbench.accounts.models import Membership
from workbench.config import MailServer
from workbench.db import Database, now
from workbench.discussion.due import LATEST, Waiting, due_members
from workbench.discussion.letter import letter_for
from workbench.discussion.mail_settings import mail_setting, setting_to_write
from workbench.discussion.models import TO_MAIL, Notice
from workbench.discussion.notices import notices_of, to_be_seen
from workbench.discussion.rules import Every
from workbench.discussion.unsubscribing import Unsubscribing
from workbench.errors import message as _
from workbench.jobs.queries import latest_job
from workbench.jobs.rules import JobState
from workbench.jobs.service import ask
from workbench.jobs.work import Work
from workbench.mail.errors import AddressRefused
from workbench.mail.letters import Letter, message_of
from workbench.mail.sending import send

MAIL = _("e-mail to a member")
MOST = 100  # notices of one mail
PAUSE = timedelta(minutes=15)  # after a mail failed for good, until another is tried


@dataclass(frozen=True)
class Post:
    """By whom mail is sent, and the addresses in it."""

    server: MailServer
    public_url: str
    secret_key: str

    def unsubscribe_url(self, membership: Membership) -> str:
        """Where a member ends it."""
        token = Unsubscribing(self.secret_key).token(membership.id)
        return f"{self.public_url}/unsubscribe/{token}"


def ask_for_due_mail(database: Database) -> None:
    """Ask for the mail whose time has come. Any number of workers may do so at once."""
    with database.reading() as session:
        due = [waiting for waiting in due_members(session) if _can_be_sent(session, waiting)]
    if not due:
        return
    with database.writing() as session:
        for waiting in due:
            ask(
                session, desk_id=waiting.desk_id, kind=MAIL, key=_key(waiting.membership_id),
                about=waiting.name, payload={"membership_id": waiting.membership_id}, by=None,
            )  # fmt: skip


def _key(membership_id: int) -> str:
    return f"e-mail to member {membership_id}"


def _can_be_sent(session: Session, waiting: Waiting) -> bool:
    """Whether they see any of it, and the last try did not fail a moment ago."""
    last = latest_job(session, waiting.desk_id, _key(waiting.membership_id))
    if last and last.state is JobState.FAILED and last.ended_at and last.ended_at > now() - PAUSE:
        return False
    return bool(_new(session, _member(session, waiting.membership_id)))


def send_mail(work: Work, *, post: Post) -> None:
    """The handler."""
    with work.writing() as session:
        membership = _member(session, work.payload["membership_id"])
        named = _choose(session, membership)
    if named is None:
        return
    with work.reading() as session:
        membership = _member(session, membership.id)
        notices = _told(session, membership, named)
        letter = _letter(membership, notices, named, post)
    if notices:
        _hand_over(work, letter, post, membership.id)
    with work.finishing() as session:
        _note_sent(session, _member(session, membership.id), named, [n.id for n in notices])


def _choose(session: Session, membership: Membership) -> int | None:
    """Choose what goes into one mail: the number it goes by, its first notice; none for nothing.

    What was chosen for a mail that may not have gone out is chosen again.
    """
    if not _wants_mail(session, membership):
        return None
    begun = select(Notice.mailed_in).where(*_own(membership), Notice.mailed_in.is_not(None))
    named = session.scalar(begun.order_by(Notice.mailed_in).limit(1))
    if named is not None:
        return named
    chosen = _new(session, membership)
    if not chosen:
        return None
    session.execute(update(Notice).where(Notice.id.in_(chosen)).values(mailed_in=min(chosen)))
    return min(chosen)


def _wants_mail(session: Session, membership: Membership) -> bool:
    setting = mail_setting(session, membership)
    there = membership.ended_at is None and membership.person.email
    return bool(there) and setting.every is not Every.NEVER and setting.refused_at is None


def _own(membership: Membership) -> tuple[Any, ...]:
    """A member's notices that no mail told of and that they have not read."""
    own = Notice.person_id == membership.person_id, Notice.desk_id == membership.desk_id
    return (*own, TO_MAIL)


def _new(session: Session, membership: Membership) -> Sequence[int]:
    """Those of them that the member sees and that are in no mail yet, by id."""
    seen = to_be_seen(select(Notice.id), membership.actor())
    fresh = seen.where(TO_MAIL, Notice.mailed_in.is_(None), Notice.at > now() - LATEST)
    return session.scalars(fresh.order_by(Notice.id).limit(MOST)).all()


def _told(session: Session, membership: Membership, named: int) -> Sequence[Notice]:
    """What its recipient sees now of what was chosen, and has not read meanwhile."""
    wanted = Notice.mailed_in == named, Notice.read_at.is_(None)
    return notices_of(session, viewer=membership.actor(), only=wanted, limit=MOST)


def _letter(membership: Membership, notices: Sequence[Notice], named: int, post: Post) -> Letter:
    return letter_for(
        membership, notices, public_url=post.public_url, named=named,
        unsubscribe=post.unsubscribe_url(membership),
    )  # fmt: skip


def _hand_over(work: Work, letter: Letter, post: Post, membership_id: int) -> None:
    message = message_of(letter, sender=post.server.sender, at=now())
    try:
        send(message, to=post.server)
    except AddressRefused:
        with work.writing() as session:
            setting_to_write(session, _member(session, membership_id)).refused_at = now()
        raise


def _note_sent(session: Session, membership: Membership, named: int, told: Sequence[int]) -> None:
    """What was told is done with; what its recipient could not see goes into a later mail."""
    sent = update(Notice).where(Notice.id.in_(told))
    session.execute(sent.values(mailed_at=now()))
    left = update(Notice).where(Notice.mailed_in == named, Notice.mailed_at.is_(None))
    session.execute(left.values(mailed_in=None))
    if told:
        setting_to_write(session, membership).digested_at = now()


def _member(session: Session, membership_id: int) -> Membership:
    both = [joinedload(Membership.person), joinedload(Membership.desk)]
    return session.get_one(Membership, membership_id, options=both)
