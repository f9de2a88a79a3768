"""Packs for members: made in the background when somebody asks, and sent to whoever may publish.

One is kept for each edition, as it was made last; no public address knows of the table. What the
desk hid or deleted for good since is still in it, so it is not sent after that, and a sweep takes
it away. It goes after a month too: it is made of the article as it was then.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import now
from workbench.errors import message as _
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.jobs.models import Job
from workbench.jobs.queries import latest_job
from workbench.jobs.service import ask
from workbench.publishing.models import Edition, InternalPack, Report

MAKE_INTERNAL = _("pack for members")
KEPT_FOR = timedelta(days=30)
_HIDING = (EventKind.SOURCE_SEALED, EventKind.SNAPSHOT_DELETED)


def ask_for_internal_pack(session: Session, *, edition: Edition, by: Actor) -> Job:
    """Have the pack for members made, of the article as it is when that is done."""
    return ask(
        session, desk_id=edition.report.desk_id, kind=MAKE_INTERNAL, by=by,
        key=_job_key(edition), about=f"Edition {edition.number}: {edition.title}",
        payload={"edition_id": edition.id},
    )  # fmt: skip


def job_of_internal_pack(session: Session, edition: Edition) -> Job | None:
    """The job that was asked for last."""
    return latest_job(session, edition.report.desk_id, _job_key(edition))


def internal_pack_of(session: Session, edition: Edition) -> InternalPack | None:
    """The pack of an edition for members, if it may still be sent."""
    found = _pack_of(session, edition.id)
    if found is None or _is_over(session, found, edition.report.desk_id):
        return None
    return found


def keep_internal_pack(
    session: Session, *, edition_id: int, sha256: str, size: int, hidden: int
) -> None:
    """Keep a pack in the place of the one before. `hidden`: as it was before it was gathered."""
    session.execute(delete(InternalPack).where(InternalPack.edition_id == edition_id))
    session.add(InternalPack(edition_id=edition_id, sha256=sha256, size=size, hidden=hidden))
    session.flush()


def times_hidden(session: Session, desk_id: int) -> int:
    """How often the desk has hidden something from its own members, or deleted it for good."""
    counted = select(func.count()).select_from(Event)
    return session.scalar(counted.where(Event.desk_id == desk_id, Event.kind.in_(_HIDING))) or 0


def forget_internal_packs(session: Session) -> int:
    """Take away the packs that are sent to nobody any more; how many. Their files are swept."""
    chosen = select(InternalPack, Report.desk_id).join(
        Edition, Edition.id == InternalPack.edition_id
    ).join(Report, Report.id == Edition.report_id)  # fmt: skip
    over = [pack for pack, desk_id in session.execute(chosen) if _is_over(session, pack, desk_id)]
    for pack in over:
        session.delete(pack)
    session.flush()
    return len(over)


def _pack_of(session: Session, edition_id: int) -> InternalPack | None:
    chosen = select(InternalPack).where(InternalPack.edition_id == edition_id)
    return session.scalars(chosen).one_or_none()


def _is_over(session: Session, pack: InternalPack, desk_id: int) -> bool:
    return pack.made_at < _oldest() or pack.hidden != times_hidden(session, desk_id)


def _oldest() -> datetime:
    return now() - KEPT_FOR


def _job_key(edition: Edition) -> str:
    return f"pack for members of edition {edition.id}"
