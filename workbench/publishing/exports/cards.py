"""Pictures of a claim or a report, for where links to them are shared. PNG, 1200 by 630 pixels."""

import re
import unicodedata
from typing import Any

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Claim, EditionContent, Rating
from workbench.publishing.pages.dress import Dress
from workbench.publishing.rules import shortened
from workbench.publishing.typesetting.typesetter import picture_of

WIDTH, HEIGHT = 1200, 630  # pixels
_LONGEST, _LONGEST_NAME, _MOST_COUNTS = 280, 60, 8
_ACCENT = "#1f4fa3"  # of tokens.css, for a desk without a colour of its own
_TEMPLATE = "publishing/card.typ"
_LONG_WORD = re.compile(r"\S{24}(?=\S)")  # may be broken there


def claim_card(content: EditionContent, claim: Claim, dress: Dress) -> bytes:
    """What was said, by whom, and whether it holds."""
    card = _card(content, claim.statement, dress)
    claimant = claim.claimant.name if claim.claimant else ""
    verdict = _verdict(claim.verdict.rating)
    return picture_of(
        _TEMPLATE, card | {"verdict": verdict, "claimant": shortened(claimant, _LONGEST_NAME)}
    )


def report_card(content: EditionContent, dress: Dress) -> bytes:
    """What a report is called, and how often which verdict was given."""
    return picture_of(_TEMPLATE, _card(content, content.title, dress) | counts_told(content))


def counts_told(content: EditionContent) -> dict[str, Any]:
    """As many counts as two lines hold, and how many claims have other verdicts."""
    counts = verdict_counts(content.claims, content.scales)
    more = sum(number for _rating, number in counts[_MOST_COUNTS:])
    return {
        "counts": [
            _verdict(rating) | {"number": f"{number:,}"} for rating, number in counts[:_MOST_COUNTS]
        ],
        "more": f"and {more:,} more" if more else "",
    }


def _card(content: EditionContent, words: str, dress: Dress) -> dict[str, Any]:
    return {
        "kind": "Annotated article",
        "words": _LONG_WORD.sub("\\g<0>\u200b", shortened(words, _LONGEST)),
        "rtl": _begins_at_the_right(words),
        "desk": shortened(dress.desk or content.desk.name, _LONGEST_NAME),
        "accent": dress.accent or _ACCENT,
        "verdict": None,
        "claimant": "",
        "counts": [],
        "more": "",
    }


def _verdict(rating: Rating) -> dict[str, str]:
    return {"label": rating.label, "token": rating.token, "icon": rating.icon}


def _begins_at_the_right(words: str) -> bool:
    """Whether the first letter that has a direction is of a script that runs to the left."""
    directions = (unicodedata.bidirectional(character) for character in words)
    return next((d for d in directions if d in {"L", "R", "AL"}), "L") != "L"
