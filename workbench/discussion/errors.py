"""What cannot be done about comments and notices."""

from workbench.errors import Conflict, NotFound


class ThreadUnknown(NotFound):
    """A thread that a claim does not have, or that is not shown to the person."""


class CommentUnknown(NotFound):
    """A comment that a thread does not have, or that somebody else wrote."""


class NoticeUnknown(NotFound):
    """A notice of somebody else, or none at all."""


class LinkBroken(NotFound):
    """An address that this site did not make."""


class ThreadMoved(Conflict):
    """A thread that was resolved, or opened again, by somebody else a moment ago."""
