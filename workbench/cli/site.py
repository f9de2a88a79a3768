"""The public site: its copy in files, and its index."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import click
from flask import Flask
from flask.testing import FlaskClient

from workbench.app import create_app
from workbench.cli.instance import opened
from workbench.cli.progress import Advance, progress
from workbench.config import Settings
from workbench.errors import WorkbenchError
from workbench.publishing.index.writing import index_everything
from workbench.publishing.public import AS_FILES
from workbench.site.building import MADE_LATER, Answered, Ask, Asked, Built, Copy, alone_in
from workbench.site.places import every_part

TOLD = 3  # addresses of missing files that are named


class Failing(WorkbenchError):
    """The application fails at an address of the site."""


@click.group()
def site() -> None:
    """Write the public site as files, or make its index anew."""


class Unfinished(WorkbenchError):
    """The copy is whole but for files that are made by a worker."""


@site.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def build(folder: Path) -> None:
    """Write the whole public site into FOLDER, as files that any web host can serve.

    Only what changed since the last build is made and written; what is no longer public is taken
    away. Ends with 1 where files are missing that `workbench work` has not made yet: the copy
    serves without them, and the next build brings them. One build at a time writes into a folder.
    """
    with alone_in(folder), opened() as instance:
        with instance.database.reading() as session:
            parts = list(every_part(session))
        total = sum(len(part.addresses) for part in parts)
        with progress("Building", total) as advance, at_once(instance.settings, advance) as ask:
            built = Copy(folder, ask).build(parts)
    click.echo(_told(built, folder))
    if built.missing:
        raise Unfinished(_missing(built.missing))


@contextmanager
def at_once(settings: Settings, advance: Advance) -> Iterator[Ask]:
    """Ask the application in as many processes as there are cores, each for a part at a time."""
    with get_context("spawn").Pool(os.cpu_count(), _begin, (settings,)) as pool:

        def ask(parts: Iterable[Sequence[Asked]]) -> Iterator[Sequence[Answered]]:
            for answers in pool.imap(_answered, parts):
                advance(len(answers))
                yield answers

        yield ask


_ask_here: list[Callable[[Sequence[Asked]], Sequence[Answered]]] = []  # of a process of the pool


def _begin(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began the build ends it
    _ask_here.append(asking(create_app(settings)))


def _answered(asked: Sequence[Asked]) -> Sequence[Answered]:
    return _ask_here[0](asked)


def asking(app: Flask) -> Callable[[Sequence[Asked]], Sequence[Answered]]:
    """Ask the application for addresses, as a proxy that has the answers with tags would."""
    client = app.test_client(use_cookies=False)

    def ask(asked: Sequence[Asked]) -> Sequence[Answered]:
        return [_answer(client, each) for each in asked]

    return ask


def _answer(client: FlaskClient, asked: Asked) -> Answered:
    headers = {"If-None-Match": f'"{asked.etag}"'} if asked.etag else {}
    environment = {AS_FILES: True}
    with client.get(asked.address, headers=headers, environ_overrides=environment) as answer:
        if answer.status_code >= 500 and answer.status_code != MADE_LATER:
            raise Failing(f"The site fails at {asked.address}: {answer.status}. Build it again.")
        return Answered(answer.status_code, answer.get_etag()[0] or "", answer.get_data())


def _told(built: Built, folder: Path) -> str:
    return (
        f"{len(built.written)} files written, {len(built.removed)} removed, "
        f"{built.kept} as they were, {len(built.missing)} not made yet, in {folder}."
    )


def _missing(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - TOLD} more" if len(addresses) > TOLD else ""
    return (
        f"The copy is there, but for files that were not made yet: {', '.join(addresses[:TOLD])}"
        f"{more}. Have `workbench work` run until they are made, then build again."
    )


@site.command()
def index() -> None:
    """Make the index of what is public anew, from the editions there are."""
    with opened() as instance, instance.database.writing() as session:
        number = index_everything(session)
    click.echo(f"{number} reports are indexed.")
