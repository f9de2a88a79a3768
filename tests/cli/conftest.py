"""Instances for commands to work on, on each database in turn."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import URL

from tests import databases
from tests.cli.shell import Shell, shell_for
from workbench.config import PACKAGE
from workbench.db import Database
from workbench.migrations.moving import alembic_config

DOSSIER = PACKAGE / "demo" / "thaw" / "dossier.json"


@pytest.fixture
def shell(database: Database, tmp_path: Path) -> Shell:
    """An instance that `init` has made."""
    with database.engine.begin() as connection:
        command.stamp(alembic_config(connection), "head", purge=True)
    shell = shell_for(tmp_path / "instance", database.engine.url)
    shell.said("init")
    return shell


@pytest.fixture(params=databases.BACKENDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """An instance in which there is nothing yet."""
    if request.param == "sqlite":
        yield shell_for(tmp_path / "bare", databases.sqlite_url(tmp_path / "bare" / "db.sqlite3"))
        return
    server: URL = request.getfixturevalue("postgresql_server")
    with databases.postgresql_database(server, f"bare_{tmp_path.name}_{id(request)}") as url:
        yield shell_for(tmp_path / "bare", url)


@pytest.fixture
def article(shell: Shell) -> str:
    """The id of an article with claims in every state; nothing of it was published."""
    return shell.said("load", DOSSIER).strip()


@pytest.fixture
def dossier() -> dict[str, object]:
    """The dossier of that article."""
    found: dict[str, object] = json.loads(DOSSIER.read_bytes())
    return found
