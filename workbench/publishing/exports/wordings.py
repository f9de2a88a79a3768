"""What the report's pages say in sentences, for formats that are not HTML. English, as they are."""

from collections.abc import Mapping
from datetime import datetime
from unicodedata import bidirectional

from workbench.evidence.quotes import has_desk_signs
from workbench.publishing.edition.model import (
    Amendment,
    Change,
    Checked,
    Claim,
    EditionContent,
    Search,
    Source,
    Wording,
)
from workbench.web import dates

_LOCALE = "en"
# Invisible: what runs from the right ends here, or is kept from what stands around it.
_LEFT_TO_RIGHT, _FIRST_STRONG, _POP = "\u200e", "\u2068", "\u2069"
_CLOSENESS: Mapping[str, str] = {"primary": "primary source", "secondary": "secondary source"}
_DIFFERING: Mapping[str, str] = {
    "number": "A number differs.",
    "name": "A name differs.",
    "negation": "A negation differs.",
}
_STANDS: Mapping[str, tuple[str, str]] = {
    "verbatim": (
        "The words stand there, letter by letter.",
        "The words stand there; what is in brackets, or left out, is our doing.",
    ),
    "verbatim but for typography": (
        "The words stand there; only quotation marks, dashes or line breaks differ.",
        (
            "The words stand there; only quotation marks, dashes or line breaks differ, and what "
            "is in brackets, or left out, is our doing."
        ),
    ),
    "close": ("Nearly these words stand there; some differ.",) * 2,
    "not found": ("These words were not found in our copy.",) * 2,
}
KINDS: Mapping[str, str] = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "withdrawal": "Withdrawn",
}
DONE: Mapping[str, str] = {
    "correction": "Corrected",
    "clarification": "Clarified",
    "update": "Updated",
}


def partial_date(value: str) -> str:
    """A day, a month or a year as it is written out."""
    return dates.partial_date(value, _LOCALE)


def day(value: str, content: EditionContent) -> str:
    """The day of a moment of the edition, where the desk is."""
    return dates.day(datetime.fromisoformat(value), content.desk.time_zone, _LOCALE)


def moment(value: str, content: EditionContent) -> str:
    """A moment of the edition, where the desk is."""
    return dates.moment(datetime.fromisoformat(value), content.desk.time_zone, _LOCALE)


def article_named(content: EditionContent) -> str:
    """Where the article stood, and when."""
    article = content.article
    named = (article.outlet or article.title, partial_date(article.published))
    return f", {_LEFT_TO_RIGHT}".join(filter(None, named))


def apart(words: str) -> str:
    """Words in a sentence of ours; those that run from the right keep their points at their end."""
    from_the_right = any(bidirectional(letter) in {"R", "AL"} for letter in words)
    return f"{_FIRST_STRONG}{words}{_POP}" if from_the_right else words


def number_of(count: int, one: str, more: str = "") -> str:
    """“1 claim”, “12 claims”."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def when(amendment: Amendment, content: EditionContent) -> str:
    """When the outlet changed the article: the day it gave, else the days between which."""
    before, at = day(amendment.read_before, content), day(amendment.read_at, content)
    if amendment.made_on:
        among = "on" if amendment.made_on.count("-") == 2 else "in"
        return f"{among} {partial_date(amendment.made_on)}"
    return f"on {at}" if before == at else f"between {before} and {at}"


def until(wording: Wording, content: EditionContent) -> str:
    """Until when the article had a wording, or in which text it was read."""
    amendment = content.amendment(wording.amended)
    if amendment is None:
        return f"In the text as taken down on {day(wording.taken_at, content)}"
    if amendment.made_on:
        return f"Until {partial_date(amendment.made_on)}"
    return f"Until {day(amendment.read_at, content)} at the latest"


def out_of_text(claim: Claim) -> str:
    """Why a claim does not stand in the text as it was checked; empty if it does."""
    changed = any(wording.amended for wording in claim.left_behind)
    if not claim.left_behind:
        return ""
    if claim.rechecking and changed:
        return "The article says this differently now; we are checking it again."
    if claim.rechecking:
        return "We are checking this again, in the words that the text has now."
    if changed:
        return "No longer in the article."
    return "Stands at no place of the article’s text now."


def quote_stands(quote: str, checked: Checked) -> str:
    """Whether what the desk kept of a source has the words quoted, and what differs."""
    words = _STANDS[checked.outcome][has_desk_signs(quote)]
    telling = (said for kind, said in _DIFFERING.items() if kind in checked.telling)
    return " ".join((words, *telling))


def compared_with(checked: Checked, content: EditionContent) -> str:
    """With what a quote was compared."""
    return f"Compared with a copy taken on {moment(checked.taken_at, content)}, SHA-256"


def change_told(change: Change) -> str:
    """Old and new verdict, and the reason."""
    if change.new is None:
        told = f"The claim was withdrawn; it had been rated {change.old.label}."
    elif change.rerated:
        told = f"Rated {change.new.label}; it had been rated {change.old.label}."
    else:
        told = f"The verdict stays {change.old.label}."
    return f"{told} {apart(change.why)}".strip()


def searched(search: Search) -> tuple[str, str]:
    """What was looked for and not found; where and when."""
    places = apart("; ".join(search.places))
    return (
        f"We looked for {apart(search.sought)} and found nothing.",
        f"Where we looked: {places}, {partial_date(search.searched_on)}",
    )


def judged(source: Source) -> list[str]:
    """How close a source is, and whether somebody stands by its words, as far as that is judged."""
    unnamed = "unnamed source" if source.naming == "unnamed" else ""
    return [words for words in (_CLOSENESS.get(source.closeness, ""), unnamed) if words]
