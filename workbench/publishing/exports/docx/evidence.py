"""What a claim's sources say, and the list of all sources."""

from collections.abc import Iterable

from workbench.publishing.edition.model import EditionContent, Evidence, Source
from workbench.publishing.exports import wordings
from workbench.publishing.exports.docx.facts import parted
from workbench.publishing.exports.docx.paper import Paper
from workbench.publishing.exports.docx.wordml import Inline, Link, Words
from workbench.sources.citing.phrases import Phrase


def write_evidence(paper: Paper, content: EditionContent, used: Evidence) -> None:
    """A claim's use of a source: what it does for the claim, its words, and where they stand."""
    source = content.source(used.source)
    stance = Words(used.stance.capitalize(), "Stance")
    paper.write("Evidence", stance, "  ", _title(source))
    if used.about:
        paper.write("Facts", f"on “{used.about}”")
    if used.quote:
        paper.write("Quote", used.quote)
    _write_check(paper, content, used)
    paper.write("Facts", *parted(_facts(source, used.locator)))
    _write_interests(paper, "Facts", source)


def _write_check(paper: Paper, content: EditionContent, used: Evidence) -> None:
    if used.checked is None:
        return
    compared = f"Compared with a copy taken on {wordings.moment(used.checked.taken_at, content)}"
    digest = Words(used.checked.sha256, "Code")
    stands = Words(wordings.quote_stands(used.quote, used.checked), bold=True)
    paper.write("Facts", stands, f" {compared}, SHA-256 ", digest)


def _title(source: Source) -> Inline:
    words = Words(source.title)
    return Link(words, source.url) if source.url else words


def _facts(source: Source, locator: str) -> Iterable[Inline | None]:
    yield ", ".join(source.authors)
    yield source.publisher
    yield wordings.partial_date(source.published)
    yield from wordings.judged(source)
    yield locator
    yield _archived(source)
    yield Link(Words(f"source {source.number}"), f"#source_{source.number}")


def _archived(source: Source) -> Inline | None:
    return Link(Words("archived copy"), source.archived_url) if source.archived_url else None


def _write_interests(paper: Paper, style: str, source: Source) -> None:
    if source.interests:
        paper.write(style, f"Interests: {source.interests}")


def write_sources(paper: Paper, content: EditionContent) -> None:
    """Every source as it is cited, by its number."""
    if not content.sources:
        return
    paper.heading(1, "Sources", "sources")
    numbered = paper.numbered_list()
    for source in content.sources:
        paper.write("Source", *_cited(source), name=f"source_{source.number}", item=numbered)
        elsewhere = parted(_elsewhere(source))
        if elsewhere:
            paper.write("SourceFacts", *elsewhere)
        _write_interests(paper, "SourceFacts", source)


def _cited(source: Source) -> Iterable[Inline]:
    """Its citation, with its address as a link; editions of older formats have its title."""
    if not source.citation:
        return [_title(source)]
    return [part for phrase in source.citation for part in _linked(phrase, source.url)]


def _linked(phrase: Phrase, url: str) -> Iterable[Inline]:
    before, found, behind = phrase.text.partition(url) if url else (phrase.text, "", "")
    yield Words(before, italic=phrase.italic)
    yield Link(Words(found), url)
    yield Words(behind, italic=phrase.italic)


def _elsewhere(source: Source) -> Iterable[Inline | None]:
    """Where a source is found that its citation does not lead to, and what is known of it."""
    if not source.citation:
        yield from (", ".join(source.authors), source.publisher)
        yield wordings.partial_date(source.published)
    yield from wordings.judged(source)
    if source.citation and source.url and source.url not in source.cited:
        yield Link(Words("read it"), source.url)
    yield _archived(source)
