"""Web pages: trafilatura finds the article and its metadata, we keep its structure."""

import re
from dataclasses import replace

from lxml.etree import XPath
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from workbench.intake.cleaning import clean
from workbench.intake.errors import EmptyInput
from workbench.intake.extract import Declared, Extract, Piece
from workbench.intake.formats.elements import pieces_of
from workbench.intake.formats.guarding import broken_document
from workbench.intake.rules import BlockKind
from workbench.intake.structure.dates import parse_date
from workbench.intake.structure.outlets import split_title

_DOUBLE_BREAK = re.compile(r"(?:<br\s{0,3}/?>\s{0,20}){2,}", re.I)
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_TITLES = XPath("//head/title/text() | //meta[@property='og:title']/@content")
_CAPTION_CLASS = "caption"
_LONGEST_CAPTION = 700  # characters
# A date is taken where the page states it; guessing from the text is the business of our rules.
_DATES = {"original_date": True, "extensive_search": False}


def read_html(text: str, *, url: str = "") -> Extract:
    """Return the article of a web page. Raises `EmptyInput` and `BrokenDocument`."""
    with broken_document("web page"):
        tree = _tree(text)
        captions = _stand_out(tree)
        language = tree.get("lang", "")
        outlet = _outlet_in_title(tree)
        document = bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=_DATES,
        )
        declared = _declared(document, language, text)
        if not declared.outlet or _DOMAIN.fullmatch(declared.outlet):
            declared = replace(declared, outlet=outlet or declared.outlet)
        return _extract(tree, document, captions, declared)


def _tree(text: str) -> HtmlElement:
    """Two breaks on end part paragraphs, and trafilatura would make one line end of them."""
    text = _DOUBLE_BREAK.sub("</p><p>", text)
    if not text.strip():
        raise EmptyInput
    parser = HTMLParser(encoding="utf-8", remove_pis=True)
    return document_fromstring(text.encode("utf-8", "replace"), parser=parser)


def _outlet_in_title(tree: HtmlElement) -> str:
    """The outlet in `<title>Headline | Outlet</title>`, of which only the headline is kept."""
    titles = (clean(title).replace("\n", " ") for title in _TITLES(tree))
    return next((outlet for title in titles if (outlet := split_title(title, title)[1])), "")


def _stand_out(tree: HtmlElement) -> frozenset[str]:
    """Make paragraphs of captions, which trafilatura would drop, and return their words."""
    captions = set()
    for element in tree.iter("figcaption", "p", "div", "span"):
        words = clean(element.text_content())[: _LONGEST_CAPTION + 1] if _captions(element) else ""
        if words and len(words) <= _LONGEST_CAPTION:
            captions.add(words)
            element.tag = "p"
    for figure in tree.iter("figure"):
        figure.tag = "div"
    return frozenset(captions)


def _captions(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or _CAPTION_CLASS in element.get("class", "").lower()


def _extract(
    tree: HtmlElement,
    document: Document | dict[str, object] | None,
    captions: frozenset[str],
    declared: Declared,
) -> Extract:
    """A page too short or too odd for trafilatura is read as it stands."""
    found = document if isinstance(document, Document) else None
    pieces = pieces_of(found.body) if found is not None else ()
    pieces = tuple(_with_caption(piece, captions) for piece in pieces or pieces_of(tree))
    return Extract(pieces, declared)


def _with_caption(piece: Piece, captions: frozenset[str]) -> Piece:
    if clean(piece.text).replace("\n", " ") not in captions:
        return piece
    return Piece(piece.text, BlockKind.CAPTION)


def _declared(document: Document | dict[str, object] | None, language: str, page: str) -> Declared:
    if not isinstance(document, Document):
        return Declared(language=language)
    names = (name.strip() for name in (document.author or "").split(";"))
    return Declared(
        title=document.title or "",
        outlet=document.sitename or "",
        authors=tuple(_as_written(name, page) for name in names if name),
        published=_sure(document.date or "", page),
        language=language,
        url=document.url or "",
    )


def _sure(day: str, page: str) -> str:
    """A date, or its year alone where the page has only `02/07/2023`, which trafilatura guesses."""
    year, month, number = [*day.split("-"), "", ""][:3]
    written = re.search(rf"\b(?:{month}/{number}|{number}/{month})/{year}\b", page)
    return parse_date(written[0]) if number and written and day not in page else day


def _as_written(name: str, page: str) -> str:
    """A name with the full stops of its initials, which trafilatura drops: J. R. R. Tolkien."""
    letters = (re.escape(letter) + r"\.?" * letter.isupper() for letter in name)
    pattern = "".join(r"\s+" if letter == r"\ " else letter for letter in letters)
    return clean(max(re.findall(pattern, page), key=len, default=name))
