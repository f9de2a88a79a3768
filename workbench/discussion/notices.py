"""What a member is told of: reading it, counting it, and noting what was read.

A notice on what somebody may not see is none to them, until they may.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.db import now
from workbench.discussion.errors import NoticeUnknown
from workbench.discussion.models import Comment, Notice, Thread
from workbench.discussion.rules import NoticePlace
from workbench.discussion.sight import shown, with_what_hides
from workbench.errors import message as _
from workbench.evidence.models import Evidence


def notices_of(
    session: Session,
    *,
    viewer: Actor,
    after: NoticePlace | None = None,
    only: Iterable[ColumnElement[bool]] = (),
    limit: int,
) -> Sequence[Notice]:
    """A member's notices with their claims, comments and whose doing it was. One query."""
    chosen = (
        to_be_seen(select(Notice), viewer)
        .where(*only)
        .options(
            joinedload(Notice.claim, innerjoin=True).joinedload(Claim.article, innerjoin=True),
            joinedload(Notice.by),
            contains_eager(Notice.comment)
            .contains_eager(Comment.thread)
            .contains_eager(Thread.evidence)
            .contains_eager(Evidence.source),
        )
    )
    if after is not None:
        chosen = chosen.where(_after(after))
    order = (Notice.read_at.is_not(None), Notice.id.desc())
    return session.scalars(chosen.order_by(*order).limit(limit)).unique().all()


def _after(place: NoticePlace) -> ColumnElement[bool]:
    """The rows that come after a place."""
    if place.unread:
        return or_(Notice.read_at.is_not(None), Notice.id < place.id)
    return and_(Notice.read_at.is_not(None), Notice.id < place.id)


def to_be_seen(chosen: Select[Any], viewer: Actor) -> Select[Any]:
    """A statement over `Notice`, narrowed to somebody's own on what they see."""
    with_comments = with_what_hides(chosen.outerjoin(Comment, Comment.id == Notice.comment_id))
    return with_comments.where(
        Notice.person_id == viewer.person_id,
        Notice.desk_id == viewer.desk_id,
        or_(Notice.comment_id.is_(None), shown(viewer)),
    )


def count_unread(session: Session, viewer: Actor) -> int:
    """How many notices somebody has not read. One query."""
    chosen = to_be_seen(select(func.count()).select_from(Notice), viewer)
    return session.scalar(chosen.where(Notice.read_at.is_(None))) or 0


def get_notice(session: Session, notice_id: int, *, viewer: Actor) -> Notice:
    """A notice of somebody's own. Raises `NoticeUnknown`."""
    chosen = to_be_seen(select(Notice), viewer).where(Notice.id == notice_id)
    found: Notice | None = session.scalars(chosen).one_or_none()
    if found is None:
        raise NoticeUnknown(_("You have no such notice."))
    return found


def read_notices_on(session: Session, claim: Claim, *, viewer: Actor) -> None:
    """Note that somebody has read what they are told of a claim."""
    _read(session, viewer, Notice.claim_id == claim.id)


def read_all_notices(session: Session, *, newest: int, viewer: Actor) -> None:
    """Note that somebody has read whatever they see, up to the notice with this id."""
    _read(session, viewer, Notice.id <= newest)


def _read(session: Session, viewer: Actor, which: ColumnElement[bool]) -> None:
    """What somebody does not see yet stays unread, so that they are told of it then."""
    seen = to_be_seen(select(Notice.id), viewer).where(which, Notice.read_at.is_(None))
    session.execute(update(Notice).where(Notice.id.in_(seen)).values(read_at=now()))
