"""What an edition says of the article, whoever publishes it, whenever and in whatever words."""

import hashlib
from dataclasses import asdict, replace

from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.edition.stored import canonical

TELLS_OF_SOURCES = 3  # the format from which on editions have citations, and quotes checked
NOTHING_CHANGED = "No verdict changed."  # a note that says so gives readers no reason


def state_of(content: EditionContent) -> str:
    """What an editor has before them: the edition's number, and a digest of what it would say.

    Alike for two contents that differ at most in the editor's words, in how much of the text they
    show, in what is still open, and in when they were made. Another one when an earlier edition was
    withdrawn, so that nobody brings a report back without knowing it.
    """
    said = {
        "claims": [asdict(_timeless(claim)) for claim in content.claims],
        "sources": [asdict(source) for source in content.sources],
        "scales": [asdict(scale) for scale in content.scales],
        "article": asdict(content.article),
        "amendments": [asdict(amendment) for amendment in content.amendments],
        "desk": asdict(content.desk),
        "earlier": [asdict(earlier) for earlier in content.earlier],
    }
    return f"{content.number}-{hashlib.sha256(canonical(said)).hexdigest()[:32]}"


def _timeless(claim: Claim) -> Claim:
    """The claim without its edition's days, and without the context that excerpts cut short."""
    places = tuple(replace(passage, prefix="", suffix="") for passage in claim.passages)
    return replace(claim, published_at="", changed_at="", passages=places)


def says_as_much(content: EditionContent, previous: EditionContent) -> bool:
    """Whether both say the same of the article, though one follows the other."""
    as_previous = replace(content, number=previous.number, earlier=previous.earlier)
    return state_of(as_previous) == state_of(previous)


def is_repetition(content: EditionContent, previous: EditionContent) -> bool:
    """Whether readers would be told nothing that the previous edition does not tell them."""
    content = _as_told_in(previous, content)
    return (
        content.note in {"", NOTHING_CHANGED, previous.note}
        and says_as_much(content, previous)
        and content.coverage == previous.coverage
        and (content.title, content.summary, content.whole_text)
        == (previous.title, previous.summary, previous.whole_text)
    )


def _as_told_in(previous: EditionContent, content: EditionContent) -> EditionContent:
    """An edition of an older format has no citations and no quotes checked. That is no news."""
    if previous.format >= TELLS_OF_SOURCES:
        return content
    return replace(
        content,
        sources=tuple(replace(source, citation=()) for source in content.sources),
        claims=tuple(_unchecked(claim) for claim in content.claims),
    )


def _unchecked(claim: Claim) -> Claim:
    return replace(claim, evidence=tuple(replace(e, checked=None) for e in claim.evidence))
