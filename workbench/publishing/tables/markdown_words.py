"""Words that people typed, put into Markdown: they stay words, whatever signs are in them."""

import re

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&$^]")
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# What means something only where a line begins.
_FIRST = re.compile(r"^( *\d{0,9})([-+=:.)])")


def words_in_line(words: str) -> str:
    """Words within a line: line ends become spaces, and no sign means anything."""
    return _SIGNS.sub(r"\\\g<0>", _BREAKS.sub(" ", words))


def begins_line(written: str) -> str:
    """A line of such words that is no list, no heading and no rule, and not code either."""
    return _FIRST.sub(r"\1\\\2", written.strip(" "))
