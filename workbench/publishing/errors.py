"""What can go wrong with publishing."""

from dataclasses import dataclass
from datetime import datetime

from workbench.errors import Conflict, Gone, Invalid, NotFound, WorkbenchError
from workbench.errors import message as _


class ReportUnknown(NotFound):
    """No report has this address, or none of its editions this number or claim."""


@dataclass(frozen=True)
class WithdrawnFacts:
    """What readers are told in place of an edition, or of the `whole` report."""

    title: str
    desk_id: int
    desk: str
    time_zone: str
    slug: str
    number: int
    whole: bool
    at: datetime
    why: str


class EditionWithdrawn(Gone):
    """The desk stands by this edition no more, or by the whole report."""

    def __init__(self, facts: WithdrawnFacts) -> None:
        super().__init__(_("This was withdrawn: %(why)s", why=facts.why))
        self.facts = facts


class AlreadyWithdrawn(Conflict):
    """The edition, or its report, was withdrawn before."""


class WithdrawnOtherwise(Conflict):
    """What would be withdrawn is not what the editor saw."""


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


class PackNotMade(NotFound):
    """Nobody had the pack for members made, or what is in it may not be sent any more."""


class EditionUnreadable(WorkbenchError):
    """The stored content has a format this release does not know."""

    status = 500


class NotTypeset(WorkbenchError):
    """A document could not be made into a PDF; that says nothing of the document."""
