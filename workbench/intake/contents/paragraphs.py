"""The paragraphs of web pages, Word documents and plain texts."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from workbench.intake.contents.laying_out import Found, numbered
from workbench.intake.formats.docx import word_document
from workbench.intake.formats.elements import pieces_of
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.paragraphs import groups, wrap_width
from workbench.intake.metadata.web_pages import said_by_page
from workbench.intake.metadata.word_files import said_by_word

_SHOWN_TOO = ("button", "math")  # which hold no part of an article
_SKIPPED = "template"  # so that nothing has to be cut out of the tree, which takes long
# What a browser shows to nobody, as far as the page itself says so; style sheets are not asked. A
# page that hides itself as a whole waits for its script, and a search opens what is `until-found`.
_MAY_BE_HIDDEN = etree.XPath("//body//*[@hidden or @style or self::dialog]")
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


def read_web_page(text: str) -> Found:
    """Return all that a page can show, also what it opens only on request. Scripts are not run.

    What the page hides is left out: nobody saw it there, so nobody can have quoted it.
    Raises `BrokenDocument`.
    """
    with broken_document("web page"):
        parser = HTMLParser(encoding="utf-8", remove_pis=True)
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        for element in filter(_is_hidden, _MAY_BE_HIDDEN(tree)):
            element.tag = _SKIPPED
        for element in tree.iter(*_SHOWN_TOO):
            element.tag = "span"
        pieces = pieces_of(tree)
        return Found(numbered(piece.text for piece in pieces), said_by_page(tree, pieces))


def _is_hidden(element: HtmlElement) -> bool:
    is_closed = element.tag == "dialog" and element.get("open") is None
    says_so = element.get("hidden", "until-found").strip().lower() != "until-found"
    return is_closed or says_so or bool(_HIDING.search(element.get("style", "")))


def read_document(data: bytes) -> Found:
    """Return the paragraphs of a Word document, its tables' rows and footnotes among them.

    Raises what `word_document` does.
    """
    pieces, footnotes, properties = word_document(data)
    parts = numbered(piece.text for piece in (*pieces, *footnotes))
    return Found(
        parts, said_by_word(properties, [text for part in parts for text in part.paragraphs])
    )


def read_text(text: str) -> Found:
    """Return the paragraphs of a plain text, every sign and line end as it stands.

    Joining lines would make one line of a table's rows. Where lines were not wrapped, each is a
    paragraph by itself: a row of a CSV file too.
    """
    found = list(groups(text))
    if wrap_width(found):
        return Found(numbered("\n".join(group.lines) for group in found))
    return Found(numbered(line for group in found for line in group.lines))
