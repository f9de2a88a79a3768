"""Keeping what there is: backup, restore, check."""

from pathlib import Path

import click

from workbench.cli.backups import back_up, put_back
from workbench.cli.checks import faults_of
from workbench.cli.instance import connected, found, opened
from workbench.config import Settings
from workbench.errors import WorkbenchError


class FaultsFound(WorkbenchError):
    """The check found something."""


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Write a copy of everything, while serving.

    PATH is a new file, a ZIP archive with every row of the database at one moment, every kept
    file, and their checksums. It can be restored into SQLite and PostgreSQL alike, whichever it
    came from. The secret key is not in it; e-mail addresses and password hashes are, so keep it
    as safe as the instance.
    """
    with opened() as instance:
        rows, files = back_up(instance, path)
    click.echo(f"{rows:,} rows and {files:,} files are in {click.format_filename(path)}.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def restore(path: Path) -> None:
    """Put a backup back, into an empty instance.

    The archive is verified whole before anything is written, and the database gets all of it or
    nothing. Name a new place with WORKBENCH_INSTANCE and WORKBENCH_DATABASE_URL. Everybody signs
    in anew afterwards, unless the new instance has the old one's secret key.
    """
    with connected(Settings.from_environment()) as instance:
        rows, files = put_back(instance, path)
    click.echo(f"{rows:,} rows and {files:,} files were restored.")


@click.command()
def check() -> None:
    """Check the database and the files.

    Prints a line for each fault: of the database's own structure and constraints, of texts and
    editions that differ from their checksums, of passages that do not stand where they say, and
    of files that are missing or were changed.
    """
    with found() as instance:
        faults = 0
        for fault in faults_of(instance):
            click.echo(fault)
            faults += 1
    if faults:
        raise FaultsFound("1 fault was found." if faults == 1 else f"{faults} faults were found.")
    click.echo("Everything is in order.")
