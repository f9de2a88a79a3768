"""What can go wrong with styles."""

from workbench.errors import Invalid


class StyleRefused(Invalid):
    """A file that is no style by which sources can be cited."""


class StyleMissing(Invalid):
    """The desk has no style of its own that it could cite by."""
