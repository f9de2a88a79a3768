"""Words about claims, and what statuses have in common. How one leads to another: `workflow.py`."""

from enum import StrEnum

from workbench.errors import message as _


class Status(StrEnum):
    """Where a claim is on its way."""

    OPEN = _("open")
    IN_PROGRESS = _("in progress")
    SECOND_READING = _("second reading")
    DISAGREED = _("disagreed")
    BALLOT = _("ballot")
    PROPOSED = _("proposed")
    IN_REVIEW = _("in review")
    RETURNED = _("returned")
    APPROVED = _("approved")
    PUBLISHED = _("published")
    CORRECTED = _("corrected")
    WITHDRAWN = _("withdrawn")


class ClaimKind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = _("fact")
    FIGURE = _("figure")
    QUOTATION = _("quotation")
    CAUSE = _("cause")
    PREDICTION = _("prediction")
    COMPARISON = _("comparison")


class Priority(StrEnum):
    """How much depends on a claim."""

    HIGH = _("high")
    NORMAL = _("normal")
    LOW = _("low")


class Reason(StrEnum):
    """Why a sentence is set aside."""

    OPINION = _("opinion")
    RHETORIC = _("rhetoric")
    PERSONAL_EXPERIENCE = _("personal experience")
    CANNOT_BE_CHECKED = _("cannot be checked")
    NOT_CHECK_WORTHY = _("not check-worthy")
    COMMON_KNOWLEDGE = _("common knowledge")
    REPEATED = _("repeated")


class Outcome(StrEnum):
    """How a ballot on a claim's verdicts ended."""

    STANDS = _("a majority for one verdict")
    NONE_STANDS = _("a majority for none")
    NO_MAJORITY = _("no majority")


class Decided(StrEnum):
    """What a person decides about a passage whose text has changed."""

    ACCEPTED = _("accepted")  # the place proposed
    PICKED = _("picked")  # another of the candidates
    MARKED_ANEW = _("marked anew")
    LEFT_BEHIND = _("left behind")  # on the version it stands in


_S = Status
WAITING = frozenset({_S.PROPOSED, _S.IN_REVIEW})  # for an editor’s decision
UNSETTLED = frozenset({_S.DISAGREED, _S.BALLOT})  # two verdicts, to be decided between
FOR_EDITORS = WAITING | UNSETTLED
READ_TWICE = UNSETTLED | {_S.SECOND_READING}
PUBLIC = frozenset({_S.PUBLISHED, _S.CORRECTED})
FINISHED = PUBLIC | {_S.APPROVED, _S.WITHDRAWN}  # nobody has anything left to do

# What a verdict stands on does not change below it, neither while it waits nor once it is decided:
# words that no editor saw would be published. Reopening the claim unlocks it.
LOCKED = WAITING | READ_TWICE | {_S.APPROVED} | PUBLIC
