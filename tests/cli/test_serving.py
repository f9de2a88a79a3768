"""The real servers, each in a process of its own."""

import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.cli.servers import PATIENCE, free_port, running, wait_for
from tests.cli.shell import Shell
from workbench.app import create_app
from workbench.config import Settings
from workbench.web.database import EXTENSION


@pytest.fixture
def instance(tmp_path: Path) -> Shell:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path / "instance")})
    shell.said("init")
    return shell


def get(port: int, path: str) -> tuple[int, str]:
    """Status and body, asking once and following nothing."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_it_serves_in_worker_processes_and_logs_no_secret(instance: Shell, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with running(instance, log, "serve", "--port", str(port)) as server:
        wait_for(port, server, log)
        assert get(port, "/reports/?q=bridge")[0] == 200
        assert get(port, "/enter/THESECRET?q=ANOTHER")[0] == 404
    words = log.read_text()
    assert server.returncode == 0
    assert words.count("Booting worker") == 2
    assert " GET /reports/ 200 " in words
    assert " GET /enter/… 404 " in words
    assert "SECRET" not in words
    assert "ANOTHER" not in words
    assert "Traceback" not in words


def test_what_workers_share_holds_no_connection_to_the_database(
    settings: Settings,
) -> None:
    app = create_app(settings)
    assert app.extensions[EXTENSION].engine.pool.checkedin() == 0


def test_a_server_starts_without_what_it_takes_to_fetch_and_read_articles() -> None:
    unneeded = (
        "httpx2",
        "lxml",
        "charset_normalizer",
        "markdown_it",
        "jsonschema",
        "alembic.op",
        "huey",
        "warcio",
    )
    code = f"import sys, workbench.app; print([m for m in {unneeded} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_port_that_is_taken_is_one_line(instance: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = instance.process("serve", "--port", str(port))
    assert said.returncode == 1
    assert said.stderr.decode().count("\n") == 1
    assert "Address already in use" in said.stderr.decode()


def _welcome(log: Path) -> str:
    """What the demo prints before it serves."""
    end = time.monotonic() + PATIENCE
    while "Ctrl+C" not in log.read_text() and time.monotonic() < end:
        time.sleep(0.05)
    return log.read_text()


def test_the_demo_opens_a_door_for_each_of_its_people(tmp_path: Path) -> None:
    shell, log = Shell({"WORKBENCH_INSTANCE": str(tmp_path / "instance")}), tmp_path / "log"
    with running(shell, log, "demo"):
        said = _welcome(log)
        doors = re.findall(r"Enter as (fact-checker|editor) +(http\S+)", said)
        assert [role for role, _link in doors] == ["fact-checker", "editor"], said
        for _role, link in doors:
            visitor = build_opener(HTTPCookieProcessor(CookieJar()))
            with visitor.open(link, timeout=PATIENCE) as answer:
                page = answer.read().decode()
            assert re.search(r"/articles/\d+\?sentence=(\d+)&hint=1#sentence-\1$", answer.url)
            assert "hint-card" in page
    assert (tmp_path / "instance" / "demo" / "workbench.sqlite3").is_file()
    assert not (tmp_path / "instance" / "workbench.sqlite3").exists()


def test_each_start_of_the_demo_prints_fresh_links(tmp_path: Path) -> None:
    shell, links = Shell({"WORKBENCH_INSTANCE": str(tmp_path)}), []
    for start in ("first", "second"):
        with running(shell, tmp_path / start, "demo"):
            links += re.findall(r"/enter/(\S+)", _welcome(tmp_path / start))
    assert len(set(links)) == 2 * 5
