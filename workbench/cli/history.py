"""Checking the record, of which every line holds on to the one before it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.cli.checks.history import history_faults
from workbench.cli.instance import opened
from workbench.cli.keeping import FaultsFound
from workbench.cli.progress import progress
from workbench.history.models import ChainEnd
from workbench.history.verifying import ends_of_records, same_line


class Noted(NamedTuple):
    """A line of a desk’s record, as somebody noted it: its number, and how its digest begins."""

    desk_id: int
    number: int
    digest: str


@click.group()
def history() -> None:
    """Check the record, line by line."""


def _noted(
    _ctx: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> Sequence[Noted]:
    return [_read(value) for value in values]


def _read(value: str) -> Noted:
    parts = re.fullmatch(r"(\d{1,9}):(\d{1,9}):([0-9a-f]{8,64})", value)
    if parts is None:
        raise click.BadParameter(f"“{value}” is not DESK:LINE:DIGEST, as verify prints it.")
    return Noted(int(parts[1]), int(parts[2]), parts[3])


@history.command()
@click.option(
    "--noted", multiple=True, metavar="DESK:LINE:DIGEST", callback=_noted,
    help="A line that an earlier check printed, to be compared. May be repeated.",
)  # fmt: skip
def verify(*, noted: Sequence[Noted]) -> None:
    """Find what was changed in the record past the application.

    Prints a line for each fault: lines that were changed, are missing, were inserted or moved, at
    the end of the record too; and ends with an error if there is one. Then it prints where each
    record ends. Note that elsewhere, and compare it later with --noted: a record that somebody
    wrote anew as a whole, digests and all, differs from it.
    """
    with opened() as instance, instance.database.reading() as session:
        with progress("Checking") as advance:
            faults = [*history_faults(session, advance), *_other_lines(session, noted)]
        for fault in faults:
            click.echo(fault)
        if faults:
            many = f"{len(faults):,} faults were found."
            raise FaultsFound("1 fault was found." if len(faults) == 1 else many)
        for end in ends_of_records(session):
            click.echo(_told(session, end))


def _other_lines(session: Session, noted: Sequence[Noted]) -> Iterator[str]:
    for desk_id, number, digest in noted:
        if not same_line(session, desk_id=desk_id, number=number, noted=digest):
            yield f"Record of desk {desk_id}: line {number:,} is not the one that was noted"


def _told(session: Session, end: ChainEnd) -> str:
    desk = session.get(Desk, end.desk_id)
    name = f"Desk {end.desk_id}" if desk is None else f"Desk {end.desk_id}, {desk.name}"
    before = end.live_from - 1
    older = f" The first {before:,} were there before lines were chained." if before else ""
    return (
        f"{name}: {end.number:,} lines hold.{older} The end: {end.desk_id}:{end.number}:{end.hash}"
    )
