"""Fetching a page from the public internet, and from nowhere else.

`urls` says which addresses may be asked for at all, `addresses` which machines may be reached,
`connection` connects to exactly the machine that was checked, `decoding` and `limits` keep the
cost bounded, `client` puts them together.
"""

from workbench.intake.fetching.addresses import PUBLIC_INTERNET, AddressPolicy, IPAddress
from workbench.intake.fetching.client import Fetched, fetch
from workbench.intake.fetching.errors import FetchError
from workbench.intake.fetching.limits import DEFAULT_LIMITS, FetchLimits

__all__ = [
    "DEFAULT_LIMITS",
    "PUBLIC_INTERNET",
    "AddressPolicy",
    "FetchError",
    "FetchLimits",
    "Fetched",
    "IPAddress",
    "fetch",
]
