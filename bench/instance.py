"""An instance to measure: a folder, a database with every table, a desk and its members."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from workbench.accounts.passwords import Passwords
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.config import Argon2Cost, embedded_database
from workbench.db import Database
from workbench.migrations.moving import upgrade
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.scales import set_scale

CHECKER, EDITOR = "checker@example.org", "editor@example.org"
PASSWORD = secrets.token_urlsafe(16)
COLLEAGUES = 19  # who have taken claims too


@dataclass(frozen=True)
class Instance:
    """Where it is, and who is on its desk: two who sign in, and the ids of all who check."""

    folder: Path
    database_url: str
    checker: Actor
    editor: Actor
    checkers: Sequence[int]

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
    checker, editor, *others = _furnish(database)
    database.close()
    ids = [actor.person_id for actor in (checker, *others) if actor.person_id is not None]
    return Instance(folder, rendered, checker, editor, ids)


def _furnish(database: Database) -> list[Actor]:
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
                *((f"Colleague {n}", None, Role.FACT_CHECKER) for n in range(COLLEAGUES)),
            )
        ]
        return [member.actor() for member in members]
