"""What a web page says of itself: Highwire's tags, JSON-LD or microdata, Dublin Core, OpenGraph.

In that order, from what a publisher tells libraries to what it tells passers-by. What stands below
its headline comes last, and is said to be read, not declared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.intake.extract import Piece
from workbench.intake.metadata.dois import doi_in
from workbench.intake.metadata.licences import licence_name
from workbench.intake.metadata.linked_data import Node, nodes_in, words_in, work_described
from workbench.intake.metadata.microdata import items_of
from workbench.intake.metadata.said import (
    LONGEST,
    Said,
    first_day,
    first_language,
    first_line,
    first_names,
    line,
)
from workbench.intake.metadata.site_names import without_site
from workbench.intake.metadata.standing import standing_in
from workbench.intake.rules import BlockKind
from workbench.intake.structure.credits import tells_change
from workbench.intake.structure.language import language_of
from workbench.intake.structure.prose import same_words

_MOST_TAGS = 1_000
_MOST_TEXTS = 100  # around a date
_FEWEST_LETTERS = 200  # of which a language can be told that no page declares
_NO_LANGUAGE = "zxx"  # ISO 639-2: tables, programs
_JSON_LD = "application/ld+json"
_TITLES = XPath("//head/title")
_FIRST_BELOW = XPath(
    "(//h1)[1]/following::*[self::time[@datetime] or self::h2 or self::h3"
    " or self::p[string-length(.) > 140]][1]"
)
_LICENCES = XPath("//*[self::a or self::link][@href and @rel]")

Tags = Callable[..., Iterator[str]]


def said_by_page(tree: HtmlElement, pieces: Sequence[Piece]) -> Said:
    """Return what a page declares, and what stands below its headline. It may be anybody's.

    `pieces` are its text.
    """
    tags = _tags(tree)
    work = work_described(nodes_in(_scripts(tree))) or work_described(items_of(tree))
    headline = _headline(pieces)
    declared = Said(
        title=first_line(_titles(tree, tags, work, headline)),
        authors=first_names(_authors(tags, work)),
        published=first_day(_days(tags, work)),
        publisher=first_line(_publishers(tags, work)),
        doi=next(filter(None, map(_doi, _identifiers(tags, work))), ""),
        licence=licence_name(first_line(_licences(tree, tags, work))),
        appeared_in=first_line(tags("citation_journal_title", "prism.publicationname")),
        language=first_language(_languages(tags, work)) or _own_language(tree, pieces),
    )
    return declared.or_read(_read(tree, pieces, headline, declared.title))


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("script"):
        if element.get("type", "").partition(";")[0].strip().lower() == _JSON_LD:
            yield element.text or ""


def _headline(pieces: Sequence[Piece]) -> str:
    """The one headline of a page; empty if it has several, which are those of other pages."""
    found = {line(piece.text) for piece in pieces if piece.kind is BlockKind.HEADLINE}
    return found.pop() if len(found) == 1 else ""


def _own_language(tree: HtmlElement, pieces: Sequence[Piece]) -> str:
    """What `html` says, if the text is in it: many a template says the same of every page."""
    found = first_language([tree.get("lang", ""), tree.get("xml:lang", "")])
    text = _text(pieces)
    return found if found and language_of(text, found) == found.partition("-")[0].lower() else ""


def _text(pieces: Sequence[Piece]) -> str:
    """The longest paragraphs, which are no menu."""
    return "\n".join(sorted((piece.text for piece in pieces), key=len, reverse=True)[:5])


def _read(tree: HtmlElement, pieces: Sequence[Piece], headline: str, title: str) -> Said:
    """What stands below the headline, if the declared title is of that one."""
    own = same_words(headline)
    if not own or (title and own not in same_words(title)):
        return Said()
    start = next(n for n, piece in enumerate(pieces) if piece.kind is BlockKind.HEADLINE)
    found = standing_in(pieces[start:], headline)
    days = first_day(_times(tree))
    return replace(found, published=found.published or days, language=_language_read(pieces))


def _language_read(pieces: Sequence[Piece]) -> str:
    text = _text(pieces)
    enough = sum(map(str.isalpha, text)) >= _FEWEST_LETTERS
    found = language_of(text) if enough else ""
    return "" if found == _NO_LANGUAGE else found


def _times(tree: HtmlElement) -> Iterator[str]:
    """The day in a `time` between the headline and the first paragraph, unless that of a change."""
    for element in _FIRST_BELOW(tree):
        around = "".join(islice(element.getparent().itertext(), _MOST_TEXTS))
        if element.tag == "time" and not tells_change(around):
            yield element.get("datetime", "")


def _tags(tree: HtmlElement) -> Tags:
    """A way to ask for the contents of `meta` elements by several names, in that order."""
    found: Mapping[str, list[str]] = defaultdict(list)
    for element in islice(tree.iter("meta"), _MOST_TAGS):
        name = element.get("property") or element.get("name") or _in_head(element)
        found[name.strip().lower().replace(":", ".")].append(element.get("content", ""))
    return lambda *names: (words for name in names for words in found.get(name, ()))


def _in_head(element: HtmlElement) -> str:
    """Microdata of no item, which is about the page if it stands in its head."""
    parent = element.getparent()
    return element.get("itemprop", "") if parent is not None and parent.tag == "head" else ""


def _titles(tree: HtmlElement, tags: Tags, work: Node, headline: str) -> Iterator[str]:
    yield from tags("citation_title")
    yield from words_in(work.get("headline"))
    sites = [*tags("og.site_name"), *words_in(work.get("publisher"), "name")]
    named = (*words_in(work.get("name")), *tags("dc.title", "dcterms.title", "headline"))
    shown = (*tags("og.title"), *(element.text or "" for element in _TITLES(tree)))
    for title in map(line, (*named, *shown)):
        yield without_site(title, [headline], sites)


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
    yield from tags("dcterms.date", "datepublished", "pubdate", "publishdate", "publish_date")
    yield from tags("parsely-pub-date", "sailthru.date", "date")


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
