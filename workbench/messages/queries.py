"""Reads about readers' messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from workbench.errors import NotFound
from workbench.errors import message as _
from workbench.messages.models import Message
from workbench.messages.rules import MessageState
from workbench.publishing.models import Edition, Report


def messages_of_desk(
    session: Session,
    desk_id: int,
    state: MessageState | None,
    *,
    before: int | None = None,
    limit: int = 51,
) -> Sequence[Message]:
    """A desk's messages, the newest first, with the articles they are about."""
    chosen = _with_report().where(Message.desk_id == desk_id)
    if state is not None:
        chosen = chosen.where(Message.state == state)
    if before is not None:
        chosen = chosen.where(Message.id < before)
    return session.scalars(chosen.order_by(Message.id.desc()).limit(limit)).all()


def get_message(session: Session, desk_id: int, message_id: int) -> Message:
    """One message. Raises `NotFound`."""
    chosen = _with_report().where(Message.desk_id == desk_id, Message.id == message_id)
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise NotFound(_("There is no such message."))
    return found


def message_with_key(session: Session, key: str) -> Message | None:
    """The message that a form was taken as."""
    return session.scalars(select(Message).where(Message.key == key)).one_or_none()


@dataclass(frozen=True)
class About:
    """The report that a message is about, which readers may not see any more."""

    report_id: int
    title: str


def report_written_about(session: Session, desk_id: int, slug: str) -> About | None:
    """A report of the desk by its address, with the title of its newest edition."""
    chosen = (
        select(Report.id, Edition.title)
        .join(Edition, Edition.report_id == Report.id)
        .where(Report.slug == slug, Report.desk_id == desk_id)
    )
    found = session.execute(chosen.order_by(Edition.number.desc()).limit(1)).first()
    return About(*found) if found else None


def count_new_messages(session: Session, desk_id: int) -> int:
    """How many messages nobody has settled."""
    return session.scalar(_NEW, {"desk_id": desk_id}) or 0


_NEW = (
    select(func.count())
    .select_from(Message)
    .where(Message.desk_id == bindparam("desk_id"), Message.state == MessageState.NEW)
)


def _with_report() -> Select[Message]:
    return select(Message).options(
        joinedload(Message.report).joinedload(Report.article), joinedload(Message.settled_by)
    )
