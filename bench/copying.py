"""The public site as files: the first time, when nothing changed, and after one publication."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.instance import Instance
from bench.long_article import PUBLIC_URL, Size, make_long_desk
from bench.printing import Results, heading, show_table
from workbench.articles.models import Article
from workbench.db import Database
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.service import publish_edition

PROGRAM = "from workbench.cli import main; main()"
REPORTS, QUICK, CLAIMS = 1_000, 30, 20  # claims of an article, of which half are approved
HEAD = ("", "took", "memory", "")


@dataclass(frozen=True)
class Built:
    """A build: seconds, MB (10^6 bytes) at most, and what it said."""

    seconds: float
    memory: float
    told: str


def measure(folder: Path, results: Results, reports: int) -> None:
    """Publish so many reports and write their site."""
    heading(f"The public site as files, {reports:,} reports")
    show_table(HEAD, list(_rows(folder, results, reports)))


def _rows(folder: Path, results: Results, reports: int) -> Iterator[Sequence[str]]:
    desk = make_long_desk(folder / "site", Size(100, CLAIMS, CLAIMS * reports))
    for article_id in desk.others.article_ids:
        _publish(desk.instance, article_id, "First.")
    for name, change in (("all of it", False), ("nothing changed", False), ("one report", True)):
        if change:
            _publish(desk.instance, desk.article_id, "Second.")
        built = _build(desk.instance, folder / "copy")
        results.keep("copying", f"{name}, s", built.seconds)
        results.keep("copying", f"{name}, MB", built.memory)
        yield (name, f"{built.seconds:,.1f} s", f"{built.memory:,.0f} MB", built.told)


def _publish(instance: Instance, article_id: int, note: str) -> None:
    database = Database(instance.database_url)
    with database.writing() as session:
        publish_edition(
            session, article=session.get_one(Article, article_id),
            fields=EditionFields(f"What holds {article_id}", "Half of it.", note, whole_text=True),
            public_url=PUBLIC_URL, by=instance.editor,
        )  # fmt: skip
    database.close()


def _build(instance: Instance, copy: Path) -> Built:
    command = [sys.executable, "-c", PROGRAM, "site", "build", str(copy)]
    environment = {**os.environ, **instance.environment}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        told = process.stdout.read() if process.stdout else ""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not told:  # a file that no worker has made yet is no failure here
        raise RuntimeError(f"the site was not built: {told}")
    took, memory = time.perf_counter() - started, used.ru_maxrss * 1024 / 1_000_000
    return Built(took, memory, told.partition(", in")[0])
