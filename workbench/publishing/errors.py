"""What can go wrong with publishing."""

from workbench.errors import Conflict, Invalid, NotFound, WorkbenchError


class ReportUnknown(NotFound):
    """No report has this address, or none of its editions this number or claim."""


class NothingToPublish(Invalid):
    """No claim of the article has an approved verdict."""


class ReasonMissing(Invalid):
    """A published verdict changed, and the edition's note does not say why."""


class KindUnfit(Invalid):
    """A new rating is called a clarification, or something a change that is none."""


class VerdictsStale(Conflict):
    """The article says claims in other words than their verdicts were given on."""


class NothingNew(Conflict):
    """The edition would tell readers nothing that the latest does not."""


class SeenOtherwise(Conflict):
    """What would be published is not what the editor saw."""


class NotPublished(NotFound):
    """The article has no edition yet, or none with this number."""


class EditionUnreadable(WorkbenchError):
    """The stored content has a format this release does not know."""

    status = 500
