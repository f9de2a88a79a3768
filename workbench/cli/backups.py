"""A backup of an instance, and an instance from a backup."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, Table

from workbench.cli.instance import Instance
from workbench.cli.progress import Advance, progress
from workbench.db import now
from workbench.errors import WorkbenchError
from workbench.migrations.moving import alembic_config, moving
from workbench.storage.backup import tables
from workbench.storage.backup.archive import (
    Archive,
    BackupUnusable,
    Writer,
    reading,
    writing,
)

TABLES, FILES = "tables", "files"
_SUFFIX = ".jsonl"


class NotEmpty(WorkbenchError):
    """The instance to restore into holds something."""


def back_up(instance: Instance, path: Path) -> tuple[int, int]:
    """Write everything as it is at one moment; how many rows and files.

    Files are written before the rows that name them, so listing them after the moment of the
    rows finds all of theirs. Raises `BackupExists` and `FolderMissing`.
    """
    with writing(path) as writer, tables.snapshot(instance.database.engine) as connection:
        rows = _write_rows(connection, writer)
        files = _write_files(instance, writer)
        writer.finish(_facts(connection))
    return rows, files


def _write_rows(connection: Connection, writer: Writer) -> int:
    found = tables.tables_in(connection)
    counts = {table.name: tables.count(connection, table) for table in found}
    with progress("Rows", sum(counts.values())) as advance:
        for table in found:
            writer.add(f"{TABLES}/{table.name}{_SUFFIX}", tables.lines_of(connection, table))
            advance(counts[table.name])
    return sum(counts.values())


def _write_files(instance: Instance, writer: Writer) -> int:
    digests = sorted(instance.files.digests())
    with progress("Files", len(digests)) as advance:
        for digest in digests:
            writer.add(f"{FILES}/{digest}", instance.files.pieces(digest))
            advance(1)
    return len(digests)


def _facts(connection: Connection) -> Mapping[str, Any]:
    revision = MigrationContext.configure(connection).get_current_revision()
    return {"revision": revision, "at": now().isoformat()}


def put_back(instance: Instance, path: Path) -> tuple[int, int]:
    """Restore a backup, all of it or nothing; how many rows and files.

    Raises `NotEmpty`, and `BackupUnusable` for one that is damaged or of a newer release.
    """
    engine = instance.database.engine.execution_options(sqlite_begin="IMMEDIATE")
    with _verified(path) as archive, moving(engine) as connection:
        _refuse_unless_empty(instance, connection, archive)
        files = _read_files(instance, archive)
        return _read_rows(connection, archive), files


@contextmanager
def _verified(path: Path) -> Iterator[Archive]:
    with ExitStack() as stack:
        with progress("Verifying") as advance:
            archive = stack.enter_context(reading(path, advance))
        yield archive


def _refuse_unless_empty(instance: Instance, connection: Connection, archive: Archive) -> None:
    """Files of this very backup may be there: a restore that was interrupted leaves them."""
    others = set(instance.files.digests()) - set(archive.under(FILES))
    if tables.tables_in(connection) or others:
        raise NotEmpty(
            "This instance holds data already, and nothing was changed. Restore into a new one: "
            "name it with WORKBENCH_INSTANCE and WORKBENCH_DATABASE_URL."
        )


def _read_files(instance: Instance, archive: Archive) -> int:
    digests = archive.under(FILES)
    with progress("Files", len(digests)) as advance:
        for digest in digests:
            if instance.files.keep(archive.read(f"{FILES}/{digest}")) != digest:
                raise BackupUnusable(f"The file {digest} of the backup is not what its name says.")
            advance(1)
    return len(digests)


def _read_rows(connection: Connection, archive: Archive) -> int:
    """The rows at the revision they were written at, then brought up to this release."""
    _migrate(connection, archive.manifest["revision"])
    found = tables.tables_in(connection)
    if {f"{table.name}{_SUFFIX}" for table in found} != set(archive.under(TABLES)):
        raise BackupUnusable("The backup has other tables than the release it names.")
    for table in found:  # a migration may have written a first row, which the backup has too
        connection.execute(table.delete())
    with progress("Rows", len(found)) as advance:
        rows = sum(_read_table(connection, archive, table, advance) for table in found)
    tables.reset_sequences(connection, found)
    _migrate(connection, "head")
    return rows


def _read_table(connection: Connection, archive: Archive, table: Table, advance: Advance) -> int:
    try:
        with archive.open(f"{TABLES}/{table.name}{_SUFFIX}") as lines:
            rows = tables.put_lines(connection, table, lines)
    except (KeyError, TypeError, ValueError) as error:
        raise BackupUnusable(f"The backup’s rows of {table.name} cannot be read.") from error
    advance(1)
    return rows


def _migrate(connection: Connection, revision: str) -> None:
    try:
        command.upgrade(alembic_config(connection), revision)
    except CommandError as error:
        raise BackupUnusable(
            "The backup was made by a newer release than this one. Install that one to restore it."
        ) from error
