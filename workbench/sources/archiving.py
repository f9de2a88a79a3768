"""Asking a web archive for a copy of a source's page, in the background."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.errors import message as _
from workbench.intake.fetching import ANYTHING, AddressPolicy, FetchError, FetchLimits, fetch
from workbench.jobs.models import Job
from workbench.jobs.service import ask
from workbench.jobs.work import Work
from workbench.sources.addresses import same_page
from workbench.sources.archive_answers import Copy, closest_copy, question
from workbench.sources.errors import PageMoved
from workbench.sources.fetching import asker, not_fetched
from workbench.sources.models import ArchivedCopy, Source
from workbench.sources.queries import hold_page, hold_standing
from workbench.sources.service import edit_source, fields_of

ARCHIVE = _("look in the web archive")
LIMITS = FetchLimits(body=64 * 1024, deadline=30.0, redirects=0)

SEALED = _("No web archive is asked about a confidential source.")

MayEdit = Callable[[Session, Source, Actor], bool]  # as evidence has it, which lies above


def archive_key(source_id: int) -> str:
    """By which two who ask for a copy of the same page get one job."""
    return f"archived copy of source {source_id}"


def ask_archive(session: Session, *, source: Source, by: Actor) -> Job:
    """Have the web archive asked for the copy closest to the day the source was seen.

    Raises `AddressMissing`, also for a confidential source: no archive learns of it.
    """
    hold_page(session, source, if_sealed=SEALED)
    return ask(
        session, desk_id=source.desk_id, kind=ARCHIVE, key=archive_key(source.id), by=by,
        about=source.title,
        payload={"source_id": source.id, "url": source.url, "accessed": source.accessed},
    )  # fmt: skip


def look_in_archive(work: Work, *, archive: str, user_agent: str, may_edit: MayEdit) -> None:
    """The handler. A copy becomes the source's archived one if it has none yet, else it is offered.

    Much may have happened while the archive was asked, so whose copy it is, and whether who asked
    may note it, is settled only then. Raises `PageMoved`.
    """
    asked = question(archive, work.payload["url"], work.payload["accessed"])
    copy = closest_copy(_answer(asked, archive, user_agent), archive)
    settle(work, copy, may_edit)


def settle(work: Work, copy: Copy, may_edit: MayEdit) -> None:
    """Note or offer the copy that an archive named. Raises `PageMoved`."""
    with work.finishing() as session:
        source, by = _of_page(session, work), asker(session, work)
        if not source.archived_url and may_edit(session, source, by):
            note_copy(session, source=source, url=copy.url, by=by)
        else:
            _offer(session, source, copy)


def _of_page(session: Session, work: Work) -> Source:
    """The source, or the one that it went into: whichever is of the page that was asked for."""
    asked_for = session.get_one(Source, work.payload["source_id"])
    source = hold_standing(session, asked_for)
    if not same_page(source.url, work.payload["url"]):
        raise PageMoved(
            _("The source has another web address by now. Nothing was changed; look again.")
        )
    return source


def policy_for(archive: str) -> AddressPolicy:
    """Whoever runs the workbench named the archive, so it may be anywhere, and at any port."""
    parts = urlsplit(archive)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return AddressPolicy(may_reach=lambda _address: True, ports=frozenset({port}))


def _answer(url: str, archive: str, user_agent: str) -> bytes:
    policy = policy_for(archive)
    try:
        return fetch(url, user_agent=user_agent, limits=LIMITS, policy=policy, wanted=ANYTHING).body
    except FetchError as error:
        raise not_fetched(error) from error


def note_copy(session: Session, *, source: Source, url: str, by: Actor) -> None:
    """Let this be the source's archived copy."""
    fields = replace(fields_of(source), archived_url=url)
    edit_source(session, source=source, fields=fields, revision=source.revision, by=by)


def offered_copy(session: Session, source: Source) -> ArchivedCopy | None:
    """The copy that the web archive has of a source's page, if it is not the one that is noted."""
    offered = _offered(session, source)
    return offered if offered and offered.url != source.archived_url else None


def _offered(session: Session, source: Source) -> ArchivedCopy | None:
    found = select(ArchivedCopy).where(ArchivedCopy.source_id == source.id)
    return session.scalars(found).one_or_none()


def _offer(session: Session, source: Source, copy: Copy) -> None:
    offered = _offered(session, source) or ArchivedCopy(source_id=source.id)
    offered.url, offered.day = copy.url, copy.day
    session.add(offered)
    session.flush()
