"""Which web addresses may be asked for, before any name is looked up."""

import re
from collections.abc import Collection
from ipaddress import AddressValueError, IPv4Address

import httpx2

from workbench.errors import message as _
from workbench.intake.fetching.errors import AddressRefused, BrokenAnswer, PrivateAddress

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_NAME = 253
LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
DOTTED_NAME = re.compile(rf"{LABEL}(\.{LABEL})+")
# Such a host is read as an IPv4 address by browsers and resolvers: 127.1, 0x7f.1, 2130706433.
ENDS_IN_A_NUMBER = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)")
LOCAL_NAME = re.compile(r"(.*\.)?(localhost|localdomain|local|internal|home\.arpa)")


def parse_url(text: str, ports: Collection[int]) -> httpx2.URL:
    """Return the address in one canonical spelling, without fragment. Raises `AddressRefused`."""
    try:
        url = httpx2.URL(text.strip())
    except httpx2.InvalidURL:
        raise AddressRefused(_("This is not a valid web address.")) from None
    _check_scheme(url)
    _check_userinfo(url)
    _check_port(url, ports)
    return url.copy_with(host=_checked_host(url), fragment=None)


def redirect_target(url: httpx2.URL, location: str, ports: Collection[int]) -> httpx2.URL:
    """Return where `location` leads from `url`. Raises `AddressRefused`, `BrokenAnswer`."""
    try:
        joined = str(url.join(location))
    except (httpx2.InvalidURL, ValueError):
        raise BrokenAnswer(_("The server redirects to something that is no address.")) from None
    target = parse_url(joined, ports)
    if url.scheme == "https" and target.scheme != "https":
        raise AddressRefused(_("The server redirects from a secure connection to an insecure one."))
    return target


def _check_scheme(url: httpx2.URL) -> None:
    if url.scheme not in DEFAULT_PORTS:
        raise AddressRefused(_("A web address starts with https:// or http://."))


def _check_userinfo(url: httpx2.URL) -> None:
    if url.userinfo:
        raise AddressRefused(_("The address contains a user name or password."))


def _check_port(url: httpx2.URL, ports: Collection[int]) -> None:
    if (url.port or DEFAULT_PORTS[url.scheme]) not in ports:
        raise AddressRefused(_("The address names an unusual port; only 80 and 443 are allowed."))


def _checked_host(url: httpx2.URL) -> str:
    """Return the host in ASCII (IDNA) without a final dot: an IP address or a dotted name."""
    host = url.raw_host.decode("ascii").removesuffix(".")
    if _is_address(host):
        return host
    if ENDS_IN_A_NUMBER.fullmatch(host):
        raise AddressRefused(_("The address hides a number where a server’s name should be."))
    if LOCAL_NAME.fullmatch(host):
        raise PrivateAddress(host)
    if len(host) > LONGEST_NAME or not DOTTED_NAME.fullmatch(host):
        raise AddressRefused(_("The address does not name a server on the public internet."))
    return host


def _is_address(host: str) -> bool:
    if ":" in host:
        return "%" not in host  # a zone names an interface of this machine
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
