"""The one door: bytes in, a draft of an article out."""

from workbench.config import LONGEST_UPLOAD
from workbench.intake.draft import Draft
from workbench.intake.errors import ArticleTooLong, EmptyInput, InputTooLarge
from workbench.intake.extract import Extract
from workbench.intake.formats.decoding import decode
from workbench.intake.formats.docx import read_docx
from workbench.intake.formats.html import read_html
from workbench.intake.formats.markdown import read_markdown
from workbench.intake.formats.pdf import read_pdf
from workbench.intake.formats.plain_text import read_plain_text
from workbench.intake.formats.sniffing import Format, sniff_bytes, sniff_text
from workbench.intake.structure.assembling import assemble

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
    return assemble(extract, url=url)


def _read_binary(data: bytes) -> Extract | None:
    match sniff_bytes(data):
        case Format.PDF:
            return read_pdf(data)
        case Format.DOCX:
            return read_docx(data)
    return None


def _read_text(data: bytes, name: str, media_type: str, url: str) -> Extract:
    text = decode(data, charset=_charset(media_type))
    if max(map(text.count, _PARTS)) > _MOST_PARTS:
        raise ArticleTooLong("lines or tags", _MOST_PARTS)
    match sniff_text(text, name=name, media_type=media_type):
        case Format.HTML:
            return read_html(text, url=url)
        case Format.MARKDOWN:
            return read_markdown(text)
    return read_plain_text(text)


def _charset(media_type: str) -> str:
    parameters = (part.strip().partition("=") for part in media_type.split(";")[1:])
    return next(
        (value.strip("\"' ") for key, _, value in parameters if key.lower() == "charset"), ""
    )
