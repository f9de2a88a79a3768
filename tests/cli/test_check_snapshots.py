"""The check knows snapshots, and backups bring them along."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.cli.shell import Shell
from tests.cli.test_check import faults
from workbench.accounts.rules import command_line
from workbench.db import Database
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore


@pytest.fixture
def kept(shell: Shell, article: str, database: Database) -> str:
    """The digest of the snapshot of a source, a text of two paragraphs."""
    assert article
    files = FileStore(Path(shell.environ["WORKBENCH_INSTANCE"]) / "files")
    with database.writing() as session:
        source = session.scalars(select(Source).order_by(Source.id).limit(1)).one()
        taken = take(b"Minutes\n\nIt cost 32 million.", name="minutes.txt", files=files)
        by = command_line(source.desk_id)
        return keep_snapshot(session, source=source, taken=taken, by=by).sha256


def change(database: Database, **values: Any) -> None:
    with database.writing() as session:
        session.execute(update(Snapshot).values(values))


def test_a_snapshot_that_is_whole_passes(shell: Shell, kept: str) -> None:
    assert kept
    assert shell.said("check") == "Everything is in order.\n"


def test_a_snapshot_whose_bytes_are_missing_or_changed_is_found(shell: Shell, kept: str) -> None:
    file = Path(shell.environ["WORKBENCH_INSTANCE"]) / "files" / kept[:2] / kept
    file.write_bytes(b"Other minutes")
    assert faults(shell) == [f"File {kept}: its content is not what its name says"]
    file.unlink()
    assert faults(shell) == [f"File {kept}: it is missing"]


def test_a_snapshot_whose_warc_is_missing_is_found(
    shell: Shell, kept: str, database: Database
) -> None:
    assert kept
    change(database, warc_sha256="0" * 64)
    assert faults(shell) == [f"File {'0' * 64}: it is missing"]


@pytest.mark.parametrize("starts", [[], [1, 9], [0, 9, 8], [0, 99], ["0"], [None]], ids=str)
def test_marks_that_do_not_part_the_text_are_found(
    shell: Shell, kept: str, database: Database, starts: list[Any]
) -> None:
    assert kept
    marks = [{"kind": "paragraph", "label": "para. 1", "start": start} for start in starts]
    change(database, marks=marks)
    (line,) = faults(shell)
    assert line.endswith(": its marks do not part its text of 28 characters")


@pytest.mark.parametrize("marks", [{}, [1], [{"kind": "page"}]])
def test_marks_that_are_none_are_found(
    shell: Shell, kept: str, database: Database, marks: Any
) -> None:
    assert kept
    change(database, marks=marks)
    assert "its marks do not part its text" in faults(shell)[0]


def test_a_text_with_a_reason_for_having_none_is_found(
    shell: Shell, kept: str, database: Database
) -> None:
    assert kept
    change(database, unreadable="There are no words in it.")
    (line,) = faults(shell)
    assert line.startswith("Source ")
    assert line.endswith(": it has a text and a reason for having none, or neither")


def test_a_backup_brings_snapshots_along(
    shell: Shell, kept: str, bare: Shell, tmp_path: Path
) -> None:
    shell.said("backup", tmp_path / "whole.zip")
    bare.said("restore", tmp_path / "whole.zip")
    assert bare.said("check") == "Everything is in order.\n"
    file = Path(bare.environ["WORKBENCH_INSTANCE"]) / "files" / kept[:2] / kept
    assert file.read_bytes() == b"Minutes\n\nIt cost 32 million."


def test_the_file_of_a_snapshot_that_came_with_a_dossier_is_not_missed(
    shell: Shell, kept: str, database: Database
) -> None:
    change(database, from_dossier=True)
    (Path(shell.environ["WORKBENCH_INSTANCE"]) / "files" / kept[:2] / kept).unlink()
    assert shell.said("check") == "Everything is in order.\n"
