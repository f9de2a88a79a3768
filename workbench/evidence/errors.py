"""What can go wrong with evidence."""

from workbench.errors import Conflict, Invalid, NotFound
from workbench.errors import message as _


class EvidenceUnknown(NotFound):
    """No such evidence on this claim."""

    def __init__(self) -> None:
        super().__init__(
            _("This claim has no such evidence now: it was removed, or went to another claim.")
        )


class ContactUnknown(NotFound):
    """No such contact on this claim."""

    def __init__(self) -> None:
        super().__init__(
            _("This claim has no such contact now: it was removed, or went to another claim.")
        )


class SearchUnknown(NotFound):
    """No such search for this claim."""

    def __init__(self) -> None:
        super().__init__(
            _("This claim has no such search now: it was removed, or went to another claim.")
        )


class AboutElsewhere(Invalid):
    """Words that a claim's statement does not have."""


class AnswerFileMissing(NotFound):
    """A contact without a file."""


class CannotMerge(Conflict):
    """Two claims that cannot become one."""


class CannotMergeSources(Conflict):
    """Two sources that cannot become one."""


class CannotPartSources(Conflict):
    """A source that is in no other."""


class CannotSplit(Invalid):
    """A choice that does not make two claims."""


class NoticedMeanwhile(Conflict):
    """More was noticed at a source than the person has seen."""


class ActUnknown(NotFound):
    """No line of the desk's record with this number."""


class NothingToUndo(Conflict):
    """The person has done nothing here that could be taken back."""
