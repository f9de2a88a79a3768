"""What commands work on: the settings, the database and the files, and who acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from workbench.accounts.errors import MayNot
from workbench.accounts.models import Desk, Membership
from workbench.accounts.queries import first_desk, member_with_email
from workbench.accounts.rules import Act, Actor, command_line
from workbench.config import BadSetting, Settings, instance_folder
from workbench.db import Database
from workbench.errors import Unavailable, WorkbenchError
from workbench.migrations import is_current
from workbench.storage.files import FileStore, FilesUnavailable


class NotReady(WorkbenchError):
    """The instance has no database yet, or one of another release."""


class Stranger(WorkbenchError):
    """An address was given of somebody who is no member of the desk."""


@dataclass(frozen=True)
class Instance:
    """An open instance."""

    settings: Settings
    database: Database
    files: FileStore

    def actor(self, email: str | None, act: Act) -> Actor:
        """Whoever acts: the member named, else the command line. Raises `Stranger`, `MayNot`."""
        with self.database.reading() as session:
            desk = the_desk(session)
            if email is None:
                return command_line(desk.id)
            return _member(session, desk, email, act)


def the_desk(session: Session) -> Desk:
    """The desk that commands work on. Raises `NotReady`."""
    desk = first_desk(session)
    if desk is None:
        raise NotReady("There is no desk yet. Run `workbench init` first.")
    return desk


def known_member(session: Session, desk: Desk, email: str) -> Membership:
    """The member of the desk with this address. Raises `Stranger`."""
    found = member_with_email(session, desk.id, email)
    if found is None:
        raise Stranger(f"Nobody with the address “{email}” is a member of “{desk.name}”.")
    return found


def _member(session: Session, desk: Desk, email: str, act: Act) -> Actor:
    found = known_member(session, desk, email)
    if not found.actor().may(act):
        raise MayNot(f"{found.person.name} is {found.role} there, which does not allow this.")
    return found.actor()


@contextmanager
def opened() -> Iterator[Instance]:
    """The instance that the environment names, with a current database. Raises `NotReady`."""
    with found() as instance:
        require_current(instance)
        yield instance


@contextmanager
def found() -> Iterator[Instance]:
    """The instance that the environment names. Raises `NotReady`, and makes nothing, if none is."""
    folder = instance_folder()
    if not folder.is_dir():
        raise NotReady(
            f"There is no workbench in {folder}. Run `workbench init` to make one there, or name "
            "another folder with WORKBENCH_INSTANCE."
        )
    with connected(Settings.from_environment()) as instance:
        if not is_there(instance):
            raise NotReady(
                f"There is no workbench database in {folder} yet. Run `workbench init` first."
            )
        yield instance


@contextmanager
def connected(settings: Settings) -> Iterator[Instance]:
    """An instance, whatever is in it. What database or file store refuse is `Unavailable`."""
    settings.instance.mkdir(parents=True, exist_ok=True)  # where SQLite wants to put its file
    files = FileStore(settings.files)
    database = _database(settings)
    try:
        yield Instance(settings, database, files)
    except DBAPIError as error:
        raise Unavailable(f"The database refused: {_first_line(error.orig)}") from error
    except FilesUnavailable as error:
        raise Unavailable(f"The file store refused: {_first_line(error.__cause__)}") from error
    finally:
        database.close()


def _database(settings: Settings) -> Database:
    try:
        url = make_url(settings.database_url)
        if url.get_backend_name() == "sqlite" and not _is_file(url):
            raise BadSetting("WORKBENCH_DATABASE_URL must name a file: sqlite:///path/to/file.")
        return Database(url)
    except (ArgumentError, ImportError, ValueError) as error:
        raise BadSetting(
            "WORKBENCH_DATABASE_URL must look like sqlite:///path/to/file or "
            "postgresql://user@host/name."
        ) from error


def _is_file(url: URL) -> bool:
    """Whether a SQLite address is a path and nothing else; one in memory would be forgotten."""
    return url.database not in {None, "", ":memory:"} and not url.query


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def require_current(instance: Instance) -> None:
    """Raises `NotReady`, with what to do, unless the database is of this release."""
    if not is_current(instance.database.engine):
        raise NotReady(
            "The database was made by another release. Run `workbench init` to bring it up to "
            "date; it loses nothing."
        )


def is_there(instance: Instance) -> bool:
    """Whether a workbench has been in the database. Makes no file to find out."""
    url = make_url(instance.settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    return inspect(instance.database.engine).has_table("alembic_version")


def as_member(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that writes the option `--as EMAIL`."""
    return click.option(
        "--as",
        "email",
        metavar="EMAIL",
        help="Act as this member of the desk. Without it the record names the command line.",
    )(command)
