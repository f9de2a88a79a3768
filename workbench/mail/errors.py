"""What can go wrong with sending a letter."""

from workbench.errors import Unavailable, WorkbenchError


class MailServerAway(Unavailable):
    """The mail server does not answer, or not now."""


class AddressRefused(WorkbenchError):
    """The mail server takes nothing for this address, and will not another time."""
