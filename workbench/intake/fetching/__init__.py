"""Fetching a page from the public internet, and from nowhere else.

`urls` says which addresses may be asked for at all, `addresses` which machines may be reached,
`connection` connects to exactly the machine that was checked, `decoding` and `limits` keep the
cost bounded, `client` puts them together.
"""

from typing import TYPE_CHECKING

from workbench.intake.fetching.addresses import PUBLIC_INTERNET, AddressPolicy, IPAddress
from workbench.intake.fetching.errors import FetchError
from workbench.intake.fetching.limits import DEFAULT_LIMITS, FetchLimits

if TYPE_CHECKING:
    from workbench.intake.fetching.client import Fetched

__all__ = [
    "DEFAULT_LIMITS",
    "PUBLIC_INTERNET",
    "AddressPolicy",
    "FetchError",
    "FetchLimits",
    "IPAddress",
    "fetch",
]


def fetch(
    url: str,
    *,
    user_agent: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_INTERNET,
) -> "Fetched":
    """Fetch a page from the public internet. Raises a subclass of `FetchError`.

    What speaks HTTP is loaded with the first page: a server starts without.
    """
    from workbench.intake.fetching import client  # noqa: PLC0415

    return client.fetch(url, user_agent=user_agent, limits=limits, policy=policy)
