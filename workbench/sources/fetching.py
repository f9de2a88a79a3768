"""Fetching a snapshot in the background: whatever a source's address gives just now."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, machine
from workbench.errors import message as _
from workbench.intake.fetching import ANYTHING, LIMITS_OF_A_SNAPSHOT, FetchError, fetch, warc_of
from workbench.intake.fetching.errors import (
    FetchTimedOut,
    HostNotFound,
    PageUnavailable,
    ServerUnreachable,
)
from workbench.jobs.errors import TryLater
from workbench.jobs.models import Job
from workbench.jobs.service import ask
from workbench.jobs.work import Work
from workbench.sources.errors import NotFetched, SnapshotKnown
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Source
from workbench.sources.queries import hold_page
from workbench.sources.rules import Way, how_far
from workbench.sources.sight import shown_source
from workbench.sources.taking import take
from workbench.storage.files import FileStore

if TYPE_CHECKING:
    from workbench.intake.fetching.client import Fetched

FETCH = _("snapshot of a page")
_PASSING = (FetchTimedOut, HostNotFound, ServerUnreachable)  # what may be over in a while
_PASSING_ANSWERS = {429, 502, 503, 504}  # HTTP status: asked too often, or a server in trouble


def job_key(source_id: int) -> str:
    """By which two who ask for a snapshot of the same source get one job."""
    return f"snapshot of source {source_id}"


def ask_for_snapshot(
    session: Session, *, source: Source, by: Actor | None, kind: str = FETCH
) -> Job:
    """Have the page of a source fetched and kept. It is fetched once, however many ask.

    Raises `AddressMissing`, also for a confidential source: its address stands in no job, and
    nobody out there learns that this desk asked for it.
    """
    sealed = _("No page is fetched of a confidential source. Upload a file instead.")
    hold_page(session, source, if_sealed=sealed)
    return ask(
        session, desk_id=source.desk_id, kind=kind, key=job_key(source.id), about=source.title,
        payload={"source_id": source.id, "url": source.url}, by=by,
    )  # fmt: skip


def fetch_snapshot(work: Work, *, files: FileStore, user_agent: str) -> None:
    """The handler. What the page looked like before is left; what is equal is not kept twice.

    The files are kept before the row that names them. Of a worker that ends in between they stay
    behind, named by nothing.
    """
    page = _page(work, user_agent)
    work.progress(len(page.body), len(page.body), _("Reading what came"))
    taken = take(page.body, name=page.name, files=files, charset=page.charset or "")
    warc = warc_of(page, user_agent=user_agent)
    taken = replace(taken, warc_sha256=files.keep(warc), warc_size=len(warc))
    with work.finishing() as session, suppress(SnapshotKnown):
        keep_snapshot(
            session, source=shown_source(session, work.desk_id, work.payload["source_id"]),
            taken=taken, by=asker(session, work), way=Way.FETCHED, url=page.url,
            headers=dict(page.headers),
        )  # fmt: skip


def _page(work: Work, user_agent: str) -> "Fetched":
    def tell(received: int, total: int | None) -> None:
        work.progress(received, total, how_far(received, total))

    try:
        return fetch(
            work.payload["url"], user_agent=user_agent, limits=LIMITS_OF_A_SNAPSHOT,
            wanted=ANYTHING, watch=tell,
        )  # fmt: skip
    except FetchError as error:
        raise not_fetched(error) from error


def not_fetched(error: FetchError) -> TryLater | NotFetched:
    """What a job says of a fetch that failed, and whether it is to be tried again."""
    answered = error.answered if isinstance(error, PageUnavailable) else 0
    may_pass = isinstance(error, _PASSING) or answered in _PASSING_ANSWERS
    return (TryLater if may_pass else NotFetched)(error.what_happened)


def asker(session: Session, work: Work) -> Actor:
    """Who asked, also when they have left the desk since; for nobody, the workbench itself."""
    theirs = select(Membership).where(
        Membership.person_id == work.asked_by_id, Membership.desk_id == work.desk_id
    )
    member = session.scalars(theirs).first()
    return member.actor() if member else machine(work.desk_id)
