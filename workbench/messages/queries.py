"""Reads about readers' messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select, union
from sqlalchemy.orm import Session, joinedload

from workbench.claims.models import Claim
from workbench.db import plain_rows
from workbench.errors import NotFound
from workbench.errors import message as _
from workbench.messages.models import Message
from workbench.messages.rules import MessageKind, MessageState
from workbench.publishing.models import Edition, Report
from workbench.publishing.queries import content_of


def messages_of_desk(
    session: Session,
    desk_id: int,
    state: MessageState | None,
    kind: MessageKind | None = None,
    *,
    before: int | None = None,
    limit: int = 51,
) -> Sequence[Message]:
    """A desk's messages, the newest first, with the articles they are about."""
    chosen = _with_report().where(Message.desk_id == desk_id)
    if state is not None:
        chosen = chosen.where(Message.state == state)
    if kind is not None:
        chosen = chosen.where(Message.kind == kind)
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


def messages_on_claim(session: Session, claim: Claim) -> Sequence[Message]:
    """New messages about a claim, and those that it was made of, the newest first."""
    said = {"article_id": claim.article_id, "number": claim.number, "claim_id": claim.id}
    return session.scalars(_ON_CLAIM, said).all()


_ABOUT = (
    select(Message.id)
    .join(Report, Report.id == Message.report_id)
    .where(
        Report.article_id == bindparam("article_id"),
        Message.claim_number == bindparam("number"),
        Message.state == MessageState.NEW,
    )
)
_BECAME = select(Message.id).where(Message.claim_id == bindparam("claim_id"))
_ON_CLAIM = (
    select(Message).where(Message.id.in_(union(_ABOUT, _BECAME))).order_by(Message.id.desc())
)


@dataclass(frozen=True)
class About:
    """The report that a message is about, which readers may not see any more.

    `claims`: the numbers that its newest edition knows, also of claims that it tells are gone.
    """

    report_id: int
    title: str
    claims: frozenset[int]

    def claim(self, number: int | None) -> int | None:
        """The number, if readers can have it from the report: another is left out."""
        return number if number in self.claims else None


def report_written_about(session: Session, desk_id: int, slug: str) -> About | None:
    """A report of the desk by its address, as its newest edition tells of it."""
    chosen = (
        select(Edition)
        .join(Edition.report)
        .where(Report.slug == slug, Report.desk_id == desk_id)
        .order_by(Edition.number.desc())
        .limit(1)
    )
    edition = session.scalars(chosen).first()
    if edition is None:
        return None
    return About(edition.report_id, edition.title, content_of(edition).known_claims)


def count_new_messages(session: Session, desk_id: int) -> int:
    """How many messages nobody has settled."""
    return plain_rows(session, _NEW, {"desk_id": desk_id}).scalar() or 0


_NEW = (
    select(func.count())
    .select_from(Message)
    .where(Message.desk_id == bindparam("desk_id"), Message.state == MessageState.NEW)
)


def _with_report() -> Select[Message]:
    return select(Message).options(
        joinedload(Message.report).joinedload(Report.article),
        joinedload(Message.settled_by),
        joinedload(Message.claim).joinedload(Claim.article),
    )
