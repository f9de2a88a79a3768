"""The words of jobs, how long a lease holds, and how often something is tried."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from workbench.errors import message as _

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LEASE = timedelta(seconds=60)  # how long nobody else takes a job whose worker was not heard of


class JobState(StrEnum):
    """What has become of a job."""

    WAITING = _("waiting")
    RUNNING = _("running")
    DONE = _("done")
    FAILED = _("failed")
    CANCELLED = _("cancelled")


LIVE = (JobState.WAITING, JobState.RUNNING)
TRIED_AGAIN = (JobState.FAILED, JobState.CANCELLED)  # if somebody says so


@dataclass(frozen=True)
class Lease:
    """The right to run a job, until it runs out unrenewed: then another worker takes the job.

    Whoever writes for a job shows its token, so that a worker which was stopped for a while, or
    whose clock jumped, does nothing twice.
    """

    job_id: int
    token: str


class Asker(Protocol):
    """Whoever asks for work: a member of a desk, or the command line, which has no `person_id`."""

    @property
    def person_id(self) -> int | None: ...


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: ten seconds, then four times as long each time."""
    return FIRST_PAUSE * 4 ** (attempts - 1)
