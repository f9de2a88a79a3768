"""One block's text in its canonical form."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Other control characters, the BOM, the soft hyphen, and surrogates that stand alone.
_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def straight(text: str) -> str:
    """Return the text without what turns the direction of writing: it may look like another."""
    return _TURNING.sub("", text)


def clean(text: str) -> str:
    """Return the text of one block as it stands in a canonical text, perhaps empty.

    NFC; LF for every kind of line end, and never two on end, for a blank line parts blocks;
    one space for every run of spaces and tabs; no control character, BOM, soft hyphen or lone
    surrogate; nothing blank at the edges. Cleaning what is clean changes nothing.
    """
    if text.isprintable() and "  " not in text:  # as nearly all are: nothing to look for
        return unicodedata.normalize("NFC", text).strip()
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
