"""The words of readers' messages, and how many may come."""

import re
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from workbench.errors import message as _

LONGEST_WORDS = 5_000  # code points
LONGEST_BODY = 200_000  # bytes of a form, as browsers send these words

HOUR = timedelta(hours=1)
MOST_PER_NETWORK = 5  # an hour, to all desks
MOST_PER_DESK = 100  # an hour; so all desks together get no more than that times their number
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
    CLAIM = _("became a claim")


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


_PLACE = re.compile(r"(?:.*/reports/([^/?#]+)/claims/)?([0-9]{1,9})(?:[/?#].*)?")


def place_named(where: str) -> tuple[str, int | None]:
    """The report, by its slug, and the claim that an address or a mere number names."""
    found = _PLACE.fullmatch(where.strip())
    return (found[1] or "", int(found[2])) if found else ("", None)
