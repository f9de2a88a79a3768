"""What the tool itself says in a report: days, changes and marks in words. Pure."""

from datetime import datetime

from workbench.evidence.quotes import has_desk_signs
from workbench.publishing.edition.model import (
    Amendment,
    Change,
    Claim,
    EditionContent,
    Evidence,
    Source,
    Wording,
)  # fmt: skip
from workbench.web import dates

_LOCALE = "en"
_STANDS = {
    "verbatim": "The words stand there, letter by letter.",
    "verbatim but for typography": (
        "The words stand there; only quotation marks, dashes or line breaks differ."
    ),
    "close": "Nearly these words stand there; some differ.",
    "not found": "These words were not found in our copy.",
}
_WORKED_ON = {
    "verbatim": "The words stand there; what is in brackets, or left out, is our doing.",
    "verbatim but for typography": (
        "The words stand there; only quotation marks, dashes or line breaks differ, and what is in"
        " brackets, or left out, is our doing."
    ),
}
_DIFFERING = {
    "number": "A number differs.", "name": "A name differs.", "negation": "A negation differs.",
}  # fmt: skip


def partial_day(value: str) -> str:
    """`2019-05` as “May 2019”."""
    return dates.partial_date(value, _LOCALE)


def day(at: str, content: EditionContent) -> str:
    """The day of a moment in the desk's time zone."""
    return dates.day(datetime.fromisoformat(at), content.desk.time_zone, _LOCALE)


def moment(at: str, content: EditionContent) -> str:
    """A moment in the desk's time zone, to the minute."""
    return dates.moment(datetime.fromisoformat(at), content.desk.time_zone, _LOCALE)


def number_of(count: int, one: str, many: str) -> str:
    """“1 claim”, “3 claims”."""
    return f"{count:,} {one if count == 1 else many}"


def changed_when(amendment: Amendment, content: EditionContent) -> str:
    """When the outlet changed the article: its own day, else the days between which it was seen."""
    before, after = day(amendment.read_before, content), day(amendment.read_at, content)
    if amendment.made_on:
        word = "on" if len(amendment.made_on) == len("2019-05-15") else "in"
        return f"{word} {partial_day(amendment.made_on)}"
    return f"on {after}" if before == after else f"between {before} and {after}"


def until(wording: Wording, content: EditionContent) -> str:
    """Until when the article had a wording, or in which text it was read."""
    amendment = content.amendment(wording.amended)
    if amendment is None:
        return f"In the text as taken down on {day(wording.taken_at, content)}"
    if amendment.made_on:
        return f"Until {partial_day(amendment.made_on)}"
    return f"Until {day(amendment.read_at, content)} at the latest"


def out_of_text(claim: Claim) -> str:
    """Why a claim does not stand in the text as it was checked."""
    changed = any(wording.amended for wording in claim.left_behind)
    if claim.rechecking and changed:
        return "The article says this differently now; we are checking it again."
    if claim.rechecking:
        return "We are checking this again, in the words that the text has now."
    if changed:
        return "No longer in the article."
    return "Stands at no place of the article’s text now."


def change_head(change: Change, content: EditionContent) -> str:
    """“Correction · 16 May 2019 · edition 2”."""
    kind = change.kind.capitalize() if change.new else "Withdrawn"
    return f"{kind} · {day(change.at, content)} · edition {change.edition}"


def quote_stands(used: Evidence) -> str:
    """Whether the desk's copy of a source has the words quoted; empty if that was not looked at."""
    if used.checked is None:
        return ""
    outcome = used.checked.outcome
    worked_on = _WORKED_ON if has_desk_signs(used.quote) else {}
    telling = [words for kind, words in _DIFFERING.items() if kind in used.checked.telling]
    return " ".join([worked_on.get(outcome, _STANDS[outcome]), *telling])


def judged(source: Source) -> list[str]:
    """How close a source is, and whether somebody stands by its words, as far as it was judged."""
    close = {"primary": ["primary source"], "": []}.get(source.closeness, ["secondary source"])
    return [*close, *(["unnamed source"] if source.naming == "unnamed" else [])]
