"""Fetching a page from the public internet, and from nowhere else.

`urls` says which addresses may be asked for at all, `addresses` which machines may be reached,
`connection` connects to exactly the machine that was checked, `decoding` and `limits` keep the
cost bounded, `client` puts them together. `warc` writes down what went over the wire.
"""

from typing import TYPE_CHECKING

from workbench.intake.fetching.addresses import PUBLIC_INTERNET, AddressPolicy, IPAddress
from workbench.intake.fetching.errors import FetchError
from workbench.intake.fetching.limits import (
    DEFAULT_LIMITS,
    LIMITS_OF_A_SNAPSHOT,
    FetchLimits,
    Watch,
    unwatched,
)
from workbench.intake.fetching.media_types import AN_ARTICLE, ANYTHING, Wanted

if TYPE_CHECKING:
    from workbench.intake.fetching.client import Fetched

__all__ = [
    "ANYTHING",
    "DEFAULT_LIMITS",
    "LIMITS_OF_A_SNAPSHOT",
    "PUBLIC_INTERNET",
    "AddressPolicy",
    "FetchError",
    "FetchLimits",
    "IPAddress",
    "fetch",
    "warc_of",
]


def fetch(
    url: str,
    *,
    user_agent: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_INTERNET,
    wanted: Wanted = AN_ARTICLE,
    watch: Watch = unwatched,
) -> "Fetched":
    """Fetch a page from the public internet. Raises a subclass of `FetchError`.

    `watch` is told how much has come, and ends the fetch by what it raises.
    What speaks HTTP is loaded with the first page: a server starts without.
    """
    from workbench.intake.fetching import client  # noqa: PLC0415

    return client.fetch(
        url, user_agent=user_agent, limits=limits, policy=policy, wanted=wanted, watch=watch
    )


def warc_of(page: "Fetched", *, user_agent: str) -> bytes:
    """A WARC of all that went over the wire for a page: other tools replay it. Slow."""
    from workbench.intake.fetching import warc  # noqa: PLC0415

    return warc.warc_of(page.exchanges, user_agent=user_agent)
