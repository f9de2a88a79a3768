"""Bytes to text, whatever encoding they are in."""

import codecs
import re

from charset_normalizer import from_bytes

from workbench.intake.errors import NotText, UnknownEncoding

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I
)
_DECLARED_WITHIN = 2048  # bytes in which HTML must name its encoding
_SAMPLE = 100_000  # bytes that are enough to guess an encoding by
# The web's own reading of these names: what says Latin-1 was written on Windows.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_CONTROLS_TOLERATED = 0.005  # of all characters
_WESTERN = frozenset(
    "äöüßÄÖÜéèêëàâáãåçñóòôõøúùûíìîïæœÉÈÀÁÇÑÓÅØÆ“”‘’„‚«»–—…€£§©®°·•¿¡´½¼²³ªº\xa0\xad™"
)
_WESTERN_SHARE = 0.9  # of the characters beyond ASCII
_FOREIGN_SHARE = 0.2  # of all: more is no Western text


def decode(data: bytes, *, charset: str = "") -> str:
    """Return the bytes as text; `charset` is what whoever sent them called it, and may be wrong.

    A byte order mark rules; then UTF-8, which other encodings are not taken for by accident;
    then the declared encoding, then a guess. Bytes of Windows-1252 amid UTF-8 are read as such.
    Raises `NotText` for bytes that are no text, `UnknownEncoding` for those nobody can read.
    """
    text = _decode_marked(data)
    if text is None:
        text = _decode_unmarked(data, charset)
    if len(_CONTROLS.findall(text)) > len(text) * _CONTROLS_TOLERATED:
        raise NotText
    return text


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _decoded(data, encoding)
            return _refuse() if text is None else text
    return None


def _decode_unmarked(data: bytes, charset: str) -> str:
    for encoding in (_wide(data), "utf-8", _declared(data, charset)):
        text = _decoded(data, encoding)
        if text is not None:
            return text
    return _decode_mixed(data) or _decode_western(data) or _guess(data)


def _refuse() -> str:
    raise UnknownEncoding


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of European text is NUL."""
    sample = data[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = sample[offset::2], sample[1 - offset :: 2]
        if half.count(0) > len(half) * 0.7 and other.count(0) < len(other) * 0.1:
            return encoding
    return ""


def _declared(data: bytes, charset: str) -> str:
    found = _DECLARATION.search(data[:_DECLARED_WITHIN])
    name = charset or (found[1].decode("ascii", "ignore") if found else "")
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if name.startswith(("utf-16", "utf-32")) else _MEANT.get(name, name)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error("workbench.windows-1252", _as_windows)


def _decode_mixed(data: bytes) -> str | None:
    """UTF-8 into which somebody pasted Windows-1252: more right sequences than wrong bytes."""
    ignoring = data.decode("utf-8", "ignore")
    right = sum(character > "\x7f" for character in ignoring)
    wrong = len(data) - len(ignoring.encode())
    if wrong >= right:
        return None
    try:
        return data.decode("utf-8", "workbench.windows-1252")
    except UnicodeDecodeError:
        return None


def _decode_western(data: bytes) -> str | None:
    """Windows-1252, where what is beyond ASCII is the little that Western languages need."""
    text = _decoded(data, "cp1252")
    foreign = [character for character in text or "" if character > "\x7f"]
    western = sum(character in _WESTERN for character in foreign)
    few = len(foreign) < len(data) * _FOREIGN_SHARE
    return text if few and western >= len(foreign) * _WESTERN_SHARE else None


def _guess(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    text = _decoded(data, best.encoding) if best else None
    return text or _refuse()
