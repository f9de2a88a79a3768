"""What can go wrong with sources."""

from workbench.errors import Invalid, NotFound


class SourceUnknown(NotFound):
    """No such source in the desk's library."""


class LibraryUnreadable(Invalid):
    """What another program exported is in none of the formats, broken, or too much."""
