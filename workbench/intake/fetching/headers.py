"""What the headers of an answer say that a fetch needs to know."""

from dataclasses import dataclass
from email.message import Message

import httpcore2

from workbench.errors import message as _
from workbench.intake.fetching.errors import BrokenAnswer

UNDECLARED = "application/octet-stream"  # RFC 9110, section 8.3
COOKIES = {"set-cookie", "set-cookie2"}


@dataclass(frozen=True, slots=True)
class Headers:
    """All headers of one answer: names in lower case, in the order they came."""

    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: httpcore2.Response, limit: int) -> "Headers":
        """Read the headers. Raises `BrokenAnswer` when they are longer than `limit` bytes."""
        if sum(len(name) + len(value) for name, value in response.headers) > limit:
            raise BrokenAnswer(_("The headers of the server’s answer are far too long."))
        return cls(tuple((_text(name).lower(), _text(value)) for name, value in response.headers))

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """All but the cookies: those belong to a visit, not to the page."""
        return tuple(field for field in self.fields if field[0] not in COOKIES)

    @property
    def location(self) -> str | None:
        return self._first("location")

    @property
    def media_type(self) -> str:
        declared = self._first("content-type")
        return _content_type(declared).get_content_type() if declared else UNDECLARED

    @property
    def charset(self) -> str | None:
        return _content_type(self._first("content-type") or "").get_content_charset() or None

    @property
    def content_length(self) -> int | None:
        declared = self._first("content-length")
        return None if declared is None else int(declared)

    @property
    def content_coding(self) -> str:
        codings = [value for name, value in self.fields if name == "content-encoding"]
        return ", ".join(codings).strip().lower()

    def _first(self, wanted: str) -> str | None:
        return next((value for name, value in self.fields if name == wanted), None)


def _content_type(value: str) -> Message:
    message = Message()
    message["content-type"] = value
    return message


def _text(raw: bytes) -> str:
    """Read as UTF-8, which some servers put into Location; else byte for byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
