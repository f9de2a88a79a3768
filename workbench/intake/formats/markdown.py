"""Markdown, with the front matter that blogs and site generators put above it."""

import re

from lxml.html import document_fromstring
from markdown_it import MarkdownIt

from workbench.intake.errors import ArticleTooLong, EmptyInput
from workbench.intake.extract import Declared, Extract
from workbench.intake.formats.elements import pieces_of
from workbench.intake.formats.guarding import broken_document

# Indented text is a habit of typists, not code.
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n((?:[^\n]{0,1000}\n){1,60}?)---[ \t]*\n")
_FIELD = re.compile(r"^([A-Za-z_-]{1,30}):[ \t]*(.*)$", re.M)
_AUTHORS = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
# At these the parser halts, which takes a microsecond to 80: it is they that cost, not length.
_SIGNS = "\n!#$%&*+-:<=>@[\\]^_`{|}~"
_MOST_SIGNS = 30_000
_NAMES = {
    "title": ("title",),
    "outlet": ("outlet", "publication", "site", "publisher"),
    "authors": ("author", "authors", "by"),
    "published": ("date", "published"),
    "language": ("lang", "language"),
    "url": ("url", "canonical", "canonical_url", "link"),
}


def read_markdown(text: str) -> Extract:
    """Return the blocks of a Markdown text.

    Raises `ArticleTooLong`, `EmptyInput` and `BrokenDocument`.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if sum(map(text.count, _SIGNS)) > _MOST_SIGNS:
        raise ArticleTooLong("lines and signs of Markdown", _MOST_SIGNS)
    front_matter = _FRONT_MATTER.match(text)
    declared = _declared(front_matter[1]) if front_matter else Declared()
    body = text[front_matter.end() :] if front_matter else text
    with broken_document("Markdown text"):
        rendered = _PARSER.render(body)
        if not rendered.strip():
            raise EmptyInput
        return Extract(pieces_of(document_fromstring(rendered)), declared)


def _declared(front_matter: str) -> Declared:
    fields = {
        name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front_matter)
    }

    def first(what: str) -> str:
        return next((fields[name] for name in _NAMES[what] if fields.get(name)), "")

    return Declared(
        title=first("title"),
        outlet=first("outlet"),
        authors=tuple(filter(None, _AUTHORS.split(first("authors").strip("[]").replace('"', "")))),
        published=first("published"),
        language=first("language"),
        url=first("url"),
    )
