"""How many messages may come, so that nobody drowns the desk, and no list of readers is kept."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from workbench.db import Database, now
from workbench.errors import message as _
from workbench.messages.errors import TooManyMessages
from workbench.messages.models import MessageSender
from workbench.messages.rules import (
    ADDRESSES_KEPT,
    HOUR,
    MOST_PER_DESK,
    MOST_PER_NETWORK,
)


def check_senders(session: Session, desk_id: int, network: str) -> None:
    """Raises `TooManyMessages`, which says how long to wait. A flood closes one desk's form."""
    own = _nth_latest(session, MOST_PER_NETWORK, MessageSender.network == network)
    if own is not None:
        raise TooManyMessages(
            _(
                "Several messages came from your network within an hour, so this one was not "
                "taken. Your words are kept: send them again in %(minutes)s minutes.",
                minutes=_minutes_until(own + HOUR),
            )
        )
    anybody = _nth_latest(session, MOST_PER_DESK, MessageSender.desk_id == desk_id)
    if anybody is not None:
        raise TooManyMessages(
            _(
                "So many messages come in here just now that this one was not taken. Your words "
                "are kept: send them again in %(minutes)s minutes.",
                minutes=_minutes_until(anybody + HOUR),
            )
        )


def _nth_latest(session: Session, number: int, among: ColumnElement[bool]) -> datetime | None:
    """When the message came that has to be an hour old before another is taken."""
    chosen = select(MessageSender.at).where(MessageSender.at > now() - HOUR, among)
    return session.scalar(chosen.order_by(MessageSender.at.desc()).offset(number - 1).limit(1))


def _minutes_until(moment: datetime) -> int:
    return max(1, -(-int((moment - now()).total_seconds()) // 60))


def note_sender(session: Session, desk_id: int, network: str) -> None:
    """Count a message that was taken."""
    session.add(MessageSender(desk_id=desk_id, network=network))
    session.flush()


def forget_senders(database: Database) -> None:
    """Forget the networks of messages that are some days old."""
    old = MessageSender.at < now() - ADDRESSES_KEPT
    with database.reading() as session:
        if session.scalar(select(MessageSender.id).where(old).limit(1)) is None:
            return
    with database.writing() as session:
        session.execute(delete(MessageSender).where(old))
