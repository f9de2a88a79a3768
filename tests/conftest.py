"""The test ground: databases, the application, and a fence around the machine.

A test that takes `database`, `session`, `app` or `client` runs twice, on SQLite and on PostgreSQL.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from jinja2.bccache import Bucket as Bytecode
from jinja2.bccache import BytecodeCache
from sqlalchemy import URL
from sqlalchemy.orm import Session

from tests import databases, network, postgresql, statements
from tests.buckets import new_bucket, s3_server
from tests.requirements import in_ci
from tests.routes import RememberedRule
from tests.settings import settings_for
from workbench.app import create_app
from workbench.config import Bucket, Settings
from workbench.db import Database
from workbench.web.database import EXTENSION

RUN = "WORKBENCH_TEST_RUN"  # names the folder that all workers of a run share


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run: a folder for all workers, and no setting taken over from the developer."""
    hypothesis_settings.register_profile("tests", deadline=None, derandomize=in_ci())
    hypothesis_settings.load_profile("tests")
    if _is_worker(config):
        return
    os.environ[RUN] = tempfile.mkdtemp(prefix="workbench-")
    for name in list(os.environ):
        if name.startswith("WORKBENCH_") and not name.startswith("WORKBENCH_TEST_"):
            del os.environ[name]
    os.environ["WORKBENCH_INSTANCE"] = str(_run() / "instance")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the run: stop what it started and remove what it made."""
    if not _is_worker(config):
        postgresql.stop_server(_run())
        shutil.rmtree(_run())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: what they would find is found faster by the others."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_collection_finish() -> None:
    """Leave what lasts for the whole run out of the search for garbage.

    The modules and ten thousand tests are a million objects: to go through them again and again
    takes longer than many tests. What a test leaves behind is found as before, only less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        network.fence(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Flask, "url_rule_class", RememberedRule)
        statements.remember(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _sqlite_in_a_hurry() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        databases.hurry_sqlite(monkeypatch)
        yield


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """A SQLite file with every table and no row, to be copied."""
    path = _run() / f"template-{_worker()}.sqlite3"
    databases.make_tables(databases.sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> URL:
    """The PostgreSQL server that the run tests on."""
    return databases.postgresql_server(_run())


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: URL) -> Iterator[Database]:
    """This worker's PostgreSQL database, with every table."""
    with databases.postgresql_database(postgresql_server, f"workbench_{_worker()}") as url:
        databases.make_tables(url)
        database = Database(url)
        yield database
        database.close()


@pytest.fixture(params=databases.BACKENDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with every table and no row, on each backend in turn."""
    if request.param == "postgresql":
        shared: Database = request.getfixturevalue("postgresql_database")
        databases.empty(shared)
        yield shared
        return
    copy = tmp_path / "workbench.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), copy)
    own = Database(databases.sqlite_url(copy))
    yield own
    own.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A unit of work that is never committed: for services and queries.

    On SQLite it holds the only right to write, so beside `client` take `database` and write in
    `with database.writing() as session:` instead.
    """
    with database.writing() as session:
        yield session
        session.rollback()


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings of an application on the test's database."""
    return settings_for(tmp_path / "instance", database.engine.url)


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of a server that speaks S3."""
    with s3_server() as address:
        yield address


@pytest.fixture
def bucket(s3: str) -> Bucket:
    """A bucket in which there is nothing yet."""
    return new_bucket(s3, f"box-{uuid4().hex}")


class Compiled(BytecodeCache):
    """Templates, compiled once for all tests: each test has an application of its own."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bytecode) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bytecode) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture
def app(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Flask]:
    """The whole application, with bugs raised into the test and forms that need no CSRF token.

    A test about CSRF sets `app.config["WTF_CSRF_ENABLED"] = True`.
    """
    if "session" in request.fixturenames:
        pytest.fail("A test takes `session` or the application: see the docstring of `session`.")
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.jinja_env.bytecode_cache = Compiled()
    yield app
    app.extensions[EXTENSION].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def _run() -> Path:
    return Path(os.environ[RUN])
