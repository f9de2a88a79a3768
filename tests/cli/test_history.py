"""The record is checked from the command line, whoever wrote it."""

import pytest
from sqlalchemy import delete, select

from tests.cli.conftest import DOSSIER
from tests.cli.shell import Shell
from tests.history.behind import change_event, unguarded
from workbench.db import Database
from workbench.history.models import ChainEnd, Event, EventAddress

pytestmark = pytest.mark.usefixtures("article")


def test_a_record_with_a_loaded_dossier_holds(shell: Shell, database: Database) -> None:
    said = shell.said("history", "verify")
    with database.reading() as session:
        end = session.scalars(select(ChainEnd)).one()
        assert end.number == len(session.scalars(select(Event.id)).all())
        assert session.scalars(select(EventAddress)).all() == []
    assert said.startswith(f"Desk {end.desk_id}, The desk: {end.number} lines hold.")
    assert said.endswith(f"The end: {end.desk_id}:{end.number}:{end.hash}\n")


def test_what_was_changed_is_told_and_is_an_error(shell: Shell, database: Database) -> None:
    with unguarded(database) as connection:
        change_event(connection, 3, by_name="Somebody else")
    for command in (("history", "verify"), ("check",)):
        result = shell.run(*command)
        assert result.exit_code == 1
        assert result.stderr == "workbench: 1 fault was found.\n"
        assert "line 3" in result.stdout.lower()
        assert "by Somebody else" in result.stdout


def test_the_end_that_was_noted_is_compared(shell: Shell, database: Database) -> None:
    noted = shell.said("history", "verify").split()[-1]
    shell.said("load", DOSSIER)
    shell.said("history", "verify", "--noted", noted, "--noted", noted[:-40])
    desk_id, number, digest = noted.split(":")
    other = f"{desk_id}:{int(number) - 1}:{digest}"
    result = shell.run("history", "verify", "--noted", other)
    assert result.exit_code == 1
    assert "is not the one that was noted" in result.stdout
    assert "is not DESK:LINE:DIGEST" in shell.refused("history", "verify", "--noted", "1:2", code=2)


def test_a_record_that_is_gone_as_a_whole_is_missed(shell: Shell, database: Database) -> None:
    with unguarded(database) as connection:
        connection.execute(delete(ChainEnd))
    assert "The end of the record is missing" in shell.run("history", "verify").stdout
