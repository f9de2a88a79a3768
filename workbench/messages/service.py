"""Writes about readers' messages: taking one in, and what the desk does with it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import begin_edit, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.messages.errors import ReasonMissing, SentBefore
from workbench.messages.limits import check_senders, note_sender
from workbench.messages.models import Message
from workbench.messages.queries import message_with_key
from workbench.messages.rules import MessageKind, MessageState


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

    Raises `TooManyMessages`, and `SentBefore` for other words under the same key.
    """
    before = message_with_key(session, key)
    if before is not None:
        return _same(before, fields)
    check_senders(session, network)
    message = Message(
        desk_id=desk_id,
        key=key,
        kind=fields.kind,
        words=fields.words,
        name=fields.name,
        email=fields.email,
        report_id=fields.report_id,
        claim_number=fields.claim_number,
    )
    session.add(message)
    note_sender(session, network)
    return message


def _same(before: Message, fields: MessageFields) -> Message:
    if (before.words, before.name, before.email) != (fields.words, fields.name, fields.email):
        raise SentBefore(
            _(
                "This form was sent before with other words, as message %(number)s, which the "
                "desk has. Send it again, and these words are a message of their own.",
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
    settled = state is not MessageState.NEW
    message.state, message.note = state, note
    message.settled_by_id = by.person_id if settled else None
    message.settled_at = now() if settled else None
    session.flush()
    record(session, _EVENTS[state], by=by, details={"number": message.id})
