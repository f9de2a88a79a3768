"""The public site: its copy in files, and its index."""

from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from werkzeug.wrappers import Response

from workbench.app import create_app
from workbench.cli.instance import opened
from workbench.cli.progress import Advance, progress
from workbench.errors import WorkbenchError
from workbench.publishing.index.writing import index_everything
from workbench.site.building import AS_FILES, Built, Copy, Fetched, NotThere
from workbench.site.places import every_address

MADE_LATER = 503  # of a file that a worker has not made yet


class Failing(WorkbenchError):
    """The application fails at an address of the site."""


@click.group()
def site() -> None:
    """Write the public site as files, or make its index anew."""


@site.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def build(folder: Path) -> None:
    """Write the whole public site into FOLDER, as files that any web host can serve.

    Only what changed since the last build is written; what is no longer public is taken away.
    """
    with opened() as instance:
        with instance.database.reading() as session:
            addresses = list(every_address(session))
        app = create_app(instance.settings)
        with progress("Building", len(addresses)) as advance:
            built = Copy(folder, asking(app, advance)).build(addresses)
    click.echo(_told(built, folder))


def asking(app: Flask, advance: Advance) -> Callable[[str, str], Fetched | None]:
    """Ask the application for an address, as a proxy that has the answer with a tag would."""
    client = app.test_client(use_cookies=False)

    def ask(address: str, etag: str) -> Fetched | None:
        headers = {"If-None-Match": f'"{etag}"'} if etag else {}
        asked = {"headers": headers, "environ_overrides": {AS_FILES: True}}
        with client.get(address, **asked) as answer:
            advance(1)
            return _fetched(answer, address)

    return ask


def _fetched(answer: Response, address: str) -> Fetched | None:
    if answer.status_code == 304:
        return None
    if answer.status_code >= 500 and answer.status_code != MADE_LATER:
        raise Failing(f"The site fails at {address}: {answer.status}. Build it again.")
    if answer.status_code != 200:
        raise NotThere(address)
    return Fetched(answer.get_data(), answer.get_etag()[0] or "")


def _told(built: Built, folder: Path) -> str:
    return (
        f"{len(built.written)} files written, {len(built.removed)} removed, "
        f"{built.kept} as they were, {len(built.missing)} not there to be copied, in {folder}."
    )


@site.command()
def index() -> None:
    """Make the index of what is public anew, from the editions there are."""
    with opened() as instance, instance.database.writing() as session:
        number = index_everything(session)
    click.echo(f"{number} reports are indexed.")
