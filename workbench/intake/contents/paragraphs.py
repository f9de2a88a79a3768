"""The paragraphs of web pages, Word documents and plain texts."""

from lxml.html import HTMLParser, document_fromstring

from workbench.intake.contents.laying_out import Part, numbered
from workbench.intake.formats.docx import read_docx
from workbench.intake.formats.elements import pieces_of
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.paragraphs import groups, wrap_width

_SHOWN_TOO = ("button", "math")  # which hold no part of an article


def read_web_page(text: str) -> tuple[Part, ...]:
    """Return all that a page can show, also what it opens only on request. Scripts are not run.

    Raises `BrokenDocument`.
    """
    with broken_document("web page"):
        parser = HTMLParser(encoding="utf-8", remove_pis=True)
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        for element in tree.iter(*_SHOWN_TOO):
            element.tag = "span"
        return numbered(piece.text for piece in pieces_of(tree))


def read_document(data: bytes) -> tuple[Part, ...]:
    """Return the paragraphs of a Word document, its tables' rows and footnotes among them.

    Raises what `read_docx` does.
    """
    return numbered(piece.text for piece in read_docx(data).pieces)


def read_text(text: str) -> tuple[Part, ...]:
    """Return the paragraphs of a plain text, every sign and line end as it stands.

    Joining lines would make one line of a table's rows. Where lines were not wrapped, each is a
    paragraph by itself: a row of a CSV file too.
    """
    found = list(groups(text))
    if wrap_width(found):
        return numbered("\n".join(group.lines) for group in found)
    return numbered(line for group in found for line in group.lines)
