"""Who carries out work in the background: a process of its own, and the demo's server."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cli.servers import PATIENCE
from tests.cli.shell import Shell
from workbench import app as application
from workbench.app import create_app
from workbench.cli import waitress_server
from workbench.config import Settings, embedded_database
from workbench.db import Database
from workbench.jobs.models import Job
from workbench.jobs.rules import JobState
from workbench.jobs.service import ask
from workbench.jobs.work import Work
from workbench.web.database import EXTENSION

KIND = "count"
# A command, with something that it can do until it is told to stop.
PATIENT = f"""
import sys, time
import workbench.app
from workbench.cli import main

def patient(work):
    while not work.cancelled():
        time.sleep(0.02)

workbench.app.handlers = lambda *_given: {{"{KIND}": patient}}
main()
"""


def ask_for_work(database: Database) -> None:
    with database.writing() as session:
        ask(session, desk_id=1, kind=KIND, key="count:1", payload={}, by=None)


def job_in(database: Database) -> Job:
    with database.reading() as session:
        return session.scalars(select(Job).where(Job.kind == KIND)).one()


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def patient(shell: Shell, log: Path, command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that carries out work until it is told to end."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", PATIENT, command], env=shell.everything(), stdout=file,
            stderr=file,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def is_given_back(job: Job) -> bool:
    return (job.state, job.attempts, job.lease) == (JobState.WAITING, 0, None)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_end_gives_back_what_it_runs(
    shell: Shell, database: Database, tmp_path: Path, told: signal.Signals
) -> None:
    ask_for_work(database)
    with patient(shell, tmp_path / "log", "work") as process:
        wait_until(lambda: job_in(database).state is JobState.RUNNING)
        process.send_signal(told)
        assert process.wait(PATIENCE) == 0
    assert is_given_back(job_in(database))
    said = (tmp_path / "log").read_text()
    assert said.startswith("Working in the background for http://127.0.0.1:8000.")
    assert said.count("\n") == 1


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_demo_that_is_told_to_end_gives_back_what_it_runs(
    tmp_path: Path, told: signal.Signals
) -> None:
    shell, log = Shell({"WORKBENCH_INSTANCE": str(tmp_path)}), tmp_path / "log"
    with patient(shell, log, "demo") as process:
        wait_until(lambda: "Ctrl+C" in log.read_text())
        database = Database(embedded_database(tmp_path / "demo"))
        ask_for_work(database)
        wait_until(lambda: job_in(database).state is JobState.RUNNING)
        process.send_signal(told)
        assert process.wait(PATIENCE) == 0
    assert is_given_back(job_in(database))
    assert "Traceback" not in log.read_text()
    database.close()


def test_the_server_of_the_demo_works_in_the_background_too(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server:
        """A server that ends when the work is done."""

        def run(self) -> None:
            wait_until(lambda: job_in(database).state is JobState.DONE)

    def handler(_work: Work) -> None:
        pass

    monkeypatch.setattr(application, "handlers", lambda *_given: {KIND: handler})
    monkeypatch.setattr(waitress_server, "create_server", lambda *_given, **_named: Server())
    monkeypatch.setattr(waitress_server, "dictConfig", lambda _config: None)
    monkeypatch.setattr(waitress_server, "end_when_told", lambda: None)
    ask_for_work(database)
    app = create_app(settings)
    with socket.socket() as listening:
        waitress_server.serve_on(listening, app, threads=1)
    app.extensions[EXTENSION].close()
    assert job_in(database).attempts == 1
