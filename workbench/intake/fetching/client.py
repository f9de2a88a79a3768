"""The fetch itself: one request per hop, each hop checked anew, nothing carried over but time.

There is no HTTP client object here on purpose: its conveniences (cookies, redirects, proxies
and passwords from the environment) are what must not happen.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore2
import httpx2

from workbench.errors import message as _
from workbench.intake.fetching.addresses import PUBLIC_INTERNET, AddressPolicy
from workbench.intake.fetching.connection import PinnedBackend
from workbench.intake.fetching.decoding import ACCEPTED_CODINGS, decoded, gathered
from workbench.intake.fetching.errors import (
    BrokenAnswer,
    CertificateRefused,
    FetchTimedOut,
    PageTooLarge,
    PageUnavailable,
    ServerUnreachable,
    TooManyRedirects,
)
from workbench.intake.fetching.headers import Headers
from workbench.intake.fetching.limits import DEFAULT_LIMITS, FetchLimits, Meter
from workbench.intake.fetching.media_types import ACCEPT, check_readable
from workbench.intake.fetching.urls import parse_url, redirect_target

COMPLETE = {200, 203}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server sent it.

    `url`: where it was found after all redirects. `charset`: as declared, not checked.
    `headers`: names in lower case, cookies left out. `body`: decompressed.
    """

    url: str
    status: int
    media_type: str
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    @property
    def name(self) -> str:
        """What a file of it would be called: the end of the address, without its query."""
        return self.url.partition("?")[0].rstrip("/").rpartition("/")[2]


def fetch(
    url: str,
    *,
    user_agent: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_INTERNET,
) -> Fetched:
    """Fetch a page from the public internet. Raises a subclass of `FetchError`."""
    backend = PinnedBackend(policy, Meter(limits))
    target = parse_url(url, policy.ports)
    for _hop in range(limits.redirects + 1):
        with _answer(target, backend, user_agent, limits.connect) as response:
            headers = Headers.of(response, limits.headers)
            if response.status not in REDIRECTS or headers.location is None:
                return _page(target, response, headers, limits)
            target = redirect_target(target, headers.location, policy.ports)
    raise TooManyRedirects(limits.redirects)


def _page(
    url: httpx2.URL, response: httpcore2.Response, headers: Headers, limits: FetchLimits
) -> Fetched:
    if response.status not in COMPLETE:
        raise PageUnavailable(response.status)
    check_readable(headers.media_type)
    if (headers.content_length or 0) > limits.body:
        raise PageTooLarge(limits.body)
    return Fetched(
        url=str(url),
        status=response.status,
        media_type=headers.media_type,
        charset=headers.charset,
        headers=headers.kept,
        fetched_at=datetime.now(UTC),
        body=gathered(decoded(response.iter_stream(), headers.content_coding), limits.body),
    )


@contextmanager
def _answer(
    url: httpx2.URL, backend: PinnedBackend, user_agent: str, connect: float
) -> Iterator[httpcore2.Response]:
    """Ask for the page on a connection of its own, closed afterwards, unread parts and all."""
    headers = [
        (b"Host", url.netloc),
        (b"User-Agent", user_agent.encode()),
        (b"Accept", ACCEPT.encode()),
        (b"Accept-Encoding", ACCEPTED_CODINGS.encode()),
        (b"Connection", b"close"),
    ]
    address = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    with (
        _failures_explained(url.host),
        httpcore2.ConnectionPool(network_backend=backend) as pool,
        pool.stream(
            "GET", address, headers=headers, extensions={"timeout": {"connect": connect}}
        ) as response,
    ):
        yield response


@contextmanager
def _failures_explained(host: str) -> Iterator[None]:
    try:
        yield
    except httpcore2.TimeoutException:
        raise FetchTimedOut from None
    except httpcore2.NetworkError as error:
        # The pool drops the cause of an error and keeps it as the argument only.
        if isinstance(error.args[0], ssl.SSLCertVerificationError):
            raise CertificateRefused(host) from None
        raise ServerUnreachable(host) from None
    except httpcore2.ProtocolError:
        raise BrokenAnswer(
            _("%(host)s sent an answer that is not valid HTTP.", host=host)
        ) from None
