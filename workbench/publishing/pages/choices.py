"""What readers may choose to see of a report alone, and where each verdict is met first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.publishing.edition.model import Claim, EditionContent, Rating

HOLDS = "true"  # the look of what nobody disputes


@dataclass(frozen=True)
class Choice:
    """The verdicts of one look (`token`): what they are called, and how many claims have them."""

    token: str
    icon: str
    labels: tuple[str, ...]
    claims: int

    @property
    def holds(self) -> bool:
        """Whether these claims are undisputed."""
        return self.token == HOLDS


def choices(counts: Sequence[tuple[Rating, int]]) -> list[Choice]:
    """One for each look that was given, in the order of `counts` (`verdict_counts`)."""
    tokens = dict.fromkeys(rating.token for rating, _number in counts)
    return [_choice(token, counts) for token in tokens]


def _choice(token: str, counts: Sequence[tuple[Rating, int]]) -> Choice:
    alike = [(rating, number) for rating, number in counts if rating.token == token]
    labels = tuple(dict.fromkeys(rating.label for rating, _number in alike))
    return Choice(token, alike[0][0].icon, labels, sum(number for _rating, number in alike))


def first_places(content: EditionContent) -> dict[str, str]:
    """By the label of a verdict, the part of the address behind `#` of its first claim."""
    found: dict[str, str] = {}
    for claim in sorted(content.claims, key=_place):
        anchor = f"claim-{claim.number}" if claim.passages else f"note-{claim.number}"
        found.setdefault(claim.verdict.rating.label, anchor)
    return found


def _place(claim: Claim) -> tuple[int, int]:
    """Where a claim begins; those that stand nowhere in the text come behind it."""
    return (0, claim.passages[0].start) if claim.passages else (1, claim.number)


def thirds(content: EditionContent) -> list[list[tuple[str, int]]]:
    """The verdicts of the claims that begin in each third of the article, and how many of each."""
    parts: list[list[str]] = [[], [], []]
    for claim in content.claims:
        if claim.passages:
            nth = 3 * claim.passages[0].start // max(content.article.length, 1)
            parts[min(nth, 2)].append(claim.verdict.rating.label)
    return [_counted(part) for part in parts]


def _counted(labels: Iterable[str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for label in labels:
        found[label] = found.get(label, 0) + 1
    return list(found.items())
