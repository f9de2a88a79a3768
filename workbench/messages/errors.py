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


class WordsElsewhere(Invalid):
    """Words that a claim is to be of do not stand in the article, or in several places."""


class ReasonMissing(Invalid):
    """A message is dismissed only with a reason."""
