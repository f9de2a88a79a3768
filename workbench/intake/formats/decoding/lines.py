"""Text whose lines, or whose words, came from places with different encodings."""

import re

from workbench.intake.errors import UnknownEncoding
from workbench.intake.formats.decoding.legacy import WESTERN, decoded, legacy_encoding

# How UTF-8 writes one character beyond ASCII.
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# A word in capitals before a quotation mark or a no-break space looks like one: BLÅ”.
_CAPITAL_AT_END = re.compile(
    rb"(?<=[A-Z\xc0-\xde])[\xc2-\xdf][\x85\x91-\x97\xa0\xab\xbb](?![A-Za-z\x80-\xff])"
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LIKELY = re.compile(r"[\xa0-\u017f\u2010-\u203a€™]")  # amid Western text
_MANY = 8  # characters: so many right sequences in a line are no accident in any encoding
_MOST_LINES = 100_000  # of an article; what has more is read as if it were one
_STRAY_SHARE = 0.1  # of a line's bytes beyond ASCII, in a line that is UTF-8 all the same

Span = tuple[int, int]


def decode_lines(data: bytes, declared: str) -> str:
    """Return text that is not, or not all, UTF-8, each line read as what it is.

    Lines of UTF-8 are read as such, the others in the one older encoding that they share; amid
    Western text, words within a line too. Raises `UnknownEncoding`.
    """
    lines = data.splitlines(keepends=True) if data.count(b"\n") < _MOST_LINES else [data]
    unsure = b"".join(line for line in lines if not _is_utf_8(line, _sequences(line)))
    stripped = b"".join(_without(line, _utf_8_in(line, WESTERN[0])) for line in lines)
    encoding = legacy_encoding(unsure, stripped, declared)
    try:
        return "".join(_read(line, encoding) for line in lines)
    except UnicodeDecodeError:  # an encoding whose characters a line's end cuts in two
        raise UnknownEncoding from None


def _read(line: bytes, encoding: str) -> str:
    text, end = "", 0
    for start, stop in _utf_8_in(line, encoding):
        text += line[end:start].decode(encoding) + line[start:stop].decode()
        end = stop
    return text + line[end:].decode(encoding)


def _without(line: bytes, spans: list[Span]) -> bytes:
    bounds = [0, *(bound for span in spans for bound in span), len(line)]
    return b"".join(line[start:stop] for start, stop in zip(bounds[::2], bounds[1::2], strict=True))


def _utf_8_in(line: bytes, encoding: str) -> list[Span]:
    """The stretches of a line to be read as UTF-8, if the rest is in this encoding."""
    found = _sequences(line)
    if _is_utf_8(line, found):
        return found
    if encoding in WESTERN:
        return [span for span in found if _is_likely(line, span)]
    return found if not _strays(line, found) and _is_read_bytewise(line, encoding) else []


def _sequences(line: bytes) -> list[Span]:
    guarded = {match.start() for match in _CAPITAL_AT_END.finditer(line)}
    spans = (match.span() for match in _SEQUENCE.finditer(line))
    return [span for span in spans if span[0] not in guarded and _character(line, span)]


def _character(line: bytes, span: Span) -> str:
    return decoded(line[slice(*span)], "utf-8") or ""


def _is_likely(line: bytes, span: Span) -> bool:
    return bool(_LIKELY.match(_character(line, span)))


def _is_utf_8(line: bytes, found: list[Span]) -> bool:
    beyond = len(_BEYOND_ASCII.findall(line))
    return len(found) >= _MANY and _strays(line, found) <= beyond * _STRAY_SHARE


def _strays(line: bytes, found: list[Span]) -> int:
    return len(_BEYOND_ASCII.findall(line)) - sum(stop - start for start, stop in found)


def _is_read_bytewise(line: bytes, encoding: str) -> bool:
    """Whether the encoding has a byte for each character: those of East Asia have two or more."""
    text = decoded(line, encoding)
    return text is None or len(text) == len(line)
