"""Writes about previews: kept, corrected, and confirmed or discarded."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import AlreadyImported, ImportDiscarded
from workbench.articles.incoming import ReadFile
from workbench.articles.making import Prepared, make_articles
from workbench.articles.models import Article, Import
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.remarks import DraftRemark, RemarkKind
from workbench.intake.rules import BlockKind


def keep_import(session: Session, *, file: ReadFile, by: Actor) -> Import:
    """Keep what was read, as a preview to be looked at and confirmed."""
    kept = new_import(file, by)
    session.add(kept)
    session.flush()
    return kept


def new_import(file: ReadFile, by: Actor) -> Import:
    """A preview, not yet kept."""
    return Import(
        desk_id=by.desk_id,
        by_id=by.person_id,
        draft=draft_to_json(file.draft),
        original_sha256=file.sha256,
        original_name=file.name,
    )


def edit_import(session: Session, *, kept: Import, draft: Draft, revision: int) -> None:
    """Keep a preview as a person changed it.

    Raises `EditedMeanwhile`, `AlreadyImported`, `ImportDiscarded`.
    """
    _hold_waiting(session, kept)
    begin_edit(session, kept, revision)
    kept.draft = draft_to_json(draft)
    session.flush()


def confirm_import(session: Session, *, kept: Import, prepared: Prepared, by: Actor) -> Article:
    """Make the article and its version 1, of what the preview holds.

    Raises `AlreadyImported`, `ImportDiscarded`, `NothingToCheck`.
    """
    _hold_waiting(session, kept)
    return confirm_held(session, [kept], [prepared], by)[0]


def confirm_held(
    session: Session, held: Sequence[Import], prepared: Sequence[Prepared], by: Actor
) -> Sequence[Article]:
    """The articles of previews that are locked and wait. Raises `NothingToCheck`."""
    made = make_articles(session, prepared, by=by)
    for kept, article in zip(held, made, strict=True):
        kept.article_id = article.id
    session.flush()
    return made


def file_of(kept: Import) -> ReadFile:
    """What a preview was read from, as the person last left it."""
    return ReadFile(draft_from_json(kept.draft), kept.original_sha256, kept.original_name)


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


def forget_discarded(session: Session, *, before: datetime) -> int:
    """Delete the previews that were discarded before a moment, of every desk; how many."""
    gone = delete(Import).where(Import.article_id.is_(None), Import.discarded_at < before)
    return len(session.scalars(gone.returning(Import.id)).all())


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
        "remarks": [asdict(remark) for remark in draft.remarks],
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
        remarks=tuple(map(_remark, kept.get("remarks", ()))),  # none before files had any
    )


def _remark(kept: dict[str, Any]) -> DraftRemark:
    return DraftRemark(**{**kept, "kind": RemarkKind(kept["kind"])})
