"""A worker in a process of its own, that ends by SIGKILL at a moment it is told.

python -m tests.jobs.doomed DATABASE_URL MOMENT
"""

import os
import signal
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from tests.jobs.builders import KIND, keep_result
from workbench.db import Database
from workbench.jobs import work as work_module
from workbench.jobs import worker as worker_module
from workbench.jobs.errors import TryLater
from workbench.jobs.running import at_work
from workbench.jobs.work import Work
from workbench.jobs.worker import Worker

# What is written and not committed at these moments: the function after which the power goes.
UNCOMMITTED: dict[str, tuple[Any, str]] = {
    "taking": (worker_module, "take"),
    "telling": (work_module, "tell_progress"),
    "finishing": (work_module, "finish"),
    "failing": (worker_module, "fail"),
    "giving back": (worker_module, "release"),
}
OF_THE_HANDLER = ("beginning", "working", "keeping", "after it is done")
MOMENTS = (*UNCOMMITTED, *OF_THE_HANDLER)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(act: Callable[..., Any]) -> Callable[..., None]:
    def dies_after(*given: Any, **named: Any) -> None:
        act(*given, **named)
        die()

    return dies_after


def main(url: str, moment: str) -> None:
    if moment in UNCOMMITTED:
        module, name = UNCOMMITTED[moment]
        setattr(module, name, deadly(getattr(module, name)))

    def reach(here: str) -> None:
        if moment == here:
            die()

    def handler(work: Work) -> None:
        reach("beginning")
        work.progress(1, 2)
        reach("working")
        if moment == "failing":
            raise TryLater("Not now.")
        if moment == "giving back":
            worker.stop()
            work.progress(2, 2)
        with work.finishing() as session:
            keep_result(session, work.payload["of"])
            session.flush()
            reach("keeping")
        reach("after it is done")

    worker = Worker(Database(url), {KIND: handler})
    with at_work(worker):
        Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
