"""Reads about an article's versions: how each came about, its whole text, and drafts of the next.

Beside `queries.py`, which reads what pages of the newest version need.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, defer, joinedload

from workbench.articles.composed import Composed
from workbench.articles.errors import DraftUnknown, TextMovedOn, VersionUnknown
from workbench.articles.models import (
    Amendment,
    Article,
    Block,
    Remark,
    Sentence,
    Version,
    VersionDraft,
)
from workbench.articles.queries import current_version
from workbench.articles.rules import Origin, RemarkState
from workbench.articles.sentences import PlacedSentence
from workbench.articles.text import PlacedBlock
from workbench.db import plain_rows
from workbench.errors import message as _

MOST_WAITING = 50  # drafts named on a page


def get_version(session: Session, article: Article, number: int) -> Version:
    """A version of an article, its text not loaded. Raises `VersionUnknown`."""
    found = session.scalars(
        select(Version).where(Version.article_id == article.id, Version.number == number)
    ).one_or_none()
    if found is None:
        raise VersionUnknown(_("This article has no version %(number)s.", number=number))
    return found


def refuse_if_older(session: Session, version: Version) -> None:
    """Raises `TextMovedOn` for a version that another has followed.

    Whoever holds the article, or a claim of it, may go by that until the unit of work ends.
    """
    newest = current_version(session, version.article)
    if newest.id != version.id:
        raise TextMovedOn(
            _(
                "Version %(number)s of the text was made while you looked at the one before. "
                "Nothing was changed; reload the page and look at the words again.",
                number=newest.number,
            )
        )


@dataclass(frozen=True)
class VersionLine:
    """A version, the draft it was made of (none for the first), and what the outlet changed."""

    version: Version
    draft: VersionDraft | None
    amendment: Amendment | None


def versions_of(
    session: Session, article: Article, *, before: int | None = None, limit: int = 51
) -> Sequence[VersionLine]:
    """An article's versions, newest first, those with a lower number than `before`."""
    chosen = (
        select(Version, VersionDraft, Amendment)
        .outerjoin(VersionDraft, VersionDraft.version_id == Version.id)
        .outerjoin(Amendment, Amendment.version_id == Version.id)
        .options(defer(VersionDraft.blocks), joinedload(VersionDraft.by))
        .where(Version.article_id == article.id)
    )
    if before is not None:
        chosen = chosen.where(Version.number < before)
    rows = session.execute(chosen.order_by(Version.number.desc()).limit(limit))
    return [VersionLine(*row) for row in rows]


def amendment_in(session: Session, version: Version) -> Amendment | None:
    """What the outlet changed in a version, if that was noted."""
    return session.scalars(
        select(Amendment).where(Amendment.version_id == version.id)
    ).one_or_none()


def get_draft(session: Session, article: Article, draft_id: int) -> VersionDraft:
    """A draft of a version of an article, with the version it follows. Raises `DraftUnknown`."""
    draft = session.get(VersionDraft, draft_id, options=[joinedload(VersionDraft.base)])
    if draft is None or draft.article_id != article.id:
        raise DraftUnknown(_("This article has no such draft of a version."))
    return draft


def waiting_drafts(session: Session, article: Article) -> Sequence[VersionDraft]:
    """An article's drafts that are no version yet, newest first, without their blocks."""
    return session.scalars(
        select(VersionDraft)
        .options(
            defer(VersionDraft.blocks),
            joinedload(VersionDraft.by),
            joinedload(VersionDraft.base),
        )
        .where(VersionDraft.article_id == article.id, *_WAITS)
        .order_by(VersionDraft.id.desc())
        .limit(MOST_WAITING)
    ).all()


def composed_version(session: Session, version: Version) -> Composed:
    """A version's text with the places of its blocks and sentences, as they are stored."""
    of_version = {"version_id": version.id}
    blocks = plain_rows(session, _BLOCKS, of_version)
    sentences = plain_rows(session, _SENTENCES, of_version)
    return Composed(
        version.text,
        tuple(PlacedBlock(*row) for row in blocks),
        tuple(PlacedSentence(start, end, at - 1) for start, end, at in sentences),
    )


_BLOCKS = (
    select(Block.kind, Block.body, Block.start, Block.end)
    .where(Block.version_id == bindparam("version_id"))
    .order_by(Block.position)
)
_SENTENCES = (
    select(Sentence.start, Sentence.end, Block.position)
    .join(Block, Block.id == Sentence.block_id)
    .where(Sentence.version_id == bindparam("version_id"))
    .order_by(Sentence.position)
)


@dataclass(frozen=True)
class Waiting:
    """How much of an article waits for somebody: drafts, remarks; and how many remarks came."""

    drafts: int
    remarks: int
    all_remarks: int


def waiting_of(session: Session, article: Article) -> Waiting:
    """How many drafts are neither a version nor discarded, and what waits of the manuscript."""
    return Waiting(*plain_rows(session, _WAITING_COUNTED, {"article_id": article.id}).one())


_WAITS = (VersionDraft.version_id.is_(None), VersionDraft.discarded_at.is_(None))
_REMARKS = select(func.count()).where(Remark.article_id == bindparam("article_id"))
_WAITING_COUNTED = select(
    select(func.count())
    .where(VersionDraft.article_id == bindparam("article_id"), *_WAITS)
    .scalar_subquery(),
    _REMARKS.where(Remark.state == RemarkState.WAITS).scalar_subquery(),
    _REMARKS.scalar_subquery(),
)


def waiting_on(session: Session, base: Version) -> Sequence[VersionDraft]:
    """The drafts that wait to follow a version, oldest first, with their blocks."""
    return session.scalars(_waiting_on(base).limit(MOST_WAITING)).all()


def correction_on(session: Session, base: Version) -> VersionDraft | None:
    """The first correction by the desk that waits to follow a version."""
    chosen = _waiting_on(base).where(VersionDraft.origin == Origin.CORRECTED)
    return session.scalars(chosen.limit(1)).first()


def _waiting_on(base: Version) -> Select[VersionDraft]:
    return (
        select(VersionDraft)
        .where(VersionDraft.base_id == base.id, *_WAITS)
        .order_by(VersionDraft.id)
    )
