"""Fetching snapshots for real, from a server on this machine that counts as public."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from tests.intake.web_server import Names, loopback_counts_as_public
from workbench.db import Database
from workbench.intake import fetching as intake_fetching
from workbench.intake.fetching import FetchLimits
from workbench.jobs.models import Job
from workbench.jobs.work import Handler
from workbench.sources import fetching
from workbench.sources.fetching import FETCH, ask_for_snapshot, fetch_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.storage.files import FileStore

SMALL = FetchLimits(body=200_000, deadline=5.0, connect=1.0)
Patch = Callable[[Any, str, Any], None]  # setattr, or that of pytest's `monkeypatch`


def let_fetch(patch: Patch, port: int, *, limits: FetchLimits, names: Names | None = None) -> None:
    """Let the handler reach a port of this machine, and no other that is private."""
    policy = loopback_counts_as_public(port, names)
    patch(fetching, "fetch", partial(intake_fetching.fetch, policy=policy))
    patch(fetching, "LIMITS_OF_A_SNAPSHOT", limits)


def handlers(files: FileStore) -> Mapping[str, Handler]:
    """What a worker needs to know."""
    return {FETCH: partial(fetch_snapshot, files=files, user_agent="workbench")}


def source_at(database: Database, url: str) -> Newsroom:
    """A newsroom, committed, whose library has one source, and who asks for a snapshot of it."""
    with database.writing() as session:
        room = open_newsroom(session)
        source = room.source("Minutes", url=url)
        ask_for_snapshot(session, source=source, by=room.ana)
        return room


def ask_again(database: Database, room: Newsroom) -> None:
    """Ask for another snapshot of it."""
    with database.writing() as session:
        ask_for_snapshot(session, source=session.scalars(select(Source)).one(), by=room.ana)


def kept(database: Database) -> list[Snapshot]:
    """Every snapshot, the oldest first."""
    with database.reading() as session:
        return list(session.scalars(select(Snapshot).order_by(Snapshot.id)))


def the_job(database: Database) -> Job:
    """The only job."""
    with database.reading() as session:
        return session.scalars(select(Job)).one()
