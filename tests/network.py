"""The fence: no test reaches beyond this machine, whatever the code under test tries."""

import ipaddress
import socket
from collections.abc import Callable

import pytest


class NetworkForbidden(AssertionError):
    """A test tried to leave the machine. No OSError, so that no handler takes it for a bad line."""


def fence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections beyond loopback, and looking up names, until `monkeypatch` is undone."""
    for method in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, method, _fenced(getattr(socket.socket, method)))
    lookup: Callable[..., object] = socket.getaddrinfo

    def fenced_lookup(host: object, *rest: object, **options: object) -> object:
        if not _needs_no_lookup(host):
            raise NetworkForbidden(f"A test looked up the name {host}.")
        return lookup(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", fenced_lookup)


def _fenced(connect: Callable[..., object]) -> Callable[..., object]:
    def fenced_connect(sock: socket.socket, address: tuple[str, int]) -> object:
        if sock.family != socket.AF_UNIX and not _is_loopback(address[0]):
            raise NetworkForbidden(f"A test connected to {address}.")
        return connect(sock, address)

    return fenced_connect


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def _needs_no_lookup(host: object) -> bool:
    """Whether it is an address, this machine, or nothing (when a server listens)."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False
