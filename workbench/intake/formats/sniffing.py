"""What an input is, by its content: names and media types only tip a balance."""

import re
from enum import Enum, auto

from workbench.intake.errors import NotText
from workbench.intake.formats.signatures import PDF, ZIP, signature_of

_LOOK_AT = 20_000  # characters in which a text shows its format
_CALLED = {
    "image": "a picture",
    "audio": "a sound",
    "video": "a film",
    "application/gzip": "a compressed file",
    "application/x-bzip2": "a compressed file",
    "application/x-xz": "a compressed file",
    "application/zstd": "a compressed file",
    "application/vnd.sqlite3": "a database",
    "application/wasm": "a program",
    "application/x-executable": "a program",
    "application/x-7z-compressed": "an archive",
    "application/vnd.rar": "an archive",
    "application/x-riff": "a picture, a sound or a film",
    "application/rtf": "an RTF file",
    "application/x-ole-storage": "an old Word file (.doc), or a Word file with a password",
}
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
    media_type = signature_of(data)
    if media_type == PDF:
        return Format.PDF
    if media_type == ZIP:
        return Format.DOCX
    if media_type:
        raise NotText(_CALLED.get(media_type) or _CALLED[media_type.partition("/")[0]])
    return None


def sniff_text(text: str, *, name: str = "", media_type: str = "") -> Format:
    """Return the format of a text. A hint makes Markdown of what shows one sign of it, not two."""
    start = text[:_LOOK_AT].replace("\r\n", "\n")
    if _HTML_START.match(start) and _HTML_CLOSING.search(text):
        return Format.HTML
    signs = sum(bool(sign.search(start)) for sign in _MARKDOWN_SIGNS)
    hinted = name.lower().endswith((".md", ".markdown")) or "markdown" in media_type.lower()
    return Format.MARKDOWN if signs >= (1 if hinted else 2) else Format.PLAIN_TEXT
