"""Workers that run by themselves, by huey: threads that look for work, and its end in good order.

Of huey this takes the consumer: threads that poll with back-off, are looked after and replaced
when they die, and are waited for at the end. Its queue is the table of jobs itself. A queue of
huey's own would be a second truth: a task leaves it before it is run, so whoever is killed loses
it; it is written after the commit that it belongs to, so a wake-up is lost in between; and its
tables on PostgreSQL belong to no migration and would be in every backup.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from huey.api import Huey, Task
from huey.consumer import Consumer, Scheduler
from huey.storage import BlackHoleStorage

from workbench.jobs.rules import LEASE
from workbench.jobs.worker import Worker

THREADS = 2
LONGEST_NAP = 1.0  # seconds until a thread that had nothing to do looks again
PATIENCE = 10  # seconds that running jobs get to come to an end
CHECK_UP = 10.0  # seconds until somebody looks whether the threads live
RENEWALS = 6  # of a lease before it runs out


class Taken(Task):
    """A job that was taken, as huey carries it from taking to running."""

    def __init__(self, carry_out: Callable[[], None]) -> None:
        super().__init__()
        self.carry_out = carry_out

    def execute(self) -> None:
        """Called by huey, in one of its threads."""
        self.carry_out()


class JobQueue(Huey):
    """The table of jobs, as huey's queue. Nothing is stored beside it."""

    storage_class = BlackHoleStorage

    def __init__(self, worker: Worker) -> None:
        super().__init__("jobs", results=False)
        self.worker = worker

    def dequeue(self) -> Taken | None:
        """Called by huey's threads whenever they are free."""
        work = self.worker.take()
        return Taken(lambda: self.worker.carry_out(work)) if work is not None else None


class LeaseKeeper(Scheduler):
    """Renews leases, and keeps time. huey's own would look for tasks with a date."""

    def loop(self, now: object = None) -> None:  # noqa: ARG002 - as huey calls it
        """Called by huey, over and over."""
        began = time.monotonic()
        self.huey.worker.keep_leases()
        self.huey.worker.keep_time()
        self.sleep_for_interval(began, self.interval)


class Threads(Consumer):
    """huey's consumer, whose process has something else to do: it leaves the signals alone."""

    scheduler_class = LeaseKeeper

    def _set_signal_handlers(self) -> None:
        pass


def _look_after(consumer: Threads) -> None:
    """Replace threads that died, until the end."""
    while not consumer.stop_flag.wait(CHECK_UP):
        consumer.check_worker_health()


@contextmanager
def at_work(worker: Worker, threads: int = THREADS) -> Iterator[None]:
    """Carry out jobs in threads until the block ends.

    Then running jobs come to an end, or stop when they ask; what is left is given back.
    """
    consumer = Threads(
        JobQueue(worker), workers=threads, max_delay=LONGEST_NAP, shutdown_timeout=PATIENCE,
        scheduler_interval=LEASE.total_seconds() // RENEWALS,
    )  # fmt: skip
    consumer.start()
    nurse = Thread(target=_look_after, args=(consumer,), name="jobs", daemon=True)
    nurse.start()
    try:
        yield
    finally:
        worker.stop()
        consumer.stop(graceful=True)
        nurse.join()
        worker.give_back_all()
