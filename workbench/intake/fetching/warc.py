"""A WARC file (ISO 28500) of a fetch: each request and answer on the way to a page.

What is left out of it: cookies, which belong to a visit and would be a secret in the file; the
framing of a body that came in chunks, since the body is here put together; and the bodies of
redirects, which are not read. Each is said where it is so. The compression of a body stays.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from workbench.intake.fetching.exchanges import Exchange, Fields

SOFTWARE = f"workbench/{version('workbench')}"
# As other tools call the headers that would make readers look for a framing which is not there.
_CHUNKED, _ONCE_CHUNKED = b"transfer-encoding", b"X-Orig-Transfer-Encoding"


class _Head(StatusAndHeaders):
    """The head of a message, written byte for byte: warcio would spell some letters otherwise."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002
        self.headers_buff = self.to_bytes(encoding="latin-1")


def warc_of(exchanges: Sequence[Exchange], *, user_agent: str) -> bytes:
    """Return the file, each record compressed by itself, as is usual."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    info = {
        "software": SOFTWARE, "format": "WARC File Format 1.1", "http-header-user-agent": user_agent
    }  # fmt: skip
    writer.write_record(writer.create_warcinfo_record("", info))
    for exchange in exchanges:
        writer.write_request_response_pair(*_records(writer, exchange))
    return file.getvalue()


def _records(writer: WARCWriter, exchange: Exchange) -> Iterator[ArcWarcRecord]:
    """The request and the answer."""
    named = {"WARC-Date": f"{exchange.at:%Y-%m-%dT%H:%M:%S.%fZ}"}
    answered = named | {"WARC-IP-Address": exchange.address}
    if not exchange.whole:
        answered["WARC-Truncated"] = "unspecified"
    request = b"GET %s HTTP/1.1" % exchange.target
    yield writer.create_warc_record(
        exchange.url,
        "request",
        http_headers=_head(request, exchange.asked),
        warc_headers_dict=named,
    )
    yield writer.create_warc_record(
        exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body),
        http_headers=_head(exchange.status, exchange.answered), warc_headers_dict=answered,
    )  # fmt: skip


def _head(first_line: bytes, fields: Fields) -> _Head:
    protocol, _space, rest = first_line.decode("latin-1").partition(" ")
    spelled = [(_name(name).decode("latin-1"), value.decode("latin-1")) for name, value in fields]
    return _Head(rest, spelled, protocol=protocol)


def _name(name: bytes) -> bytes:
    return _ONCE_CHUNKED if name.lower() == _CHUNKED else name
