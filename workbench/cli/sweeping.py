"""Taking away what nobody needs any more: shown first, and done when somebody says so."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import click

from workbench.articles.service import forget_discarded
from workbench.cli.instance import Instance, opened
from workbench.cli.named_files import named_files
from workbench.cli.progress import progress
from workbench.db import now
from workbench.jobs.service import forget_ended
from workbench.publishing.internal_packs import forget_internal_packs
from workbench.storage.files import FileMissing, FileStore, KeptFile

YOUNG = timedelta(days=1)  # files are written before the rows that name them
LONG_AGO = timedelta(days=30)


@dataclass(frozen=True)
class Sweepings:
    """What a sweep takes away."""

    jobs: int
    previews: int
    packs: int
    files: Sequence[KeptFile]


@click.command()
@click.option("--delete", is_flag=True, help="Do it; without this it is only shown.")
def sweep(*, delete: bool) -> None:
    """Show what nobody needs any more, and take it away.

    Those are files that nothing refers to, such as those of deleted snapshots, unless they are
    younger than a day; and, with their files, previews that were discarded, and work in the
    background that ended, more than thirty days ago; and packs for members as old, or that hold
    what was made confidential or deleted since. What goes cannot be had back except from a
    backup.
    """
    with opened() as instance:
        found = _swept(instance, delete=delete)
        for file in found.files:
            click.echo(f"{file.digest}  {file.kept_at:%Y-%m-%d}  {file.size:>12,} bytes")
        if delete:
            _remove(instance.files, found.files)
    click.echo(_told(found, delete=delete))


def _swept(instance: Instance, *, delete: bool) -> Sweepings:
    """What there is to sweep, of which rows are deleted already, or were and are there again."""
    old = list(_older(instance.files.kept(), YOUNG))
    before = now() - LONG_AGO
    with instance.database.writing() as session:
        jobs = forget_ended(session, before=before)
        previews = forget_discarded(session, before=before)
        packs = forget_internal_packs(session)
        named = named_files(session)
        if not delete:
            session.rollback()
    return Sweepings(jobs, previews, packs, [file for file in old if file.digest not in named])


def _older(files: Iterable[KeptFile], age: timedelta) -> Iterator[KeptFile]:
    return (file for file in files if file.kept_at < now() - age)


def _remove(files: FileStore, unnamed: Sequence[KeptFile]) -> None:
    """Take files away, except those that were kept anew meanwhile."""
    with progress("Files", len(unnamed)) as advance:
        for file in unnamed:
            with suppress(FileMissing):
                if files.kept_at(file.digest) == file.kept_at:
                    files.remove(file.digest)
            advance(1)


def _told(found: Sweepings, *, delete: bool) -> str:
    size = sum(file.size for file in found.files)
    counts = (
        f"Files that nothing refers to: {len(found.files):,} ({size:,} bytes). "
        f"Discarded previews: {found.previews:,}. Ended jobs: {found.jobs:,}. "
        f"Outdated packs for members: {found.packs:,}."
    )
    end = "They are gone." if delete else "Nothing was removed; --delete removes them."
    return (
        f"{counts} {end}" if any((found.files, found.previews, found.jobs, found.packs)) else _CLEAN
    )


_CLEAN = "There is nothing to sweep."
