"""The one door: bytes in, what they are and what can be read in them out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from workbench.config import LONGEST_SNAPSHOT, LONGEST_UPLOAD
from workbench.intake.contents.laying_out import Found, Mark, lay_out
from workbench.intake.contents.rules import NoText
from workbench.intake.contents.subtitles import media_type_of_subtitles
from workbench.intake.errors import (
    ArticleTooLong,
    BrokenDocument,
    EmptyInput,
    GarbledText,
    NotText,
    PasswordProtected,
    SuspiciousArchive,
    TooCostly,
    UnknownEncoding,
    UnreadableInput,
)
from workbench.intake.formats.signatures import (
    DOCX,
    PDF,
    ZIP,
    media_type_of_archive,
    signature_of,
)
from workbench.intake.formats.sniffing import Format, sniff_text
from workbench.intake.metadata.said import NOTHING, Said

HTML, TEXT, SVG, UNKNOWN = "text/html", "text/plain", "image/svg+xml", "application/octet-stream"
_PARTS = ("\n", "\r", "<")
_MOST_PARTS = 200_000
_MOST_BYTES = LONGEST_UPLOAD  # that are read; what was fetched may be longer, as films are
_MOST_OF_A_PDF = LONGEST_SNAPSHOT  # bytes; it is read in a process of its own, within limits
_SVG = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*|<!doctype\s+svg[^>]{0,500}>\s*)*<svg\b",
    re.I | re.S,
)
# What reads the parts of each, by its module in this package: they are loaded when they are needed.
Readers = Mapping[str, tuple[str, str]]
_OF_BYTES: Readers = {PDF: ("pages", "read_pages"), DOCX: ("paragraphs", "read_document")}
_OF_TEXT: Readers = {
    HTML: ("paragraphs", "read_web_page"),
    TEXT: ("paragraphs", "read_text"),
    "text/vtt": ("subtitles", "read_subtitles"),
    "application/x-subrip": ("subtitles", "read_subtitles"),
}
_WHY = {
    ArticleTooLong: NoText.TOO_LONG,
    BrokenDocument: NoText.DAMAGED,
    EmptyInput: NoText.EMPTY,
    GarbledText: NoText.CHARACTERS,
    NotText: NoText.OTHER_KIND,
    PasswordProtected: NoText.PASSWORD,
    SuspiciousArchive: NoText.SUSPICIOUS,
    TooCostly: NoText.TOO_COSTLY,
    UnknownEncoding: NoText.CHARACTERS,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file is, by its content, and all the text in it.

    The text is canonical as an article's is: clean paragraphs with a blank line between them.
    Marks part it, in order; offsets are code points. If there is no text, `unreadable` says why,
    and there are marks for pages that can be looked at. `said` is what the file says of itself.
    """

    media_type: str
    text: str = ""
    marks: tuple[Mark, ...] = ()
    unreadable: NoText | None = None
    said: Said = NOTHING


def read_contents(data: bytes, *, charset: str = "") -> Contents:
    """Return what is in a file, of whatever kind. Slow: a PDF is read in a process of its own.

    Names and media types that others gave it count for nothing; `charset`, where the sender named
    one, tips a balance. Raises nothing: what cannot be read is a file all the same.
    """
    told = _told_by_bytes(data)
    if told:
        return _contents(told, _OF_BYTES, data)
    if len(data) > _MOST_BYTES:
        return Contents(UNKNOWN, unreadable=NoText.TOO_LARGE)
    try:
        text = _decoded(data, charset)
    except UnreadableInput as error:
        return Contents(_told_by_failing(error), unreadable=_WHY[type(error)])
    return _contents(_media_type_of(text), _OF_TEXT, text)


def media_type_of(data: bytes) -> str:
    """Return what a file is, by its content, without reading what stands in it."""
    told = _told_by_bytes(data)
    if told or len(data) > _MOST_BYTES:
        return told or UNKNOWN
    try:
        return _media_type_of(_decoded(data, charset=""))
    except UnreadableInput as error:
        return _told_by_failing(error)


def _told_by_bytes(data: bytes) -> str:
    """What a signature tells; nothing, if it may be a text."""
    told = signature_of(data)
    return media_type_of_archive(data) if told == ZIP else told


def _told_by_failing(error: UnreadableInput) -> str:
    return TEXT if isinstance(error, GarbledText) else UNKNOWN


def _decoded(data: bytes, charset: str) -> str:
    decoding = import_module("workbench.intake.formats.decoding")
    text: str = decoding.decode(data, charset=charset)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _media_type_of(text: str) -> str:
    if _SVG.match(text):
        return SVG
    if sniff_text(text) is Format.HTML:
        return HTML
    return media_type_of_subtitles(text) or TEXT


def _contents(media_type: str, readers: Readers, data: Any) -> Contents:
    if media_type not in readers:
        return Contents(media_type, unreadable=NoText.OTHER_KIND)
    if len(data) > (_MOST_OF_A_PDF if media_type == PDF else _MOST_BYTES):
        return Contents(media_type, unreadable=NoText.TOO_LARGE)
    try:
        found = _found(*readers[media_type], data)
        text, marks = lay_out(found.parts)
    except UnreadableInput as error:
        return Contents(media_type, unreadable=_WHY[type(error)])
    if text:
        return Contents(media_type, text, marks, said=found.said)
    sheets = tuple(mark for mark in marks if mark.sheet)
    why = NoText.PICTURES if sheets else NoText.EMPTY
    return Contents(media_type, "", sheets, why, found.said)


def _found(module: str, reader: str, data: Any) -> Found:
    if isinstance(data, str) and max(map(data.count, _PARTS)) > _MOST_PARTS:
        raise ArticleTooLong("lines or tags", _MOST_PARTS)
    read = getattr(import_module(f"workbench.intake.contents.{module}"), reader)
    found: Found = read(data)
    return found
