"""An instance to measure: a folder, a database with every table, a desk and two members."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from workbench.accounts.passwords import Passwords
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.config import Argon2Cost, embedded_database
from workbench.db import Database
from workbench.migrations import upgrade
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.scales import set_scale

CHECKER, EDITOR = "checker@example.org", "editor@example.org"
PASSWORD = secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Instance:
    """Where it is, and who is on its desk."""

    folder: Path
    database_url: str
    checker: Actor
    editor: Actor

    @property
    def environment(self) -> dict[str, str]:
        """What a server needs to know."""
        return {"WORKBENCH_INSTANCE": str(self.folder), "WORKBENCH_DATABASE_URL": self.database_url}


def make_instance(folder: Path, url: URL | None = None) -> Instance:
    """An instance with an empty desk, on SQLite unless a database is given."""
    folder.mkdir(parents=True)
    rendered = url.render_as_string(hide_password=False) if url else embedded_database(folder)
    database = Database(rendered)
    upgrade(database.engine)
    checker, editor = _furnish(database)
    database.close()
    return Instance(folder, rendered, checker, editor)


def _furnish(database: Database) -> tuple[Actor, Actor]:
    """The hash is a cheap one: signing in is not what is measured."""
    known = Passwords(Argon2Cost(time=1, memory=8, lanes=1)).hash(PASSWORD)
    with database.writing() as session:
        by = command_line(make_desk(session, name="The desk", time_zone="UTC").id)
        set_scale(session, name="Five-step", ratings=FIVE_STEP, by=by)
        members = [
            add_member(session, name=name, email=email, role=role, password_hash=known, by=by)
            for name, email, role in (
                ("Ada Berg", CHECKER, Role.FACT_CHECKER),
                ("Ole Lund", EDITOR, Role.EDITOR),
            )
        ]
        return members[0].actor(), members[1].actor()
