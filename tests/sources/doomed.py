"""A worker in a process of its own that fetches a page, and ends by SIGKILL at a moment.

python -m tests.sources.doomed DATABASE_URL FILES PORT MOMENT
"""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from tests.jobs.doomed import deadly, die
from tests.sources.loopback import SMALL, handlers, let_fetch
from workbench.db import Database
from workbench.errors import Message
from workbench.jobs.running import at_work
from workbench.jobs.work import Work
from workbench.jobs.worker import Worker
from workbench.sources import fetching
from workbench.sources.fetching import FETCH
from workbench.storage.files import FileStore

# The function after which the power goes.
AFTER: dict[str, tuple[Any, str]] = {
    "when the page is there": (fetching, "_page"),
    "when its file is kept": (fetching, "take"),
    "when its WARC is written": (fetching, "warc_of"),
    "when its WARC is kept": (fetching, "replace"),
    "when its row is written": (fetching, "keep_snapshot"),
    "when it is done": (Work, "conclude"),
}
MOMENTS = ("before it begins", "within the body", *AFTER)


def die_within_the_body(received: int, _total: int | None) -> Message:
    if received:
        die()
    return Message()


def main(url: str, files: str, port: str, moment: str) -> None:
    let_fetch(setattr, int(port), limits=SMALL)
    todo: dict[str, Callable[..., Any]] = {**handlers(FileStore(Path(files)))}
    if moment in AFTER:
        where, name = AFTER[moment]
        setattr(where, name, deadly(getattr(where, name)))
    elif moment == "within the body":
        vars(fetching)["how_far"] = die_within_the_body
    else:
        todo[FETCH] = deadly(lambda _work: None)
    with at_work(Worker(Database(url), todo)):
        Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
