"""The power goes in the middle of work: nothing that was acknowledged is lost, nothing is half."""

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from tests.cli.servers import PATIENCE, free_port, kill, running, wait_for
from tests.cli.shell import Shell
from workbench.accounts.links import make_link
from workbench.accounts.queries import first_desk
from workbench.accounts.rules import Purpose, Role, command_line
from workbench.accounts.service import add_member
from workbench.articles.queries import current_version, get_article, sentences_in, text_between
from workbench.claims.models import Claim
from workbench.config import embedded_database
from workbench.db import Database
from workbench.web.models import Submission

WRITERS = 6
ENOUGH = 40  # acknowledged writes, after which the power goes
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ARTICLE = "\n\n".join(f"Here is sentence {n}. And this is the next of {n}." for n in range(20))


@dataclass(frozen=True)
class Desk:
    """An instance with an article, a door for a fact-checker, and what can be claimed."""

    shell: Shell
    database: Database
    path: str
    door: str
    sentences: list[tuple[int, int, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path / "instance")})
    shell.said("init")
    article_id = int(shell.said("import", "-", stdin=ARTICLE.encode()))
    database = Database(embedded_database(tmp_path / "instance"))
    with database.writing() as session:
        first = first_desk(session)
        assert first is not None
        by = command_line(first.id)
        role = Role.FACT_CHECKER
        member = add_member(session, name="Ana", email="ana@desk.example", role=role, by=by)
        token = make_link(session, purpose=Purpose.ENTRY, role=role, membership=member, by=by)
        version = current_version(session, get_article(session, first.id, article_id))
        spans = [(s.start, s.end) for s in sentences_in(session, version.id)]
        sentences = [(a, b, text_between(session, version.id, a, b)) for a, b in spans]
    yield Desk(shell, database, f"/articles/{article_id}", f"/enter/{token}", sentences)
    database.close()


class Writer(Thread):
    """Marks claims as fast as it can, and remembers the key of each that was acknowledged."""

    def __init__(self, desk: Desk, port: int, cookie: str, csrf: str, off: Event) -> None:
        super().__init__()
        self.desk, self.port, self.cookie, self.csrf, self.off = desk, port, cookie, csrf, off
        self.acknowledged: list[str] = []
        self.refused: list[int] = []

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        for turn in count():
            if self.off.is_set():
                break
            key = secrets.token_urlsafe(16)
            try:
                status = self._mark(connection, key, turn)
            except (OSError, HTTPException):
                connection.close()  # a worker may close a kept connection; so does the power cut
                continue
            (self.acknowledged if status == 303 else self.refused).append(
                key if status == 303 else status  # type: ignore[arg-type]
            )
        connection.close()

    def _mark(self, connection: HTTPConnection, key: str, turn: int) -> int:
        start, end, exact = self.desk.sentences[turn % len(self.desk.sentences)]
        fields = {
            "submission_key": key, "csrf_token": self.csrf, "start": start, "end": end,
            "exact": exact, "revision": 0,
        }  # fmt: skip
        headers = {**FORM, "Cookie": self.cookie}
        connection.request("POST", f"{self.desk.path}/claims", urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def signed_in(port: int, desk: Desk) -> tuple[str, str]:
    """The cookie of somebody who came in, and the token of their forms."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", desk.door)
    answer = connection.getresponse()
    answer.read()
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    connection.request("GET", desk.path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    renewed = answer.headers["Set-Cookie"]
    connection.close()
    (csrf, *_same) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return (renewed.partition(";")[0] if renewed else cookie), csrf


def test_a_server_killed_amid_writes_has_lost_nothing_it_acknowledged(
    desk: Desk, tmp_path: Path
) -> None:
    port, log, off = free_port(), tmp_path / "log", Event()
    with running(desk.shell, log, "serve", "--port", str(port)) as server:
        wait_for(port, server, log)
        cookie, csrf = signed_in(port, desk)
        writers = [Writer(desk, port, cookie, csrf, off) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        _wait_for_enough(writers)
        kill(server)
        off.set()
        for writer in writers:
            writer.join()
    assert [writer.refused for writer in writers] == [[]] * WRITERS
    acknowledged = {key for writer in writers for key in writer.acknowledged}
    assert len(acknowledged) >= ENOUGH
    assert desk.shell.said("check") == "Everything is in order.\n"
    with desk.database.reading() as session:
        kept = set(session.scalars(select(Submission.key)))
        claims = session.scalar(select(func.count()).select_from(Claim))
    assert acknowledged <= kept
    assert claims == len(kept)


def _wait_for_enough(writers: list[Writer]) -> None:
    end = time.monotonic() + PATIENCE
    while sum(len(writer.acknowledged) for writer in writers) < ENOUGH:
        assert time.monotonic() < end, [writer.refused for writer in writers]
        time.sleep(0.01)
