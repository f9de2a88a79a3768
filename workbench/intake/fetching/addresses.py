"""Which machines may be reached: those with a globally routable unicast address."""

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread

from workbench.intake.fetching.errors import FetchTimedOut, HostNotFound, PrivateAddress

IPAddress = IPv4Address | IPv6Address
Resolver = Callable[[str, float], Sequence[IPAddress]]

# Spelled out, since `ipaddress.is_global` differs between patch releases of Python and calls
# multicast, 6to4 and site-local addresses global.
NOT_PUBLIC_IPV4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network, unspecified
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers (CGNAT)
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a public number that inside one cloud is its control plane
        "169.254.0.0/16",  # link-local, and the metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
GLOBAL_UNICAST_IPV6 = ip_network("2000::/3")
NOT_PUBLIC_IPV6 = tuple(
    ip_network(network)
    for network in (
        "2001::/23",  # protocol assignments, among them Teredo
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which embeds an IPv4 address
        "3fff::/20",  # documentation
    )
)
# What a network without IPv4 calls every IPv4 machine; the last 32 bits are its address.
NAT64 = ip_network("64:ff9b::/96")


def is_globally_routable(address: IPAddress) -> bool:
    """Tell whether the address belongs to one machine on the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_IPV4)
    if address in NAT64:
        return is_globally_routable(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in GLOBAL_UNICAST_IPV6 and not any(
        address in network for network in NOT_PUBLIC_IPV6
    )


def system_addresses(host: str, seconds: float) -> Sequence[IPAddress]:
    """Ask the system's resolver, for so long at most.

    It knows no timeout, so it is asked in a thread that is left behind when it is too slow.
    Raises `HostNotFound`, `FetchTimedOut`.
    """
    answer: Future[Sequence[IPAddress]] = Future()
    Thread(target=_look_up, args=(host, answer), daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        raise FetchTimedOut from None
    except (OSError, UnicodeError):
        raise HostNotFound(host) from None


def _look_up(host: str, answer: Future[Sequence[IPAddress]]) -> None:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        answer.set_exception(error)
    else:
        answer.set_result([ip_address(sockaddr[0]) for *_, sockaddr in found])


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Where a fetch may go: how names become addresses, which addresses, which TCP ports."""

    resolve: Resolver = system_addresses
    may_reach: Callable[[IPAddress], bool] = is_globally_routable
    ports: frozenset[int] = frozenset({80, 443})

    def addresses_of(self, host: str, seconds: float) -> Sequence[IPAddress]:
        """Return the host's addresses, every one of them allowed.

        One forbidden address among several refuses the host: which one is connected to must
        not be a matter of luck. Raises `HostNotFound`, `PrivateAddress`, `FetchTimedOut`.
        """
        addresses = _literal(host) or self.resolve(host, seconds)
        if not addresses:
            raise HostNotFound(host)
        if not all(self.may_reach(address) for address in addresses):
            raise PrivateAddress(host)
        return addresses


PUBLIC_INTERNET = AddressPolicy()


def _literal(host: str) -> Sequence[IPAddress]:
    try:
        return [ip_address(host)]
    except ValueError:
        return []
