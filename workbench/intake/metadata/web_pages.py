"""What a web page says of itself: Highwire's tags, JSON-LD, Dublin Core, OpenGraph, its title.

In that order, from what a publisher tells libraries to what it tells passers-by.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.intake.metadata.dois import doi_in
from workbench.intake.metadata.licences import licence_name
from workbench.intake.metadata.linked_data import Node, words_in, work_described
from workbench.intake.metadata.said import (
    LONGEST,
    Said,
    first_day,
    first_language,
    first_line,
    first_names,
    line,
)
from workbench.intake.structure.outlets import split_title

_MOST_TAGS = 1_000
_SCRIPTS = XPath("//script[@type='application/ld+json']")
_TITLES = XPath("//head/title")
_LICENCES = XPath("//*[self::a or self::link][@href and @rel]")

Tags = Callable[..., Iterator[str]]


def said_by_page(tree: HtmlElement) -> Said:
    """Return what stands in a page's head and in its JSON-LD. The page may be anybody's."""
    tags = _tags(tree)
    work = work_described(element.text or "" for element in _SCRIPTS(tree))
    return Said(
        title=first_line(_titles(tree, tags, work)),
        authors=first_names(_authors(tags, work)),
        published=first_day(_days(tags, work)),
        publisher=first_line(_publishers(tags, work)),
        doi=next(filter(None, map(_doi, _identifiers(tags, work))), ""),
        licence=licence_name(first_line(_licences(tree, tags, work))),
        appeared_in=first_line(tags("citation_journal_title", "prism.publicationname")),
        language=first_language(_languages(tags, work)),
    )


def _tags(tree: HtmlElement) -> Tags:
    """A way to ask for the contents of `meta` elements by several names, in that order."""
    found: Mapping[str, list[str]] = defaultdict(list)
    for element in islice(tree.iter("meta"), _MOST_TAGS):
        name = element.get("property") or element.get("name") or ""
        found[name.strip().lower().replace(":", ".")].append(element.get("content", ""))
    return lambda *names: (words for name in names for words in found.get(name, ()))


def _titles(tree: HtmlElement, tags: Tags, work: Node) -> Iterator[str]:
    yield from tags("citation_title")
    yield from words_in(work.get("headline"))
    yield from words_in(work.get("name"))
    yield from tags("dc.title", "dcterms.title")
    shown = (*tags("og.title"), *(element.text or "" for element in _TITLES(tree)))
    yield from (split_title(title, title)[0] for title in map(line, shown))


def _authors(tags: Tags, work: Node) -> Iterator[Iterable[str]]:
    yield tags("citation_author", "citation_authors")
    yield words_in(work.get("author"), "name")
    yield words_in(work.get("creator"), "name")
    yield tags("dc.creator")
    yield tags("dcterms.creator")
    yield tags("article.author")
    yield tags("author")


def _days(tags: Tags, work: Node) -> Iterator[str]:
    yield from tags("citation_publication_date", "citation_date", "citation_online_date")
    yield from words_in(work.get("datePublished"))
    yield from tags("dcterms.issued", "dc.date.issued", "article.published_time", "dc.date")


def _publishers(tags: Tags, work: Node) -> Iterator[str]:
    yield from tags("citation_publisher")
    yield from words_in(work.get("publisher"), "name")
    yield from tags("dc.publisher", "dcterms.publisher", "og.site_name")


def _languages(tags: Tags, work: Node) -> Iterator[str]:
    yield from tags("citation_language")
    yield from words_in(work.get("inLanguage"), "alternateName")
    yield from tags("dc.language", "dcterms.language")


def _identifiers(tags: Tags, work: Node) -> Iterator[str]:
    yield from tags("citation_doi", "prism.doi")
    for name in ("identifier", "@id", "sameAs"):
        yield from words_in(work.get(name), "value", "@id")
    yield from tags("dc.identifier", "dc.identifier.doi", "dcterms.identifier")


def _doi(words: str) -> str:
    return doi_in(line(words))


def _licences(tree: HtmlElement, tags: Tags, work: Node) -> Iterator[str]:
    """What the page is under. Of several links none is sure to mean the page, but a picture."""
    yield from words_in(work.get("license"), "url", "@id", "name")
    yield from tags("dcterms.license", "dc.rights.license")
    linked = {element.get("href") for element in _LICENCES(tree) if _is_licence(element)}
    yield from linked if len(linked) == 1 else ()


def _is_licence(element: HtmlElement) -> bool:
    return "license" in element.get("rel", "")[:LONGEST].lower().split()
