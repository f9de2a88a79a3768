"""What can go wrong with a reader's message."""

from workbench.errors import Conflict, Invalid, TooOften


class TooManyMessages(TooOften):
    """Too many came from one network, or from everywhere, within an hour."""


class FormExpired(Invalid):
    """The form was open for too long, or came from no page of ours."""


class FormTooFast(Invalid):
    """The form was sent sooner than anybody types."""


class SentBefore(Conflict):
    """The form was sent before, with other words."""


class ReasonMissing(Invalid):
    """A message is dismissed only with a reason."""
