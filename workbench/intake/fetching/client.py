"""The fetch itself: one request per hop, each hop checked anew, nothing carried over but time.

There is no HTTP client object here on purpose: its conveniences (cookies, redirects, proxies
and passwords from the environment) are what must not happen.
"""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import unquote

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
from workbench.intake.fetching.exchanges import (
    Exchange,
    Fields,
    address_of,
    kept_fields,
    status_of,
)
from workbench.intake.fetching.headers import Headers
from workbench.intake.fetching.limits import DEFAULT_LIMITS, FetchLimits, Meter, Watch, unwatched
from workbench.intake.fetching.media_types import AN_ARTICLE, Wanted
from workbench.intake.fetching.urls import parse_url, redirect_target

COMPLETE = {200, 203}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server sent it.

    `url`: where it was found after all redirects. `charset`: as declared, not checked.
    `headers`: names in lower case, cookies left out. `body`: decompressed. `exchanges`: all that
    went over the wire on the way to it, its own request and answer last.
    """

    url: str
    status: int
    media_type: str
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    exchanges: tuple[Exchange, ...] = ()

    @property
    def name(self) -> str:
        """What a file of it would be called: the end of the address, without its query.

        Escapes in it may stand for anything; what cannot be seen is left out.
        """
        path = unquote(self.url.partition("?")[0])
        return "".join(filter(str.isprintable, path.rstrip("/").rpartition("/")[2]))


def fetch(
    url: str,
    *,
    user_agent: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_INTERNET,
    wanted: Wanted = AN_ARTICLE,
    watch: Watch = unwatched,
) -> Fetched:
    """Fetch a page from the public internet. Raises a subclass of `FetchError`.

    `watch` is told how much has come, and ends the fetch by what it raises.
    """
    meter = Meter(limits, watch)
    backend = PinnedBackend(policy, meter)
    target = parse_url(url, policy.ports)
    exchanges: list[Exchange] = []
    for _hop in range(limits.redirects + 1):
        asked, at = _request(target, user_agent, wanted.accept), datetime.now(UTC)
        with _answer(target, asked, backend, limits.connect) as response:
            headers = Headers.of(response, limits.headers)
            empty = headers.content_length == 0
            exchanges.append(_exchange(target, asked, response, at, whole=empty))
            if response.status not in REDIRECTS or headers.location is None:
                _check_worth_reading(response.status, headers, wanted, limits)
                return _page(exchanges, response, headers, meter)
            target = redirect_target(target, headers.location, policy.ports)
    raise TooManyRedirects(limits.redirects, str(target))


def _exchange(
    url: httpx2.URL, asked: Fields, response: httpcore2.Response, at: datetime, *, whole: bool
) -> Exchange:
    return Exchange(
        url=str(url),
        address=address_of(response),
        at=at,
        target=url.raw_path,
        asked=asked,
        status=status_of(response),
        answered=kept_fields(response),
        whole=whole,
    )


def _check_worth_reading(
    status: int, headers: Headers, wanted: Wanted, limits: FetchLimits
) -> None:
    if status not in COMPLETE:
        raise PageUnavailable(status)
    wanted.check(headers.media_type)
    if (headers.content_length or 0) > limits.body:
        raise PageTooLarge(limits.body)


def _page(
    exchanges: list[Exchange], response: httpcore2.Response, headers: Headers, meter: Meter
) -> Fetched:
    *passed, last = exchanges
    meter.expect(headers.content_length)
    sent = bytearray()  # a list of pieces of one byte each would take forty times as much
    pieces = _noted(response.iter_stream(), sent, meter)
    body = gathered(decoded(pieces, headers.content_coding), meter.limits.body)
    return Fetched(
        url=last.url,
        status=response.status,
        media_type=headers.media_type,
        charset=headers.charset,
        headers=headers.kept,
        fetched_at=datetime.now(UTC),
        body=body,
        exchanges=(*passed, replace(last, body=bytes(sent), whole=True)),
    )


def _noted(pieces: Iterable[bytes], sent: bytearray, meter: Meter) -> Iterator[bytes]:
    """Pass the pieces of a body on, and keep them as they were sent."""
    for piece in pieces:
        sent += piece
        meter.tell(len(piece))
        yield piece


def _request(url: httpx2.URL, user_agent: str, accept: str) -> Fields:
    return (
        (b"Host", url.netloc),
        (b"User-Agent", user_agent.encode()),
        (b"Accept", accept.encode()),
        (b"Accept-Encoding", ACCEPTED_CODINGS.encode()),
        (b"Connection", b"close"),
    )


@contextmanager
def _answer(
    url: httpx2.URL, asked: Fields, backend: PinnedBackend, connect: float
) -> Iterator[httpcore2.Response]:
    """Ask for the page on a connection of its own, closed afterwards, unread parts and all."""
    address = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    with (
        _failures_explained(url.host),
        httpcore2.ConnectionPool(network_backend=backend) as pool,
        pool.stream(
            "GET", address, headers=list(asked), extensions={"timeout": {"connect": connect}}
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
