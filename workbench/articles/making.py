"""From a draft to an article: version 1 with its blocks and sentences, which never change again.

Several at once are written by as many statements as one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import NothingToCheck
from workbench.articles.incoming import ReadFile
from workbench.articles.models import Article, Block, Remark, Sentence, Version
from workbench.articles.remarking import PlacedRemark, placed_remarks
from workbench.articles.rules import RemarkState
from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText, compose, sha256
from workbench.db import now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.draft import Draft


@dataclass(frozen=True)
class NewVersion:
    """A canonical text to be stored, and the file it came from, if it came from one.

    `follows`: of which sentence of the version before (by id) each sentence is the same, by index.
    """

    article: Article
    text: CanonicalText
    sentences: Sequence[PlacedSentence]
    number: int = 1
    original_sha256: str | None = None
    original_name: str = ""
    follows: Mapping[int, int] = field(default_factory=dict)
    created_at: datetime = field(default_factory=now)


@dataclass(frozen=True)
class Prepared:
    """An article to be made: what was read, its text, the sentences of it, and remarks on it."""

    file: ReadFile
    text: CanonicalText
    sentences: Sequence[PlacedSentence]
    remarks: Sequence[PlacedRemark] = ()


def prepare(file: ReadFile) -> Prepared:
    """Work out what an article is made of. Slow for a long one, so before the unit of work."""
    text = compose(file.draft.blocks)
    sentences = sentences_of(text, _language(file.draft))
    wanted = [remark for remark in file.draft.remarks if remark.wanted]
    return Prepared(file, text, sentences, placed_remarks(wanted, text, sentences))


def make_articles(
    session: Session, prepared: Sequence[Prepared], *, by: Actor
) -> Sequence[Article]:
    """Several articles, each with its version 1. Raises `NothingToCheck`; then there is none."""
    versions = [_first_version(each, _article(each.file.draft, by)) for each in prepared]
    rows = zip(prepared, add_versions(session, versions), strict=True)
    _add_remarks(session, [(version, remark) for each, version in rows for remark in each.remarks])
    for version in versions:
        _record(session, version.article, by)
    return [version.article for version in versions]


def _add_remarks(session: Session, found: Sequence[tuple[Version, PlacedRemark]]) -> None:
    """What came beside the texts waits for somebody to accept or dismiss it."""
    rows = [_remark_row(version, placed) for version, placed in found]
    if rows:  # without rows, an INSERT would make one of nothing
        session.execute(insert(Remark), rows)


def _remark_row(version: Version, placed: PlacedRemark) -> dict[str, Any]:
    remark, (start, end) = placed.remark, placed.span or (None, None)
    return {
        "article_id": version.article_id,
        "version_id": version.id,
        "kind": remark.kind,
        "text": remark.text,
        "proposed": remark.proposed,
        "author": remark.author,
        "said_at": remark.said_at,
        "url": remark.url,
        "exact": placed.exact,
        "start": start,
        "end": end,
        "state": RemarkState.WAITS,
    }


def _article(draft: Draft, by: Actor) -> Article:
    return Article(
        desk_id=by.desk_id,
        title=draft.title,
        outlet=draft.outlet,
        authors=list(draft.authors),
        url=draft.url,
        published=draft.published,
        language=_language(draft),
    )


def _language(draft: Draft) -> str:
    return draft.language or "en"


def _first_version(prepared: Prepared, article: Article) -> NewVersion:
    return NewVersion(
        article,
        prepared.text,
        prepared.sentences,
        original_sha256=prepared.file.sha256,
        original_name=prepared.file.name,
    )


def _record(session: Session, article: Article, by: Actor) -> None:
    facts = {"title": article.title, "outlet": article.outlet, "url": article.url}
    record(session, EventKind.ARTICLE_IMPORTED, by=by, article_id=article.id, details=facts)


def add_versions(session: Session, new: Sequence[NewVersion]) -> Sequence[Version]:
    """Store canonical texts, each with its blocks and sentences.

    Raises `NothingToCheck` for one without a body, before anything is stored.
    """
    versions = [_version(each) for each in new]
    session.add_all(versions)
    session.flush()
    pairs = list(zip(versions, new, strict=True))
    if pairs:  # without rows, an INSERT would make one of nothing
        _add_sentences(session, pairs, iter(_add_blocks(session, pairs)))
    return versions


def _version(new: NewVersion) -> Version:
    body = sum(new.text.blocks[sentence.block].body for sentence in new.sentences)
    if not body:
        raise NothingToCheck(
            _(
                "No block of “%(title)s” is marked as body, so there would be nothing to check. "
                "Mark at least one paragraph as body; everything else was kept.",
                title=new.article.title,
            )
        )
    return Version(
        article=new.article,
        number=new.number,
        text=new.text.text,
        sha256=sha256(new.text.text),
        body_sentences=body,
        original_sha256=new.original_sha256,
        original_name=new.original_name,
        created_at=new.created_at,
    )


Pairs = Iterable[tuple[Version, NewVersion]]


def _add_blocks(session: Session, pairs: Pairs) -> Sequence[int]:
    """Return the ids of all blocks, in order."""
    rows = [row for version, new in pairs for row in _block_rows(version, new.text)]
    adding = insert(Block).returning(Block.id, sort_by_parameter_order=True)
    return session.scalars(adding, rows).all()


def _block_rows(version: Version, text: CanonicalText) -> Iterator[dict[str, Any]]:
    for position, block in enumerate(text.blocks, start=1):
        yield {
            "version_id": version.id,
            "position": position,
            "kind": block.kind,
            "body": block.body,
            "start": block.start,
            "end": block.end,
        }


def _add_sentences(session: Session, pairs: Pairs, block_ids: Iterator[int]) -> None:
    rows: list[dict[str, Any]] = []
    for version, new in pairs:
        of_version = list(islice(block_ids, len(new.text.blocks)))
        rows.extend(_sentence_rows(version, new, of_version))
    session.execute(insert(Sentence), rows)


def _sentence_rows(
    version: Version, new: NewVersion, block_ids: Sequence[int]
) -> Iterator[dict[str, Any]]:
    for position, sentence in enumerate(new.sentences, start=1):
        yield {
            "version_id": version.id,
            "block_id": block_ids[sentence.block],
            "position": position,
            "body": new.text.blocks[sentence.block].body,
            "start": sentence.start,
            "end": sentence.end,
            "follows_id": new.follows.get(position - 1),
        }
