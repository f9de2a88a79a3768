"""The note beside a paragraph: a claim in as few words as will do; all the rest is further on."""

from typing import Any

from workbench.publishing.edition.model import Claim, EditionContent, Rating
from workbench.publishing.exports.wordings import DONE, day, out_of_text
from workbench.publishing.rules import shortened

_LONGEST = 120  # characters of a statement


def note(content: EditionContent, claim: Claim) -> dict[str, Any]:
    """Number, verdict, statement, and what a reader of this page alone has to know."""
    return {
        "number": claim.number,
        "rating": rating_of(claim.verdict.rating),
        "statement": shortened(claim.statement, _LONGEST),
        "said": [words for words in (out_of_text(claim), *_changed(content, claim)) if words],
    }


def rating_of(rating: Rating) -> dict[str, str]:
    """A verdict's words, colour and icon."""
    return {"label": rating.label, "token": rating.token, "icon": rating.icon}


def _changed(content: EditionContent, claim: Claim) -> list[str]:
    """What became of it since it was public first, the latest first."""
    changes = [change for change in reversed(content.changes_of(claim.number)) if change.new]
    return [
        f"{DONE[change.kind]} {day(change.at, content)}"
        + (f": was {change.old.label}" if change.rerated else "")
        for change in changes
    ]
