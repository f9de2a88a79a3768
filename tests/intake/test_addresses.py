"""Private addresses in every notation: whichever is thought of next, nothing is asked for."""

import random
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.web_server import Names
from workbench.intake.fetching import AddressPolicy, fetch
from workbench.intake.fetching.addresses import NOT_PUBLIC_IPV4, is_globally_routable
from workbench.intake.fetching.errors import AddressRefused

Random = random.Random
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⓪①②③④⑤⑥⑦⑧⑨")
DOTS = (".", "。", "．", "｡", "%2e", "%2E")


def private(pick: Random) -> IPv4Address:
    """An address in one of the networks that are not public."""
    network = pick.choice(NOT_PUBLIC_IPV4)
    return IPv4Address(int(network.network_address) + pick.randrange(network.num_addresses))


def numbers(address: IPv4Address, pick: Random) -> Sequence[tuple[int, int]]:
    """Its one to four numbers as `inet_aton` has them: the last fills what the others leave."""
    octets, parts = address.packed, pick.randint(1, 4)
    last = int.from_bytes(octets[parts - 1 :])
    return [(octet, 1) for octet in octets[: parts - 1]] + [(last, 5 - parts)]


def spelled(number: int, pick: Random) -> str:
    """A number in some base, with zeros before it, in digits of some alphabet."""
    zeros = "0" * pick.randint(0, 3)
    decimal, octal, hexadecimal = str(number), f"0{zeros}{number:o}", f"0x{zeros}{number:x}"
    words = pick.choice([decimal, octal, hexadecimal, hexadecimal.upper()])
    digits = pick.choice(DIGITS)
    return "".join(digits[int(c)] if c.isdecimal() else c for c in words)


def in_four(pick: Random) -> str:
    """A private IPv4 address, written as `inet_aton` and browsers would read it."""
    words = [spelled(number, pick) for number, _octets in numbers(private(pick), pick)]
    return pick.choice(DOTS).join(words) + pick.choice(["", "", ".", "。"])


def in_six(pick: Random) -> str:
    """A private IPv4 address, within an IPv6 address."""
    number = int(private(pick))
    prefix = pick.choice([0xFFFF << 32, 0xFFFF << 48, 0, 0x64FF9B << 96, 0x2002 << 112])
    address = IPv6Address(prefix | (number << 80 if prefix == 0x2002 << 112 else number))
    dotted = f"{str(IPv6Address(int(address) >> 32 << 32)).rstrip('0')}:{IPv4Address(number)}"
    return f"[{pick.choice([str(address), address.exploded, dotted])}]"


def escaped(host: str, pick: Random) -> str:
    """Some of its letters as escapes."""
    return "".join(f"%{ord(c):02x}" if ord(c) < 128 and pick.random() < 0.3 else c for c in host)


def address(pick: Random) -> str:
    """A web address whose server is, by some reading of it, private."""
    host = pick.choice([in_four, in_four, in_six])(pick)
    host = escaped(host, pick) if pick.random() < 0.2 and not host.startswith("[") else host
    before = pick.choice(["", "", "", "news.example@", "news.example:80@", "@", "news.example\\@"])
    scheme, behind = pick.choice(["http", "https", "HTTP"]), pick.choice(["", "/", ":80", "?", "#"])
    return f"{scheme}://{before}{host}{behind}"


@given(st.randoms(use_true_random=False))
def test_a_private_address_is_refused_however_it_is_written(pick: Random) -> None:
    names, written = Names(), address(pick)
    with pytest.raises(AddressRefused):
        fetch(written, user_agent="t", policy=AddressPolicy(names))
    assert names.looked_up == [], written


@given(st.ip_addresses(v=4), st.integers(0, 3))
def test_what_a_look_up_gives_is_judged_by_its_number_alone(
    address: IPv4Address, wrapping: int
) -> None:
    number = int(address)
    wrapped = (
        address,
        IPv6Address(0xFFFF << 32 | number),  # mapped
        IPv6Address(0x64FF9B << 96 | number),  # NAT64
        IPv6Address(0x64FF9B0001 << 80 | number),  # NAT64 within a network
    )[wrapping]
    public = is_globally_routable(address) and wrapping in {0, 2}
    assert is_globally_routable(wrapped) == public
