"""What can go wrong with articles."""

from workbench.errors import Conflict, Invalid, NotFound


class ArticleUnknown(NotFound):
    """No such article on this desk."""


class NothingToCheck(Invalid):
    """An article without a body has no sentence that could be checked."""


class AlreadyImported(Conflict):
    """The preview was confirmed before."""
