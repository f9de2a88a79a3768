"""What can go wrong with sources."""

from workbench.errors import NotFound


class SourceUnknown(NotFound):
    """No such source in the desk's library."""
