"""WordprocessingML as text: the few elements a report needs, their parts in the order Word wants.

What is given as words is escaped here, and nowhere else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from workbench.publishing.exports.docx.languages import Script, in_script, reads_from_right
from workbench.publishing.exports.xml_characters import for_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LINES = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True)
class Words:
    """Words set alike, in a character style if one is named, in a language (BCP 47) if known."""

    text: str
    style: str = ""
    language: str = ""
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Link:
    """Words that lead to an address of the web or, behind `#`, to a bookmark."""

    words: Words
    to: str


@dataclass(frozen=True)
class Sign:
    """Markup without words of its own, as where a comment begins."""

    xml: str


Inline = str | Words | Link | Sign


@dataclass(frozen=True)
class Item:
    """A paragraph's place in a list: which list, and how deep, from 0."""

    number: int
    level: int = 0


def clean(text: str) -> str:
    """Words as XML can hold them: escaped, without the signs that it has no way to write."""
    return escape(for_xml(text))


def attribute(value: str) -> str:
    """A value in quotation marks, as it stands behind a `=`."""
    return quoteattr(for_xml(value))


def run(words: Words) -> str:
    """Words in their look. Line ends become breaks, tabs spaces."""
    lines = (
        f'<w:t xml:space="preserve">{clean(line)}</w:t>'
        for line in _LINES.split(words.text.replace("\t", " "))
    )
    return f"<w:r>{_look(words)}{'<w:br/>'.join(lines)}</w:r>"


def _look(words: Words) -> str:
    script = in_script(words.text, words.language)
    found = "".join(
        (
            f"<w:rStyle w:val={attribute(words.style)}/>" if words.style else "",
            '<w:rFonts w:hint="eastAsia"/>' if script is Script.EAST_ASIAN else "",
            "<w:b/><w:bCs/>" if words.bold else "",
            "<w:i/><w:iCs/>" if words.italic else "",
            "<w:rtl/>" if script is Script.FROM_RIGHT else "",
            _language(words.language),
        )
    )
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _language(language: str) -> str:
    """The language for each kind of letters, so that spelling is checked whatever they are."""
    if not language:
        return ""
    value = attribute(language)
    return f"<w:lang w:val={value} w:eastAsia={value} w:bidi={value}/>"


def paragraph(
    style: str, inside: str, *, item: Item | None = None, from_right: bool = False
) -> str:
    """A paragraph in a style, with runs inside."""
    place = (
        f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{item.number}"/></w:numPr>'
        if item
        else ""
    )
    direction = "<w:bidi/>" if from_right else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{place}{direction}</w:pPr>'
    return f"<w:p>{properties}{inside}</w:p>"


def runs_from_right(parts: Iterable[Inline]) -> bool:
    """Whether a paragraph of these parts reads from right to left."""
    words = [part for each in parts if (part := _words(each))]
    language = next((each.language for each in words if each.language), "")
    return reads_from_right("".join(each.text for each in words), language)


def _words(part: Inline) -> Words | None:
    if isinstance(part, str):
        return Words(part)
    if isinstance(part, Link):
        return part.words
    return part if isinstance(part, Words) else None


def bookmarked(inside: str, name: str, number: int) -> str:
    """Runs that a link can lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, shown: str) -> str:
    """A field within a paragraph, with runs that are shown until it is worked out."""
    return f'<w:fldSimple w:instr="{instruction}">{shown}</w:fldSimple>'


def table(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """A table, its first row the head; cells are paragraphs, `widths` in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        '<w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )
    head, *others = (_row(widths, cells, is_head=n == 0) for n, cells in enumerate(rows))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(others)}</w:tbl>"


def _row(widths: Sequence[int], cells: Sequence[str], *, is_head: bool) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inside}</w:tr>"
