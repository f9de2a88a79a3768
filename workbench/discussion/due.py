"""Whose e-mail is due: at once, or when the day's has its time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk, Membership, Person
from workbench.db import UTCDateTime, now, plain_rows
from workbench.discussion.mail_settings import UNASKED
from workbench.discussion.models import TO_MAIL, MailSetting, Notice
from workbench.discussion.rules import Every

DIGEST_AT = time(7)  # of the desk's day
LATEST = timedelta(days=7)  # after which a notice is no news, and no mail


@dataclass(frozen=True)
class Waiting:
    """A member with notices that no mail told of yet. `first_at`: when the oldest was made."""

    membership_id: int
    desk_id: int
    name: str
    time_zone: str
    every: Every
    digested_at: datetime | None
    first_at: datetime

    def is_due(self, at: datetime) -> bool:
        """Whether they get a mail now, if they see anything of it."""
        if self.every is Every.AT_ONCE:
            return True
        morning = last_morning(at, self.time_zone)
        return self.first_at < morning and (self.digested_at or self.first_at) < morning


def last_morning(at: datetime, time_zone: str) -> datetime:
    """The last time before a moment that it was seven in the morning at a desk."""
    local = at.astimezone(ZoneInfo(time_zone))
    morning = datetime.combine(local.date(), DIGEST_AT, local.tzinfo)
    if morning > local:
        morning = datetime.combine(local.date() - timedelta(days=1), DIGEST_AT, local.tzinfo)
    return morning


def due_members(session: Session) -> Iterator[Waiting]:
    """Who may get a mail now. One query."""
    at = now()
    for row in plain_rows(session, _WAITING, {"since": at - LATEST}):
        waiting = Waiting(*row)
        if waiting.is_due(at):
            yield waiting


_EVERY = func.coalesce(MailSetting.every, UNASKED)
_WAITING = (
    select(
        Membership.id,
        Membership.desk_id,
        Person.name,
        Desk.time_zone,
        _EVERY,
        MailSetting.digested_at,
        func.min(Notice.at, type_=UTCDateTime()),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Desk, Desk.id == Membership.desk_id)
    .join(
        Notice,
        (Notice.person_id == Membership.person_id) & (Notice.desk_id == Membership.desk_id),
    )
    .outerjoin(MailSetting, MailSetting.membership_id == Membership.id)
    .where(
        TO_MAIL,
        Notice.at > bindparam("since", type_=UTCDateTime()),
        Membership.ended_at.is_(None),
        Person.email.is_not(None),
        MailSetting.refused_at.is_(None),
        _EVERY != Every.NEVER,
    )
    .group_by(
        Membership.id, Membership.desk_id, Person.name, Desk.time_zone, _EVERY,
        MailSetting.digested_at,
    )
)  # fmt: skip
