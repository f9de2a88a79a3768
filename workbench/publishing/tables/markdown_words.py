"""Words that people typed, put into Markdown: they stay words, whatever signs are in them."""

import re

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&$^]")
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# Where GitHub makes a link of an address, with all that is glued to it, backslashes and footnotes
# too; a picture of a name between colons; and pandoc other signs of dashes and dots in a row.
_GLUED = re.compile(
    r"(?<=http)(?=://)|(?<=https)(?=://)|(?<=ftp)(?=://)|(?<=\bwww)(?=\.)"
    r"|(?=:(?:[a-z+-][\w+-]*|100|1234):)|(?=--)|(?=\.\.\.)",
    re.IGNORECASE,
)
# What means something only where a line begins; pandoc has lists by letters and in brackets, too.
_FIRST = re.compile(
    r"^( *(?:\d{0,9}(?=[-+=:.)])|(?:[a-z]|[ivxlcdm]{2,9})(?=[.)](?: |$))|(?=\([\w@\\#]{1,9}\))))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x20]+")


def words_in_line(words: str) -> str:
    """Words within a line: line ends become spaces, and no sign means anything."""
    return _GLUED.sub(r"\\", _SIGNS.sub(r"\\\g<0>", _BREAKS.sub(" ", words)))


def address(url: str) -> str:
    """An address that programs make a link of; words, if it is none."""
    if _ADDRESS.fullmatch(url):
        return f"<{url.replace('|', '%7C')}>"  # or it would end the cell of a table
    return words_in_line(url)


def with_address(words: str, url: str) -> str:
    """Words in which an address is one, wherever it stands."""
    parts = words.split(url) if url else [words]
    return address(url).join(map(words_in_line, parts))


def begins_line(written: str) -> str:
    """A line of such words that is no list, no heading and no rule, and not code either."""
    return _FIRST.sub(r"\1\\", written.strip(" "))
