"""What can go wrong with claims."""

from workbench.errors import Conflict, Invalid, NotFound


class ClaimUnknown(NotFound):
    """No claim with this number in the article."""


class MoveRefused(Conflict):
    """The table of moves does not allow it."""


class ClaimLocked(Conflict):
    """A verdict stands on the claim as it is, or it was withdrawn: nothing of it may change."""


class QuoteElsewhere(Invalid):
    """The words do not stand at the offsets given."""


class LastPassage(Conflict):
    """A claim stands somewhere; its only passage cannot go."""


class PassageGone(Conflict):
    """The passage is of an older version, was removed, or is another claim's by now."""


class AlreadyMarked(Conflict):
    """The claim has a passage at this very place."""


class CannotAssign(Conflict):
    """The claim has nothing left to do, or the person may not check."""


class CannotUndo(Conflict):
    """Somebody built on the act, or it was taken back already."""


class NothingToSetAside(Conflict):
    """Every sentence of the selection is claimed, or belongs to no body block."""


class ClaimantDiffers(Conflict):
    """The desk's claimant has another web page, and other claims rely on it."""


class Unsettled(Conflict):
    """A person has still to decide where passages stand in a draft."""


class CannotBeSame(Conflict):
    """The two claims stand in one article, or one of them is withdrawn."""


class SameOtherwise(Conflict):
    """Other claims are noted as the same than the editor saw who confirms it."""
