"""Writes about articles that were sent together: kept, confirmed and discarded in one act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import BatchChanged
from workbench.articles.incoming import ReadFile
from workbench.articles.making import Prepared
from workbench.articles.models import Article, Batch, Import
from workbench.articles.service import confirm_held, new_import
from workbench.db import now
from workbench.errors import message as _


@dataclass(frozen=True)
class RefusedFile:
    """A file that no article could be read from, and why, in words for the sender."""

    name: str
    reason: str


def keep_batch(
    session: Session, *, read: Sequence[ReadFile], refused: Sequence[RefusedFile], by: Actor
) -> Batch:
    """Keep what was read as previews that belong together, and what was refused with its reason."""
    told = [{"name": file.name, "reason": file.reason} for file in refused]
    batch = Batch(desk_id=by.desk_id, by_id=by.person_id, refused=told)
    session.add(batch)
    session.flush()
    for file in read:
        kept = new_import(file, by)
        kept.batch_id = batch.id
        session.add(kept)
    session.flush()
    return batch


def confirm_batch(
    session: Session,
    *,
    batch: Batch,
    seen: Mapping[int, int],
    prepared: Mapping[int, Prepared],
    by: Actor,
) -> Sequence[Article]:
    """Make the articles of some previews, all of them or none.

    `seen` are their ids, each with the revision that the person saw; `prepared` is what is to be
    made of each. Raises `BatchChanged` when one was corrected or discarded since, `NothingToCheck`
    when one has no body. What somebody confirmed meanwhile is passed over: it is as it was to be.
    """
    held = list(_hold_seen(session, batch, seen))
    return confirm_held(session, held, [prepared[kept.id] for kept in held], by)


def discard_together(session: Session, *, batch: Batch, seen: Mapping[int, int]) -> int:
    """Put some previews away, by id and the revision seen; return how many. Raises `BatchChanged`.

    Each can be taken up again by itself.
    """
    held = list(_hold_seen(session, batch, seen))
    for kept in held:
        kept.discarded_at = now()
    session.flush()
    return len(held)


def _hold_seen(session: Session, batch: Batch, seen: Mapping[int, int]) -> Iterator[Import]:
    """Lock the previews that are meant and still wait. Raises `BatchChanged`."""
    held = session.scalars(
        select(Import)
        .where(Import.batch_id == batch.id, Import.id.in_(seen), Import.article_id.is_(None))
        .order_by(Import.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for kept in held.all():
        if not kept.waits or kept.revision != seen[kept.id]:
            raise BatchChanged(
                _(
                    "Somebody corrected or discarded “%(title)s” since you opened this list. "
                    "Nothing was changed. Look at it, then send the list again.",
                    title=kept.draft["title"],
                )
            )
        yield kept
