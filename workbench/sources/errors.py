"""What can go wrong with sources."""

from workbench.errors import Conflict, Invalid, NotFound


class SourceUnknown(NotFound):
    """No such source in the desk's library."""


class NobodyNamed(Invalid):
    """A confidential source that nobody could see."""


class LibraryUnreadable(Invalid):
    """What another program exported is in none of the formats, broken, or too much."""


class SnapshotUnknown(NotFound):
    """No such snapshot of the source."""


class OriginConfidential(Conflict):
    """What a source goes back to is confidential, and named by somebody who does not see it."""


class OriginCircular(Conflict):
    """A source cannot go back to itself, nor by way of others."""


class FileEmpty(Invalid):
    """There is not a single byte in the file."""


class FileTooLarge(Invalid):
    """The file is larger than is kept."""

    status = 413


class SealedMeanwhile(Conflict):
    """A source became confidential while somebody was about to arrange it with the others."""


class HoldsOthers(Conflict):
    """Other sources went into one that shall become confidential, and would go on to tell of it."""


class NotFetched(Invalid):
    """The source's page could not be fetched, and would not be another time."""


class NotArchived(Invalid):
    """The web archive has no copy of the source's page."""


class ArchiveUnreadable(Invalid):
    """What the web archive answered is not an answer to what it was asked."""


class AddressMissing(Invalid):
    """The source has no web address that could be fetched."""


class PageMoved(Invalid):
    """The source is of another page than the one that the web archive was asked for."""


class WordsElsewhere(Invalid):
    """Words that do not stand at the offsets given in a snapshot's text."""


class PlaceUnclear(Invalid):
    """A place in a source's text that could not be known again, or is all of it."""


class SnapshotKnown(Conflict):
    """The newest snapshot of the source has these very bytes: `snapshot_id`."""

    def __init__(self, words: str, snapshot_id: int) -> None:
        super().__init__(words)
        self.snapshot_id = snapshot_id


class SnapshotInUse(Conflict):
    """Something refers to the snapshot."""


class NotPassedOn(Conflict):
    """What is kept of a confidential source goes to no reader."""
