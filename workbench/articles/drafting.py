"""Writes about drafts of versions: begun, their blocks changed, put away and taken up again."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.draft_blocks import (
    Blocks,
    block_named,
    blocks_from_json,
    blocks_to_json,
    joined,
    keyed,
    rewritten,
)
from workbench.articles.errors import DraftSettled, SecondHeadline, TextMovedOn
from workbench.articles.incoming import ReadFile
from workbench.articles.models import Version, VersionDraft
from workbench.articles.queries import current_version
from workbench.articles.rules import Origin
from workbench.db import lock, now
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind


def begin_draft(
    session: Session,
    *,
    base: Version,
    blocks: Sequence[DraftBlock],
    origin: Origin,
    by: Actor,
    file: ReadFile | None = None,
) -> VersionDraft:
    """Begin what may become the version after `base`: clean blocks in the order of a text."""
    draft = VersionDraft(
        article_id=base.article_id,
        base_id=base.id,
        origin=origin,
        original_sha256=file.sha256 if file else None,
        original_name=file.name if file else "",
        by_id=by.person_id,
        blocks=blocks_to_json(keyed(blocks)),
    )
    session.add(draft)
    session.flush()
    _record(session, EventKind.DRAFT_BEGUN, draft, by)
    return draft


def _record(
    session: Session, kind: EventKind, draft: VersionDraft, by: Actor,
    undo: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    details = {"base": draft.base.number, "origin": draft.origin}
    record(session, kind, by=by, article_id=draft.article_id, details=details, undo=undo)


def rewrite_block(
    session: Session, *, draft: VersionDraft, key: int, seal: str, kind: BlockKind, text: str
) -> Blocks:
    """Give a block, seen as `seal` tells, other words or another kind. Returns what there was.

    A blank line splits it; without words it goes. Raises `EditedMeanwhile`, `BlockGone`,
    `SecondHeadline`, `DraftSettled`.
    """
    return _change(session, draft, key, seal, lambda blocks: _rewritten(blocks, key, kind, text))


def _rewritten(blocks: Blocks, key: int, kind: BlockKind, text: str) -> Blocks:
    others = [block.kind for block in blocks if block.key != key]
    if kind is BlockKind.HEADLINE and BlockKind.HEADLINE in others:
        raise SecondHeadline(
            _("The article has a headline already. Make that one a heading first, or this one.")
        )
    return rewritten(blocks, key, kind, text)


def join_block(session: Session, *, draft: VersionDraft, key: int, seal: str) -> Blocks:
    """Join a block to the one before it. Returns what there was; raises as `rewrite_block`."""
    return _change(session, draft, key, seal, lambda blocks: joined(blocks, key))


def _change(
    session: Session,
    draft: VersionDraft,
    key: int,
    seal: str,
    change: Callable[[Blocks], Blocks],
) -> Blocks:
    hold_waiting(session, draft)
    before = blocks_from_json(draft.blocks)
    if block_named(before, key).seal != seal:
        raise EditedMeanwhile(
            _(
                "Somebody else changed this block while you were writing. Nothing was overwritten: "
                "both texts are shown, choose which one stands."
            )
        )
    after = change(before)
    if after != before:
        draft.blocks = blocks_to_json(after)
        draft.revision += 1
    session.flush()
    return before


def discard_draft(session: Session, *, draft: VersionDraft, by: Actor) -> None:
    """Put a draft away; `take_up_draft` brings it back. Raises `DraftSettled` for a version."""
    _hold_unmade(session, draft)
    if draft.discarded_at is None:
        draft.discarded_at = now()
        _record(session, EventKind.DRAFT_DISCARDED, draft, by, {"draft": draft.id})


def take_up_draft(session: Session, *, draft: VersionDraft, by: Actor) -> None:
    """Take a discarded draft up again. Raises `DraftSettled` for one that became a version."""
    _hold_unmade(session, draft)
    if draft.discarded_at is not None:
        draft.discarded_at = None
        _record(session, EventKind.DRAFT_TAKEN_UP_AGAIN, draft, by)


def put_on_newest(session: Session, *, draft: VersionDraft) -> None:
    """Let a draft follow the newest version instead of the one it was begun on."""
    hold_waiting(session, draft)
    draft.base = current_version(session, draft.article)
    draft.revision += 1
    session.flush()


def hold_waiting(session: Session, draft: VersionDraft) -> None:
    """Lock a draft. Raises `DraftSettled` unless it waits."""
    _hold_unmade(session, draft)
    if draft.discarded_at is not None:
        raise DraftSettled(
            _(
                "Somebody discarded this draft. Nothing was changed: take it up again to go on "
                "with it, everything in it was kept."
            )
        )


def _hold_unmade(session: Session, draft: VersionDraft) -> None:
    lock(session, draft)
    if draft.version_id is not None:
        raise DraftSettled(
            _("This draft is a version of the article already, and versions do not change.")
        )


def refuse_if_text_moved_on(session: Session, draft: VersionDraft) -> None:
    """Raises `TextMovedOn` when the draft follows another version than the newest."""
    newest = current_version(session, draft.article)
    if newest.id != draft.base_id:
        raise TextMovedOn(
            _(
                "Version %(number)s was made while this draft waited. Nothing was changed, and the "
                "draft is kept: compare it with that version, then go on.",
                number=newest.number,
            )
        )
