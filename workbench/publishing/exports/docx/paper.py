"""A document while it is written: its body from top to bottom, and what the body refers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote, urlsplit

from workbench.publishing.exports.docx import wordml
from workbench.publishing.exports.docx.wordml import Inline, Item, Link, Sign, Words

_LONGEST_ADDRESS = 2000  # Word refuses a file whose links are longer than about 2,080 characters
_IN_AN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"
_OURS = "Facts"  # lines that run from the left, whatever they name first
BULLETS = 1  # the list of all points; numbered lists count from 2


@dataclass(frozen=True)
class Heading:
    """A heading that the table of contents lists."""

    level: int
    text: str
    name: str


class Paper:
    """Collects what is written, in order; the parts of the file are made of it."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.comments: list[str] = []
        self.headings: list[Heading] = []
        self.numbered_lists: list[Item] = []
        self.addresses: dict[str, str] = {}  # by what they are called in the document
        self._called: dict[str, str] = {}
        self._bookmarks = count(1)

    def write(self, style: str, *parts: Inline, name: str = "", item: Item | None = None) -> None:
        """A paragraph, which a link can lead to if it has a name."""
        self.body.append(self.paragraph(style, *parts, name=name, item=item))

    def paragraph(
        self, style: str, *parts: Inline, name: str = "", item: Item | None = None
    ) -> str:
        """A paragraph that is put elsewhere: into a cell, or a comment."""
        inside = "".join(map(self._inline, parts))
        if name:
            inside = wordml.bookmarked(inside, name, next(self._bookmarks))
        from_right = style != _OURS and wordml.runs_from_right(parts)
        return wordml.paragraph(style, inside, item=item, from_right=from_right)

    def heading(self, level: int, text: str, name: str = "") -> None:
        """A heading. One that has a name is listed in the table of contents."""
        if name:
            self.headings.append(Heading(level, text, name))
        self.write(f"Heading{level}", text, name=name)

    def table(self, widths: Sequence[int], rows: Sequence[Sequence[Inline]]) -> None:
        """A table whose first row is its head, and room behind it."""
        head, *others = rows
        cells = [[self.paragraph("TableHead", cell) for cell in head]]
        cells += [[self.paragraph("TableText", cell) for cell in row] for row in others]
        self.body.append(wordml.table(widths, cells))
        self.write("Facts")

    def comment(self, author: str, at: str, *paragraphs: str) -> tuple[Sign, Sign]:
        """A comment, and the signs between which its words stand. `at`: ISO 8601, or empty."""
        number = len(self.comments)
        self.comments.append(_comment(number, author, at, paragraphs))
        reference = (
            '<w:r><w:rPr><w:rStyle w:val="AnnotationReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )
        begins = Sign(f'<w:commentRangeStart w:id="{number}"/>')
        return begins, Sign(f'<w:commentRangeEnd w:id="{number}"/>{reference}')

    def bookmark(self, name: str) -> Sign:
        """A place for a link to lead to."""
        return Sign(wordml.bookmarked("", name, next(self._bookmarks)))

    def numbered_list(self, level: int = 0) -> Item:
        """The place of the items of a list that counts from 1."""
        item = Item(BULLETS + 1 + len(self.numbered_lists), level)
        self.numbered_lists.append(item)
        return item

    def _inline(self, part: Inline) -> str:
        if isinstance(part, Sign):
            return part.xml
        if isinstance(part, Link):
            return self._link(part)
        words = Words(part) if isinstance(part, str) else part
        return wordml.run(words) if words.text else ""

    def _link(self, link: Link) -> str:
        words = link.words
        if not words.text:
            return ""
        run = wordml.run(Words(words.text, "Hyperlink", words.language, words.italic, words.bold))
        if link.to.startswith("#"):
            return f"<w:hyperlink w:anchor={wordml.attribute(link.to[1:])}>{run}</w:hyperlink>"
        address = _address(link.to)
        if not address:
            return wordml.run(words)
        return f'<w:hyperlink r:id="{self._call(address)}">{run}</w:hyperlink>'

    def _call(self, address: str) -> str:
        called = self._called.setdefault(address, f"link{len(self._called) + 1}")
        self.addresses[called] = address
        return called


def _address(value: str) -> str:
    """An address as a file of Word may have it, else nothing: one that is amiss spoils the file."""
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme == "mailto" or bool(parts.hostname)
    except ValueError:
        return ""
    address = quote(value, safe=_IN_AN_ADDRESS)
    return address if is_whole and len(address) <= _LONGEST_ADDRESS else ""


def _comment(number: int, author: str, at: str, paragraphs: Sequence[str]) -> str:
    initials = "".join(word[0] for word in author.split())[:3]
    date = f" w:date={wordml.attribute(at)}" if at else ""
    return (
        f'<w:comment w:id="{number}" w:author={wordml.attribute(author)}{date}'
        f" w:initials={wordml.attribute(initials)}>{''.join(paragraphs)}</w:comment>"
    )
