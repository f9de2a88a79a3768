"""The check knows watches and alerts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.cli.shell import Shell
from tests.cli.test_check import faults
from workbench.accounts.models import Desk, Person
from workbench.accounts.rules import command_line
from workbench.db import Database, now
from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.models import Alert, Evidence
from workbench.evidence.rules import AlertKind
from workbench.intake.contents.reading import read_contents
from workbench.jobs.models import Job
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Source, Watch
from workbench.sources.rules import Every
from workbench.sources.taking import Taken
from workbench.sources.watching import LOOK, ask_for_due_looks, watch_source


@pytest.fixture
def watched(shell: Shell, article: str, database: Database) -> Source:
    """A source that is watched weekly, was asked for, and has an alert of each kind."""
    assert article
    with database.writing() as session:
        quoting = select(Evidence).join(Evidence.source).where(Source.url != "")
        piece = session.scalars(quoting.order_by(Evidence.id).limit(1)).one()
        by = command_line(piece.source.desk_id)
        watch_source(session, source=piece.source, every=Every.WEEKLY, by=by)
        quoted = {AlertKind.CHANGED_QUOTE: piece.id}
        noticed = [Noticed(kind, quoted.get(kind)) for kind in AlertKind]
        raise_alerts(session, source=piece.source, noticed=noticed)
    ask_for_due_looks(database)
    return piece.source


def change(database: Database, table: type[Any], **values: Any) -> None:
    with database.writing() as session:
        session.execute(update(table).values(values))


def test_a_watch_and_alerts_that_are_whole_pass(shell: Shell, watched: Source) -> None:
    assert watched.url
    assert shell.said("check") == "Everything is in order.\n"


def test_looks_that_nobody_takes_are_found(
    shell: Shell, watched: Source, database: Database
) -> None:
    assert watched.url
    change(database, Watch, next_look_at=now() - timedelta(days=3))
    with database.writing() as session:
        asked = update(Job).where(Job.kind == LOOK)
        session.execute(asked.values(due_at=now() - timedelta(days=2)))
    [line] = faults(shell)
    since = f"{now() - timedelta(days=3):%Y-%m-%d}"
    assert line.startswith(f"2 looks at watched sources are due, the first since {since} ")
    assert line.endswith("UTC: no worker runs, or it cannot keep up")


def test_a_watch_without_a_look_to_come_is_found(
    shell: Shell, watched: Source, database: Database
) -> None:
    change(database, Watch, every=Every.DAILY, next_look_at=now() + timedelta(days=2))
    later = f"Source {watched.id}: its next look is later than its watch allows"
    assert faults(shell) == [later]
    with database.writing() as session:
        session.get_one(Source, watched.id).url = ""
    nothing = f"Source {watched.id}: it is watched, and there is no address to look at"
    assert faults(shell) == [nothing]


def another_desk(session: Session) -> Mapping[str, Any]:
    desk = Desk(name="Another desk", time_zone="UTC")
    session.add(desk)
    session.flush()
    return {"desk_id": desk.id}


def another_source(session: Session) -> Mapping[str, Any]:
    others = select(Source.id).where(Source.id.not_in(select(Alert.source_id)))
    return {"source_id": session.scalars(others.limit(1)).one()}


def another_snapshot(session: Session) -> Mapping[str, Any]:
    other = session.get_one(Source, another_source(session)["source_id"])
    taken = Taken("0" * 64, "minutes.txt", 1, read_contents(b"Minutes"))
    by = command_line(other.desk_id)
    kept = keep_snapshot(session, source=other, taken=taken, by=by)
    kept.from_dossier = True  # so that its file is not missed
    session.flush()
    return {"since_id": kept.id}


def somebody(session: Session) -> Mapping[str, Any]:
    return {"seen_by_id": session.scalars(select(Person.id).limit(1)).one()}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("it is of another desk than its source", another_desk),
        ("its quote is of another source", another_source),
        ("the snapshot before it is of another source", another_snapshot),
        ("somebody saw it, at no time", somebody),
        ("it names a quote and is about none", lambda _session: {"evidence_id": None}),
    ],
)
def test_an_alert_that_contradicts_itself_is_found(
    shell: Shell, watched: Source, database: Database, told: str, wrong: Any
) -> None:
    assert watched.url
    with database.writing() as session:
        of_quote = update(Alert).where(Alert.kind == AlertKind.CHANGED_QUOTE)
        session.execute(of_quote.values(**wrong(session)))
    [line] = faults(shell)
    assert told in line
