"""The words of readers' messages, and how many may come."""

from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from workbench.errors import message as _

LONGEST_WORDS = 5_000  # code points
LONGEST_BODY = 200_000  # bytes of a form, as browsers send these words

HOUR = timedelta(hours=1)
MOST_PER_NETWORK = 5  # an hour
MOST_IN_ALL = 100  # an hour, to all desks
ADDRESSES_KEPT = timedelta(days=7)


class MessageKind(StrEnum):
    """What a reader wants."""

    ERROR = _("error")
    SUGGESTION = _("suggestion")


class MessageState(StrEnum):
    """What became of a message."""

    NEW = _("new")
    ANSWERED = _("answered")
    DISMISSED = _("dismissed")


def network_of(address: str) -> str:
    """Who is counted as one sender: an address, of IPv6 the network that one customer has."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if isinstance(found, IPv6Address):
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(found)
