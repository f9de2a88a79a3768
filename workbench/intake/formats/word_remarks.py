"""The comments, footnotes and endnotes of a Word document, with the words that each is on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from workbench.intake.cleaning import clean
from workbench.intake.errors import ArticleTooLong
from workbench.intake.formats.word_places import NOWHERE, Anchor, Key, W, anchors
from workbench.intake.links import address_in
from workbench.intake.remarks import (
    LONGEST_PROPOSED,
    LONGEST_REMARK,
    MOST_REMARKS,
    DraftRemark,
    RemarkKind,
)

DOCUMENT = "word/document.xml"
_COMMENTS, _REPLIES = "word/comments.xml", "word/commentsExtended.xml"
_NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
PARTS = (
    _COMMENTS, _REPLIES,
    *(name for part in _NOTES.values() for name in (part, f"word/_rels/{part[5:]}.rels")),
)  # fmt: skip
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STATEMENT = "ClaimStatement"  # the style in which our own export says what a claim says
_LED_IN = re.compile(
    r"(?:\b(?:available|retrieved|accessed|see)\b(?: (?:at|from|on))?)?[\s:,.(]*\Z", re.I
)
_EDGES = " .,;:–—-"


@dataclass(frozen=True)
class _Note:
    """A comment or a note as its part has it: its paragraphs, each with its style."""

    key: Key
    paragraphs: Sequence[tuple[str, str]]
    author: str
    said_at: str
    last_paragraph: str  # the id by which answers name what they answer
    link: str = ""

    @property
    def text(self) -> str:
        return "\n".join(text for _style, text in self.paragraphs if text)


def remarks(document: bytes, parts: Mapping[str, bytes]) -> tuple[DraftRemark, ...]:
    """All remarks, in the order of the places that they refer to; those that refer to none last.

    `parts`: those of `PARTS` that the file has. Raises `ArticleTooLong` for too many.
    """
    notes = [*_comments(parts), *_notes(parts)]
    if not notes:
        return ()
    if len(notes) > MOST_REMARKS:
        raise ArticleTooLong("comments and footnotes", MOST_REMARKS)
    places = anchors(document)
    order = {key: place for place, key in enumerate(places)}
    notes.sort(key=lambda note: order.get(note.key, len(order)))
    threads = _threads(notes, parts.get(_REPLIES, b""))
    return tuple(
        remark
        for note, answers in threads
        if (remark := _remark(note, answers, places.get(note.key, NOWHERE))).text
    )


def _comments(parts: Mapping[str, bytes]) -> Iterator[_Note]:
    for element in _elements(parts.get(_COMMENTS, b""), "comment"):
        yield _note("comment", element, {})


def _notes(parts: Mapping[str, bytes]) -> Iterator[_Note]:
    for kind, part in _NOTES.items():
        links = _links(parts.get(f"word/_rels/{part[5:]}.rels", b""))
        for element in _elements(parts.get(part, b""), kind):
            if element.get(f"{W}type") in (None, "normal"):  # the others draw lines
                yield _note(kind, element, links)


def _elements(part: bytes, name: str) -> Sequence[Element]:
    return ElementTree.fromstring(part).findall(f"{W}{name}") if part else ()  # noqa: S314 - no entities


def _links(part: bytes) -> Mapping[str, str]:
    relations = ElementTree.fromstring(part) if part else ()  # noqa: S314 - no entities
    return {each.get("Id", ""): each.get("Target", "") for each in relations}


def _note(kind: str, element: Element, links: Mapping[str, str]) -> _Note:
    found = list(element.iter(f"{W}p"))
    named = (links.get(each.get(f"{_R}id", ""), "") for each in element.iter(f"{W}hyperlink"))
    return _Note(
        key=(kind, element.get(f"{W}id", "")),
        paragraphs=[(_style(each), clean(_words(each))) for each in found],
        author=clean(element.get(f"{W}author", ""))[:LONGEST_PROPOSED],
        said_at=_moment(element.get(f"{W}date", "")),
        last_paragraph=found[-1].get(f"{_W14}paraId", "") if found else "",
        link=next(filter(None, map(address_in, named)), ""),
    )


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _words(paragraph: Element) -> str:
    signs = {f"{W}tab": " ", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else signs.get(str(node.tag), "")
        for node in paragraph.iter()
    )


def _moment(said: str) -> str:
    """A date that the file may have made up is none."""
    try:
        return datetime.fromisoformat(said).isoformat()
    except ValueError:
        return ""


def _threads(notes: Sequence[_Note], extended: bytes) -> Sequence[tuple[_Note, Sequence[_Note]]]:
    """Every remark that begins a thread, with those that answer it."""
    parents = {
        each.get(f"{_W15}paraId", ""): each.get(f"{_W15}paraIdParent", "")
        for each in (ElementTree.fromstring(extended) if extended else ())  # noqa: S314 - no entities
    }
    by_paragraph = {note.last_paragraph: note for note in notes if note.last_paragraph}
    threads: dict[Key, tuple[_Note, list[_Note]]] = {}
    for note in notes:
        root = _root(note, parents, by_paragraph)
        _first, answers = threads.setdefault(root.key, (root, []))
        if note is not root:
            answers.append(note)
    return list(threads.values())


def _root(note: _Note, parents: Mapping[str, str], by_paragraph: Mapping[str, _Note]) -> _Note:
    """The remark that a thread begins with; those that answer in a circle begin one each."""
    found, seen = note, {note.key}
    while parent := by_paragraph.get(parents.get(found.last_paragraph, "")):
        if parent.key in seen:
            return note
        found = parent
        seen.add(found.key)
    return found


def _remark(note: _Note, answers: Sequence[_Note], place: Anchor) -> DraftRemark:
    text = "\n".join([note.text, *(f"{each.author or '?'}: {each.text}" for each in answers)])
    found = DraftRemark(
        RemarkKind(note.key[0]), _cut(text.strip(), LONGEST_REMARK), "", note.author, note.said_at,
        exact=place.exact, context=place.context, offset=place.offset, nth=place.nth,
        alike=place.alike,
    )  # fmt: skip
    if found.kind is RemarkKind.COMMENT:
        return replace(found, proposed=_cut(_statement(note), LONGEST_PROPOSED))
    url = address_in(note.text) or note.link
    return replace(found, proposed=_cut(_title(note.text, url), LONGEST_PROPOSED), url=url)


def _statement(note: _Note) -> str:
    """What our own export says a claim says, else the first paragraph that says something."""
    styled = [text for style, text in note.paragraphs if style == _STATEMENT and text]
    said = styled or [text for _style, text in note.paragraphs if text]
    return said[0].replace("\n", " ") if said else ""


def _title(text: str, url: str) -> str:
    """What a note calls its source: its words without the address, which leads where it is."""
    before, _found, behind = text.replace("\n", " ").partition(url) if url else (text, "", "")
    parts = (_LED_IN.sub("", before).strip(_EDGES), behind.strip(_EDGES + ")"))
    return ", ".join(filter(None, parts)) or url


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
