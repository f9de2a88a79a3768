"""The one door: bytes in, a draft of an article out.

What reads an article is loaded with the first one, and a format's reader with the first article
of that format. The libraries behind them are half of the time that the workbench takes to start,
and most servers' processes need few of them.
"""

from importlib import import_module
from types import ModuleType

from workbench.config import LONGEST_UPLOAD
from workbench.intake.draft import Draft
from workbench.intake.errors import ArticleTooLong, EmptyInput, InputTooLarge
from workbench.intake.extract import Extract
from workbench.intake.formats.sniffing import Format, sniff_bytes, sniff_text

_PARTS = ("\n", "\r", "<")
_MOST_PARTS = 200_000


def read(data: bytes, *, name: str = "", media_type: str = "", url: str = "") -> Draft:
    """Return the article in a file, a page or a pasted text.

    The content decides what it is; `name` and `media_type` are hints that may be wrong. `url` is
    where it came from, if it did. Raises a subclass of `UnreadableInput`, and nothing else.
    """
    if len(data) > LONGEST_UPLOAD:
        raise InputTooLarge(LONGEST_UPLOAD)
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyInput
    extract = _read_binary(data) or _read_text(data, name, media_type, url)
    draft: Draft = import_module("workbench.intake.structure.assembling").assemble(extract, url=url)
    return draft


def _read_binary(data: bytes) -> Extract | None:
    extract: Extract | None = None
    match sniff_bytes(data):
        case Format.PDF:
            extract = _reader("pdf").read_pdf(data)
        case Format.DOCX:
            extract = _reader("docx").read_docx(data)
    return extract


def _read_text(data: bytes, name: str, media_type: str, url: str) -> Extract:
    text: str = _reader("decoding").decode(data, charset=_charset(media_type))
    if max(map(text.count, _PARTS)) > _MOST_PARTS:
        raise ArticleTooLong("lines or tags", _MOST_PARTS)
    extract: Extract
    match sniff_text(text, name=name, media_type=media_type):
        case Format.HTML:
            extract = _reader("html").read_html(text, url=url)
        case Format.MARKDOWN:
            extract = _reader("markdown").read_markdown(text)
        case _:
            extract = _reader("plain_text").read_plain_text(text)
    return extract


def _reader(name: str) -> ModuleType:
    return import_module(f"workbench.intake.formats.{name}")


def _charset(media_type: str) -> str:
    parameters = (part.strip().partition("=") for part in media_type.split(";")[1:])
    return next(
        (value.strip("\"' ") for key, _, value in parameters if key.lower() == "charset"), ""
    )
