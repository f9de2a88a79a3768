"""Writes about articles: keeping a preview, and turning it into version 1."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import AlreadyImported, ImportDiscarded, NothingToCheck
from workbench.articles.models import Article, Block, Import, Sentence, Version
from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText, compose, sha256
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind


def keep_import(
    session: Session, *, draft: Draft, original_sha256: str, original_name: str, by: Actor
) -> Import:
    """Keep what was read, as a preview to be looked at and confirmed."""
    kept = new_import(draft, original_sha256, original_name, by)
    session.add(kept)
    session.flush()
    return kept


def new_import(draft: Draft, original_sha256: str, original_name: str, by: Actor) -> Import:
    """A preview, not yet kept."""
    return Import(
        desk_id=by.desk_id,
        by_id=by.person_id,
        draft=draft_to_json(draft),
        original_sha256=original_sha256,
        original_name=original_name,
    )


def edit_import(session: Session, *, kept: Import, draft: Draft, revision: int) -> None:
    """Keep a preview as a person changed it.

    Raises `EditedMeanwhile`, `AlreadyImported`, `ImportDiscarded`.
    """
    _hold_waiting(session, kept)
    begin_edit(session, kept, revision)
    kept.draft = draft_to_json(draft)
    session.flush()


def confirm_import(session: Session, *, kept: Import, by: Actor) -> Article:
    """Make the article and its version 1.

    Raises `AlreadyImported`, `ImportDiscarded`, `NothingToCheck`.
    """
    _hold_waiting(session, kept)
    article = make_article_of(session, kept, by)
    session.flush()
    return article


def make_article_of(session: Session, kept: Import, by: Actor) -> Article:
    """The article of a preview that is locked and waits. Raises `NothingToCheck`."""
    article = make_article(
        session,
        draft=draft_from_json(kept.draft),
        original_sha256=kept.original_sha256,
        original_name=kept.original_name,
        by=by,
    )
    kept.article_id = article.id
    return article


def discard_import(session: Session, *, kept: Import) -> None:
    """Put a preview away; `restore_import` brings it back. Raises `AlreadyImported`."""
    _hold_unconfirmed(session, kept)
    kept.discarded_at = kept.discarded_at or now()
    session.flush()


def restore_import(session: Session, *, kept: Import) -> None:
    """Take a discarded preview up again. Raises `AlreadyImported`."""
    _hold_unconfirmed(session, kept)
    kept.discarded_at = None
    session.flush()


def _hold_waiting(session: Session, kept: Import) -> None:
    _hold_unconfirmed(session, kept)
    if kept.discarded_at is not None:
        raise ImportDiscarded(
            _(
                "Somebody discarded this preview. Nothing was saved; "
                "your corrections are still below."
            )
        )


def _hold_unconfirmed(session: Session, kept: Import) -> None:
    """Lock a preview. Raises `AlreadyImported`."""
    lock(session, kept)
    if kept.article_id is not None:
        raise AlreadyImported(
            _("This preview was confirmed already, so its article is there and was not changed.")
        )


def make_article(
    session: Session,
    *,
    draft: Draft,
    original_sha256: str | None = None,
    original_name: str = "",
    by: Actor,
) -> Article:
    """An article with its version 1. Raises `NothingToCheck` for one without a body."""
    text = compose(draft.blocks)
    article = Article(
        desk_id=by.desk_id,
        title=draft.title,
        outlet=draft.outlet,
        authors=list(draft.authors),
        url=draft.url,
        published=draft.published,
        language=draft.language or "en",
    )
    session.add(article)
    session.flush()
    sentences = sentences_of(text, article.language)
    add_version(
        session, article, text, sentences, original_sha256=original_sha256,
        original_name=original_name,
    )  # fmt: skip
    record(
        session, EventKind.ARTICLE_IMPORTED, by=by, article_id=article.id, details=_facts(article)
    )
    return article


def _facts(article: Article) -> dict[str, Any]:
    return {"title": article.title, "outlet": article.outlet, "url": article.url}


def add_version(
    session: Session,
    article: Article,
    text: CanonicalText,
    sentences: Sequence[PlacedSentence],
    *,
    number: int = 1,
    original_sha256: str | None = None,
    original_name: str = "",
) -> Version:
    """Store a canonical text with its blocks and sentences, which never change again."""
    body = sum(text.blocks[s.block].body for s in sentences)
    if not body:
        raise NothingToCheck(
            _(
                "No block is marked as body, so there would be nothing to check. "
                "Mark at least one paragraph as body; everything else was kept."
            )
        )
    version = Version(
        article_id=article.id,
        number=number,
        text=text.text,
        sha256=sha256(text.text),
        body_sentences=body,
        original_sha256=original_sha256,
        original_name=original_name,
    )
    session.add(version)
    session.flush()
    _add_sentences(session, version, text, sentences, _add_blocks(session, version, text))
    return version


def _add_blocks(session: Session, version: Version, text: CanonicalText) -> Sequence[int]:
    rows = [
        {
            "version_id": version.id,
            "position": position,
            "kind": block.kind,
            "body": block.body,
            "start": block.start,
            "end": block.end,
        }
        for position, block in enumerate(text.blocks, start=1)
    ]
    adding = insert(Block).returning(Block.id, sort_by_parameter_order=True)
    return session.scalars(adding, rows).all()


def _add_sentences(
    session: Session,
    version: Version,
    text: CanonicalText,
    sentences: Sequence[PlacedSentence],
    block_ids: Sequence[int],
) -> None:
    rows = [
        {
            "version_id": version.id,
            "block_id": block_ids[sentence.block],
            "position": position,
            "body": text.blocks[sentence.block].body,
            "start": sentence.start,
            "end": sentence.end,
        }
        for position, sentence in enumerate(sentences, start=1)
    ]
    session.execute(insert(Sentence), rows)


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """A draft as it is kept."""
    return {
        "title": draft.title,
        "outlet": draft.outlet,
        "authors": list(draft.authors),
        "published": draft.published,
        "language": draft.language,
        "url": draft.url,
        "blocks": [{"kind": block.kind.value, "text": block.text} for block in draft.blocks],
    }


def draft_from_json(kept: dict[str, Any]) -> Draft:
    """A draft from what was kept of it."""
    blocks = tuple(DraftBlock(BlockKind(b["kind"]), b["text"]) for b in kept["blocks"])
    return Draft(
        title=kept["title"],
        outlet=kept["outlet"],
        authors=tuple(kept["authors"]),
        published=kept["published"],
        language=kept["language"],
        url=kept["url"],
        blocks=blocks,
    )
