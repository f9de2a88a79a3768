"""A worker: takes the jobs it knows a handler for, and carries them out."""

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from threading import Event, Lock

from workbench.db import Database
from workbench.errors import Unavailable, WorkbenchError
from workbench.errors import message as _
from workbench.jobs.errors import LeaseLost, Stopped
from workbench.jobs.queries import is_something_due
from workbench.jobs.rules import Lease
from workbench.jobs.service import fail, keep_alive, release, take
from workbench.jobs.work import Handler, Work

logger = logging.getLogger(__name__)

Timer = Callable[[Database], None]  # asks for the work whose time has come, if there is any


class Worker:
    """Carries out jobs of the kinds that have a handler. Any number of threads may share it."""

    def __init__(
        self, database: Database, handlers: Mapping[str, Handler], timers: Sequence[Timer] = ()
    ) -> None:
        self._database, self._handlers, self._timers = database, handlers, timers
        self._stopping, self._held, self._lock = Event(), set[Lease](), Lock()

    def take(self) -> Work | None:
        """The next job, leased, if one is due."""
        if not self._is_something_due():
            return None
        with self._database.writing() as session:
            job = take(session, kinds=self._handlers)
            if self._stopping.is_set():  # it may be what this worker has just given back
                session.rollback()
            elif job is not None:
                self._hold(job.hold)
                return Work(self._database, job, self._stopping)
        return None

    def _is_something_due(self) -> bool:
        """Asked before a writer's turn is taken, since mostly nothing is."""
        with self._database.reading() as session:
            return bool(self._handlers) and is_something_due(session, self._handlers)

    def _hold(self, lease: Lease) -> None:
        with self._lock:
            self._held.add(lease)

    def _let_go(self, lease: Lease) -> None:
        with self._lock:
            self._held.discard(lease)

    def leases(self) -> set[Lease]:
        """What it holds just now."""
        with self._lock:
            return set(self._held)

    def carry_out(self, work: Work) -> None:
        """Do the work, and write down what became of it, unless it is somebody else's by now."""
        try:
            with suppress(LeaseLost):
                self._carry_out(work)
        except Exception as error:  # noqa: BLE001 - the database is away: another takes it up later
            _log(work, error)
        finally:
            self._let_go(work.lease)

    def _carry_out(self, work: Work) -> None:
        try:
            self._handlers[work.kind](work)
            work.conclude()
        except LeaseLost:
            raise
        except Stopped:
            self._give_back(work.lease)
        except Unavailable as error:
            self._fail(work, words_of(error), for_good=False)
        except WorkbenchError as error:
            self._fail(work, words_of(error), for_good=True)
        except Exception as error:  # noqa: BLE001 - the edge: whatever it was, it is tried again
            _log(work, error)
            self._fail(work, _("Something went wrong on our side."), for_good=False)

    def _fail(self, work: Work, trouble: str, *, for_good: bool) -> None:
        with self._database.writing() as session:
            fail(session, lease=work.lease, trouble=trouble, for_good=for_good)

    def _give_back(self, lease: Lease) -> None:
        with self._database.writing() as session:
            release(session, lease=lease)

    def keep_leases(self) -> None:
        """Renew what is held. To be called much more often than a lease runs out."""
        for lease in self.leases():
            try:
                with self._database.writing() as session:
                    keep_alive(session, lease=lease)
            except LeaseLost:
                self._let_go(lease)

    def keep_time(self) -> None:
        """Have work asked for that nobody asks for. To be called every few seconds."""
        for timer in self._timers:
            try:
                timer(self._database)
            except Exception as error:  # noqa: BLE001 - the next time it is asked for all the same
                logger.error("timer %s: %s", timer.__name__, type(error).__name__)

    def stop(self) -> None:
        """Take nothing more, and let handlers know when they ask."""
        self._stopping.set()

    def give_back_all(self) -> None:
        """Release whatever is held, for another worker to begin at once."""
        for lease in self.leases():
            with suppress(LeaseLost):
                self._give_back(lease)
            self._let_go(lease)

    def work_off(self) -> int:
        """Carry out all that is due, here and now; how many jobs that were."""
        carried_out = 0
        while (work := self.take()) is not None:
            self.carry_out(work)
            carried_out += 1
        return carried_out


def _log(work: Work, error: Exception) -> None:
    """Where it happened, and not what the error says: that may name a confidential source."""
    where = "".join(traceback.format_tb(error.__traceback__))
    named = type(error).__name__
    logger.error("job %s, %s: %s\n%s", work.lease.job_id, work.kind, named, where)


def words_of(error: WorkbenchError) -> str:
    """What an error says, with what it takes to translate it."""
    return str(error) if not error.args else error.args[0]
