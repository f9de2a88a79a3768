"""The check of the numbers in a rationale: each comes from somewhere."""

from collections.abc import Iterator
from decimal import Decimal

from workbench.errors import message as _
from workbench.evidence.figures import Figure, figures_in
from workbench.evidence.models import Evidence
from workbench.verdicts.checks.grounds import Fault, Grounds

_SMALL = 10
Span = tuple[Decimal, Decimal]


def unfounded_numbers(grounds: Grounds) -> Iterator[Fault]:
    """The numbers of the rationale that stand neither in the evidence nor in the claim itself.

    Compared by what they come to, whatever they count: “32 million” and “32,000,000” are one.
    """
    if grounds.verdict is None:
        return
    language = grounds.claim.article.language
    told = [f for f in figures_in(grounds.verdict.rationale, language) if not _is_prose(f)]
    if not told:
        return
    known = {_span(figure) for text in _founding(grounds) for figure in figures_in(text, language)}
    unfounded = list(dict.fromkeys(each.words for each in told if _span(each) not in known))
    if unfounded:
        said = _(
            "In no evidence: %(numbers)s. Quote where it stands, or say in a note on the evidence "
            "how it was worked out.",
            numbers=", ".join(unfounded),
        )
        yield Fault(said, "verdict")


def _is_prose(figure: Figure) -> bool:
    """Whether it is a small number in words: “two ministers” is just how people write."""
    spelled = not any(sign.isdigit() for sign in figure.words)
    return spelled and abs(figure.high) <= _SMALL


def _span(figure: Figure) -> Span:
    return abs(figure.low), abs(figure.high)


def _founding(grounds: Grounds) -> Iterator[str]:
    """Every text in which a number of the rationale may stand."""
    yield grounds.claim.statement
    yield from (passage.exact for passage in grounds.claim.passages)
    for piece in grounds.evidence:
        yield from _texts_of(piece)
    yield from (contact.answer for contact in grounds.contacts)
    for search in grounds.searches:
        yield from (search.sought, search.note)


def _texts_of(piece: Evidence) -> Iterator[str]:
    """A confidential source's note and locator are its confidants' alone, so they found nothing."""
    yield piece.quote
    yield piece.source.title
    if not piece.source.confidential:
        yield from (piece.note, piece.locator)
