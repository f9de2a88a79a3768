"""A job in the hands of its handler."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Event
from typing import Any

from sqlalchemy.orm import Session

from workbench.db import Database
from workbench.jobs.errors import LeaseLost, Stopped
from workbench.jobs.models import Job
from workbench.jobs.queries import held_job, is_held
from workbench.jobs.service import finish, tell_progress

EVERY = 1.0  # seconds from telling how far it is, or asking whether to go on, to the next time


class Work:
    """What a handler is given: the job, and all it needs of the database.

    A handler does whatever is slow outside any unit of work, and keeps its result in the one of
    `finishing()`, so that the result is there exactly when the job is done. A handler with no
    result just returns.
    """

    def __init__(self, database: Database, job: Job, stopping: Event) -> None:
        self.lease, self.kind, self.desk_id = job.hold, job.kind, job.desk_id
        self.payload: Mapping[str, Any] = job.payload
        self.asked_by_id, self.attempt = job.asked_by_id, job.attempts
        self.finished = False
        self._database, self._stopping = database, stopping
        self._told = self._asked = -EVERY
        self._stopped = False  # whether the handler was told to stop

    def reading(self) -> AbstractContextManager[Session]:
        """A session for reading what the work is about."""
        return self._database.reading()

    def writing(self) -> AbstractContextManager[Session]:
        """A unit of work of its own, for what is to stay whatever becomes of the job."""
        return self._database.writing()

    @contextmanager
    def finishing(self) -> Iterator[Session]:
        """The unit of work of the result, once: what is written in it is kept, and the job done.

        Raises `LeaseLost`, at its beginning, and keeps nothing, when the job is no longer ours.
        """
        with self._database.writing() as session:
            held_job(session, self.lease)
            yield session
            finish(session, lease=self.lease)
        self.finished = True

    def progress(self, done: int, total: int | None = None, words: str = "") -> None:
        """Tell how far the work is, as often as you like: it is written down once a second.

        Raises `Stopped` when the work is not to go on; let it through.
        """
        if self._is_to_stop():
            raise Stopped
        if self._is_time(self._told):
            self._told = self._asked = time.monotonic()
            self._tell(done, total, words)

    def _tell(self, done: int, total: int | None, words: str) -> None:
        try:
            with self._database.writing() as session:
                tell_progress(session, lease=self.lease, done=done, total=total, words=words)
        except LeaseLost as error:
            self._stopped = True
            raise Stopped from error

    def cancelled(self) -> bool:
        """Whether to stop: the job was cancelled or is another worker's, or this worker ends.

        A handler may just return then. It may be asked as often as you like.
        """
        if not self._is_to_stop() and self._is_time(self._asked):
            self._asked = time.monotonic()
            with self.reading() as session:
                self._stopped = not is_held(session, self.lease)
        return self._stopped

    def _is_to_stop(self) -> bool:
        """As far as is known without asking the database; said once, it holds."""
        self._stopped = self._stopped or self._stopping.is_set()
        return self._stopped

    def conclude(self) -> None:
        """After the handler returned: the job is done, unless it was told to stop.

        Raises `Stopped`, `LeaseLost`.
        """
        if self.finished:
            return
        if self._stopped:
            raise Stopped
        with self.finishing():
            pass

    @staticmethod
    def _is_time(last: float) -> bool:
        return time.monotonic() - last >= EVERY


Handler = Callable[[Work], None]
