"""What can go wrong with jobs, and how a handler says it."""

from workbench.errors import Conflict, NotFound, Unavailable, WorkbenchError


class NoSuchJob(NotFound):
    """The desk has no such job."""


class JobMoved(Conflict):
    """The job is not in a state that allows this any more."""


class LeaseLost(Conflict):
    """The job is somebody else's by now, or was cancelled: what this worker did does not count."""


class TryLater(Unavailable):
    """Raised by a handler whose work may succeed another time. Its words are shown to people.

    So it is with everything `Unavailable`. Any other `WorkbenchError` ends the job: it would be
    the same the next time.
    """


class Stopped(WorkbenchError):
    """Raised through a handler that is not to go on: its job was cancelled, or the worker ends."""
