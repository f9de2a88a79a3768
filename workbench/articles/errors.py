"""What can go wrong with articles."""

from workbench.errors import Conflict, Invalid, NotFound


class ArticleUnknown(NotFound):
    """No such article on this desk."""


class NothingToCheck(Invalid):
    """An article without a body has no sentence that could be checked."""


class AlreadyImported(Conflict):
    """The preview was confirmed before."""


class ImportDiscarded(Conflict):
    """The preview was discarded, and has to be taken up again first."""


class BatchUnknown(NotFound):
    """No such articles sent together on this desk."""


class BatchChanged(Conflict):
    """A preview among several was corrected or discarded since the person saw the list."""


class OriginalMissing(NotFound):
    """The article did not come from a file."""


class DraftUnknown(NotFound):
    """No such draft of a version of this article."""


class VersionUnknown(NotFound):
    """The article has no version with this number."""


class BlockGone(Conflict):
    """Somebody took the block out of the draft, or joined it to another."""


class DraftSettled(Conflict):
    """The draft was made a version, or discarded."""


class TextMovedOn(Conflict):
    """The article has a newer version than the one that was looked at, or that a draft follows."""


class RemarkUnknown(NotFound):
    """The article has no such remark."""


class RemarkSettled(Conflict):
    """Somebody accepted or dismissed the remark, or it waits already."""


class RemarkUnplaced(Conflict):
    """The words that the remark is on do not stand in the text."""


class NothingDiffers(Conflict):
    """The draft says, letter by letter, what the newest version says."""


class NothingBefore(Invalid):
    """A change is one since the version before, and the first has none."""


class SecondHeadline(Invalid):
    """An article has one headline."""


class AddressMissing(Invalid):
    """The article has no web address to look at."""
