"""Drafts fit the versions that they follow and became, and what was decided fits the drafts."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from workbench.articles.draft_blocks import blocks_from_json, plain
from workbench.articles.models import Version, VersionDraft
from workbench.articles.queries import blocks_of
from workbench.articles.text import CanonicalText, compose
from workbench.claims.models import Claim, Passage, Settlement
from workbench.cli.progress import Advance


def draft_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Draft by draft, so that one text at a time is in memory."""
    for draft_id in session.scalars(select(VersionDraft.id).order_by(VersionDraft.id)).all():
        draft = session.get_one(VersionDraft, draft_id, options=_WITH_VERSIONS)
        for fault in _faults(session, draft):
            yield f"Article {draft.article_id}, draft {draft.id}: {fault}"
        advance(1)


_WITH_VERSIONS = [joinedload(VersionDraft.base), joinedload(VersionDraft.version)]


def _faults(session: Session, draft: VersionDraft) -> Iterator[str]:
    if draft.base.article_id != draft.article_id:
        yield "it follows a version of another article"
    if draft.version is not None:
        yield from _made_faults(session, draft, draft.version)
    try:
        blocks = blocks_from_json(draft.blocks)
    except (KeyError, TypeError, ValueError):
        yield "its blocks cannot be read"
        return
    text = compose(plain(blocks))
    if len({block.key for block in blocks}) < len(blocks):
        yield "two of its blocks have the same key"
    if draft.version is not None and not _is_text_of(session, draft.version, text):
        yield f"its blocks are not those of version {draft.version.number}"
    yield from _settlement_faults(session, draft, text.text)


def _made_faults(session: Session, draft: VersionDraft, version: Version) -> Iterator[str]:
    of_article = (Version.article_id == draft.article_id, Version.number < version.number)
    before = session.scalar(select(func.max(Version.number)).where(*of_article))
    if version.article_id != draft.article_id or draft.base.number != before:
        yield f"it became version {version.number}, but follows version {draft.base.number}"
    if draft.discarded_at is not None:
        yield f"it became version {version.number}, but was discarded"


def _is_text_of(session: Session, version: Version, text: CanonicalText) -> bool:
    kinds = [block.kind for block in blocks_of(session, version.id)]
    return text.text == version.text and kinds == [block.kind for block in text.blocks]


def _settlement_faults(session: Session, draft: VersionDraft, text: str) -> Iterator[str]:
    settlements = (
        select(Claim.number, Passage.version_id, Settlement.start, Settlement.end)
        .join(Settlement.passage)
        .join(Passage.claim)
        .where(Settlement.draft_id == draft.id)
        .order_by(Settlement.id)
    )
    for number, version_id, start, end in session.execute(settlements):
        if version_id != draft.base_id:
            yield f"claim {number} was settled in a version that it does not follow"
        if start is not None and end is not None and not 0 <= start < end <= len(text):
            yield f"claim {number} was settled at {start}–{end}, where its text has no words"
