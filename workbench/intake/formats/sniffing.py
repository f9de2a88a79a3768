"""What an input is, by its content: names and media types only tip a balance."""

import re
from enum import Enum, auto

from workbench.intake.errors import NotText

_PDF_WITHIN = 1024  # bytes of anything that may stand before a PDF's mark
_LOOK_AT = 20_000  # characters in which a text shows its format
_OTHER_FILES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"\0asm", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc), or a Word file with a password"),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|ul|ol"
    r"|blockquote|figure|header)\b",
    re.I | re.S,
)
_HTML_CLOSING = re.compile(r"</(?:p|div|article|body|html|h[1-6]|section)\s*>", re.I)
_MARKDOWN_SIGNS = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"^#{1,6} +\S",
        r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)",
        r"(?<!\*)\*\*[^\s*][^*\n]{0,200}\*\*(?!\*)",
        r"\A---\n(?:[\w-]+:.*\n)+---\n",
        r"^(?:```|~~~)",
        r"^\S.{0,200}\n(?:={3,}|-{3,})$",
        r"^> \S",
    )
)


class Format(Enum):
    """The formats that articles are read from."""

    PLAIN_TEXT = auto()
    HTML = auto()
    MARKDOWN = auto()
    DOCX = auto()
    PDF = auto()


def sniff_bytes(data: bytes) -> Format | None:
    """Return the binary format of the data, None if it may be text. Raises `NotText`."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return Format.DOCX
    for mark, what in _OTHER_FILES:
        if data.startswith(mark):
            raise NotText(what)
    if data[4:8] == b"ftyp":
        raise NotText("a film, a sound or a picture")
    return None


def sniff_text(text: str, *, name: str = "", media_type: str = "") -> Format:
    """Return the format of a text. A hint makes Markdown of what shows one sign of it, not two."""
    start = text[:_LOOK_AT].replace("\r\n", "\n")
    if _HTML_START.match(start) and _HTML_CLOSING.search(text):
        return Format.HTML
    signs = sum(bool(sign.search(start)) for sign in _MARKDOWN_SIGNS)
    hinted = name.lower().endswith((".md", ".markdown")) or "markdown" in media_type.lower()
    return Format.MARKDOWN if signs >= (1 if hinted else 2) else Format.PLAIN_TEXT
