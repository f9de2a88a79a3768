"""What cannot be shown of the record."""

from workbench.errors import NotFound


class PersonUnknown(NotFound):
    """Nobody of that number ever did anything on this desk, or is a member of it."""
