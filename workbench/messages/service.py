"""Writes about readers' messages: taking one in, and what the desk does with it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import begin_edit, now
from workbench.errors import NotFound
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.messages.errors import ReasonMissing, SentBefore
from workbench.messages.limits import check_senders, note_sender
from workbench.messages.models import Message
from workbench.messages.queries import message_with_key, report_written_about
from workbench.messages.rules import MessageKind, MessageState, place_named


@dataclass(frozen=True)
class MessageFields:
    """What a reader wrote, and about what: a report, perhaps a claim of it."""

    kind: MessageKind
    words: str
    name: str = ""
    email: str = ""
    report_id: int | None = None
    claim_number: int | None = None


def receive_message(
    session: Session, *, desk_id: int, key: str, fields: MessageFields, network: str
) -> Message:
    """Take a message in; the same form again is the same message.

    Raises `TooManyMessages`, and `SentBefore` for anything else under the same key.
    """
    before = message_with_key(session, key)
    if before is not None:
        return _same(before, fields)
    check_senders(session, desk_id, network)
    message = Message(
        desk_id=desk_id,
        key=key,
        **vars(fields),
    )
    session.add(message)
    note_sender(session, desk_id, network)
    return message


def _same(before: Message, fields: MessageFields) -> Message:
    if any(getattr(before, name) != value for name, value in vars(fields).items()):
        raise SentBefore(
            _(
                "This form was sent before with other words or about something else, as message "
                "%(number)s, which the desk has. Send it again, and it is a message of its own.",
                number=before.id,
            )
        )
    return before


_EVENTS = {
    MessageState.NEW: EventKind.MESSAGE_TAKEN_UP_AGAIN,
    MessageState.ANSWERED: EventKind.MESSAGE_ANSWERED,
    MessageState.DISMISSED: EventKind.MESSAGE_DISMISSED,
}


def settle_message(
    session: Session,
    *,
    message: Message,
    state: MessageState,
    note: str,
    revision: int,
    by: Actor,
) -> None:
    """Note that a message was answered or dismissed, or take it up again.

    The record tells no word of it. Raises `EditedMeanwhile`, and `ReasonMissing` for one that is
    dismissed without a word.
    """
    if state is MessageState.DISMISSED and not note:
        raise ReasonMissing(_("Say why nothing comes of it. Nothing was changed."))
    begin_edit(session, message, revision)
    put_into(message, state, by)
    message.note = note
    session.flush()
    record(session, _EVENTS[state], by=by, details={"number": message.id})


def put_into(message: Message, state: MessageState, by: Actor) -> None:
    """Let a message be in a state. One that is new is settled by nobody."""
    waits = state is MessageState.NEW
    message.state = state
    message.settled_by_id = None if waits else by.person_id
    message.settled_at = None if waits else now()


def tie_message(
    session: Session, *, message: Message, where: str, revision: int, by: Actor
) -> None:
    """Say which published claim a message is about.

    `where`: its number in the report that the message is about, or the address of its page. Raises
    `NotFound` if readers have no such claim of the desk, and `EditedMeanwhile`.
    """
    slug, number = place_named(where)
    slug = slug or (message.report.slug if message.report else "")
    about = report_written_about(session, message.desk_id, slug)
    if about is None or about.claim(number) is None:
        raise NotFound(
            _(
                "The desk has no published claim there. Nothing was changed: give the address of "
                "the claim’s public page, or its number if the message is about a report."
            )
        )
    begin_edit(session, message, revision)
    message.report_id, message.claim_number = about.report_id, number
    session.flush()
    record(session, EventKind.MESSAGE_TIED, by=by, details={"number": message.id})
