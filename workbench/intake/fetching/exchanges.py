"""What went over the wire, as it went: so that other tools can look at it."""

from dataclasses import dataclass
from datetime import datetime

import httpcore2

from workbench.intake.fetching.headers import COOKIES

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer: `target` and `asked` with headers, `status` and `answered` too.

    `address`: of the machine that answered. `body`: before it was decompressed, put together if it
    came in chunks. `whole`: whether it was read, which that of a redirect is not.
    """

    url: str
    address: str
    at: datetime
    target: bytes
    asked: Fields
    status: bytes
    answered: Fields
    body: bytes = b""
    whole: bool = False


def status_of(response: httpcore2.Response) -> bytes:
    """The first line of an answer."""
    said = response.extensions
    words: bytes = said["http_version"] + b" %d " % response.status + said["reason_phrase"]
    return words.rstrip()


def address_of(response: httpcore2.Response) -> str:
    """The address of the machine that answered."""
    connection: httpcore2.NetworkStream = response.extensions["network_stream"]
    return str(connection.get_extra_info("server_addr")[0])


def kept_fields(response: httpcore2.Response) -> Fields:
    """The headers of an answer, as they were spelled, without cookies."""
    return tuple(
        (name, value)
        for name, value in response.headers
        if name.decode("latin-1").lower() not in COOKIES
    )
