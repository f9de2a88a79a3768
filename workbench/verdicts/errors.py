"""What can go wrong with verdicts and scales."""

from workbench.errors import Conflict, Invalid, NotFound


class VerdictIncomplete(Invalid):
    """A verdict that is proposed needs a rating and a summary."""


class WordsUnread(Conflict):
    """The claim has other words than those that the verdict's author had before them."""


class CommentMissing(Invalid):
    """A return says what is to be done."""


class WhyMissing(Invalid):
    """Whoever decides between verdicts, or votes for none of them, says why."""


class VerdictDecided(Conflict):
    """The verdict was decided, or changed, before this decision came."""


class NothingStale(Conflict):
    """The verdict was given, or confirmed, on the words its claim has."""


class RatingUnknown(NotFound):
    """The rating is not a step of the desk's scale."""


class ScaleUnusable(Invalid):
    """A scale needs ratings with labels that differ."""


class Blocked(Conflict):
    """A check that the desk lets block found something, so the verdict cannot be approved."""


class ReasonUnwanted(Invalid):
    """No reason settles this check: what it finds has to be mended."""


class PointUnknown(NotFound):
    """The claim’s last return has no such point."""


class PointElsewhere(Conflict):
    """A point is about evidence that the claim no longer has."""
