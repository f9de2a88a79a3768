"""Word documents: mammoth makes HTML of them, without their pictures."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import mammoth
from lxml.html import document_fromstring

from workbench.intake.errors import ArticleTooLong, EmptyInput, NotText, SuspiciousArchive
from workbench.intake.extract import Declared, Extract, Piece
from workbench.intake.formats.archive import check_archive
from workbench.intake.formats.elements import pieces_of
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.properties import makers, title_in_text
from workbench.intake.formats.word_remarks import PARTS, remarks
from workbench.intake.remarks import DraftRemark

_DOCUMENT = "Word document"
_TEXT = "word/document.xml"
_NOTES = ("footnote-", "endnote-")  # how mammoth calls them
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
"""
# Office documents may not declare types; who does wants to blow entities up.
# In UTF-16 a zero stands between the letters.
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T\0?I)", re.I)
_MOST_TAGS = 400_000  # of all parts; each paragraph has some ten
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_PROPERTIES = {
    _CORE: {
        "title": f"{_DC}title",
        "creator": f"{_DC}creator",
        "subject": f"{_DC}subject",
        "identifier": f"{_DC}identifier",
        "language": f"{_DC}language",
        "created": f"{_TERMS}created",
    },
    _APP: {"company": f"{_EXTENDED}Company"},
}


class WordDocument(NamedTuple):
    """What is in a Word document: its text, what stands below it, and its properties by name."""

    pieces: tuple[Piece, ...]
    footnotes: tuple[Piece, ...]
    properties: dict[str, str]


def read_docx(data: bytes) -> Extract:
    """Return the paragraphs of a Word document, and the remarks on them.

    Raises what `word_document` does.
    """
    pieces, _footnotes, properties = word_document(data)
    title = title_in_text(properties.get("title", ""), pieces)
    declared = Declared(title=title, makers=makers(properties.get("creator", "")))
    return Extract(pieces, declared, _remarks(data))


def _remarks(data: bytes) -> tuple[DraftRemark, ...]:
    """Of a file that was looked into before. A part that is broken spoils nothing but its own."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        parts = {name: archive.read(name) for name in PARTS if name in names}
        with broken_document(_DOCUMENT):
            return remarks(archive.read(_TEXT), parts)


def word_document(data: bytes) -> WordDocument:
    """Return what is in a Word document.

    Raises `NotText` for another kind of archive, `SuspiciousArchive`, `ArticleTooLong`,
    `PasswordProtected`, `BrokenDocument` and `EmptyInput`.
    """
    names = check_archive(data, _DOCUMENT)
    if _TEXT not in names:
        raise NotText("an archive, or a document of another kind")
    with broken_document(_DOCUMENT):
        properties = _properties(data, names)
        html = mammoth.convert_to_html(
            BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture)
        ).value
        if not html.strip():
            raise EmptyInput
        return WordDocument(*_pieces(html), properties)


def _no_picture(_image: object) -> dict[str, str]:
    return {}


def _pieces(html: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The text, and the footnotes and endnotes, which mammoth puts below it as a list."""
    tree = document_fromstring(html)
    for reference in list(tree.iter("a")):
        if reference.get("href", "").startswith(("#footnote", "#endnote")):
            reference.text = None
    below = [note for note in tree.iter("li") if note.get("id", "").startswith(_NOTES)]
    for note in below:
        note.getparent().remove(note)
    return pieces_of(tree), tuple(piece for note in below for piece in pieces_of(note))


def _check_parts(parts: Iterator[bytes]) -> None:
    tags = 0
    for part in parts:
        if _DECLARATION.search(part):
            raise SuspiciousArchive(_DOCUMENT)
        tags += part.count(b"<")
        if tags > _MOST_TAGS:
            raise ArticleTooLong("tags", _MOST_TAGS)


def _properties(data: bytes, names: frozenset[str]) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        _check_parts(archive.read(name) for name in names if name.endswith((".xml", ".rels")))
        parts = {name: archive.read(name) for name in _PROPERTIES if name in names}
    found: dict[str, str] = {}
    for part, content in parts.items():
        # Broken, or in letters that nobody knows; the text may be whole all the same.
        with suppress(ElementTree.ParseError, LookupError, ValueError):
            tree = ElementTree.fromstring(content)  # noqa: S314 - no entities
            found |= {name: tree.findtext(tag) or "" for name, tag in _PROPERTIES[part].items()}
    return found
