"""What the page shows: the snapshot's text, what was found in it, and the form beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from workbench.accounts.gate import time_zone
from workbench.articles.marks import Place
from workbench.evidence.forms import EvidenceForm
from workbench.evidence.quote_checks import QuoteCheck, quote_check_in
from workbench.evidence.quotes import SourceText, Stretch, find_words
from workbench.screens.words.drawing import Pointed, drawn
from workbench.screens.words.place import Reading
from workbench.sources.snapshots import marked_texts, marks_of, part_from, snapshots_of

LONGEST_SEARCH = 200  # code points
MOST_SNAPSHOTS = 10  # others of the source that are offered, the newest


@dataclass(frozen=True)
class Mention:
    """A mark behind which words stand that were searched: its number, from 1, and how many."""

    number: int
    label: str
    places: int


@dataclass(frozen=True)
class Search:
    """Words that were searched in the text, and where they stand."""

    words: str
    places: Sequence[Stretch]
    mentions: Sequence[Mention]


def page_of(
    session: Session, reading: Reading, form: EvidenceForm, at: int | None = None
) -> dict[str, Any]:
    """Everything on the page.

    `at`: the mark, from 1, at which the text begins; else the address says, or what was found.
    """
    check = check_of(session, reading, form)
    search = _search(session, reading)
    at = at or request.args.get("at", type=int) or _first(search, check)
    snapshots = snapshots_of(session, reading.evidence.source, limit=MOST_SNAPSHOTS + 1)
    return {
        **fields_of(reading, form, check),
        **text_of(session, reading, at, [*_searched(search), *_quoted(check)]),
        "search": search,
        "snapshots": snapshots[:MOST_SNAPSHOTS],
        "more_snapshots": len(snapshots) > MOST_SNAPSHOTS,
    }


def fields_of(reading: Reading, form: EvidenceForm, check: QuoteCheck | None) -> dict[str, Any]:
    """The quote and its place, in the form."""
    return {
        "reading": reading, "this": reading.this, "form": form, "check": check,
        "time_zone": time_zone(),
    }  # fmt: skip


def check_of(session: Session, reading: Reading, form: EvidenceForm) -> QuoteCheck | None:
    """Whether the words in the form stand in the snapshot; None if there are none."""
    quote = form.quote.data
    return quote_check_in(session, quote, reading.snapshot) if quote else None


def part_of(session: Session, reading: Reading, at: int) -> dict[str, Any]:
    """The part of the text that begins at a mark, when more of the page's is asked for."""
    check = check_of(session, reading, EvidenceForm.of(reading.evidence))
    pointed = [*_searched(_search(session, reading)), *_quoted(check)]
    return {"reading": reading, "this": reading.this, **text_of(session, reading, at, pointed)}


def text_of(
    session: Session, reading: Reading, at: int, pointed: Sequence[Pointed]
) -> dict[str, Any]:
    """The part of the text that begins at a mark, and how its paragraphs are drawn."""
    part = part_from(session, reading.snapshot, at)
    return {"part": part, "draw": lambda paragraph: drawn(paragraph, pointed)}


def _first(search: Search | None, check: QuoteCheck | None) -> int:
    if search and search.mentions:
        return search.mentions[0].number
    return check.number if check else 1


def _search(session: Session, reading: Reading) -> Search | None:
    """What the address asks to be found."""
    words = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    if not words:
        return None
    text = marked_texts(session, [reading.snapshot.id])[reading.snapshot.id].text
    places = find_words(words, SourceText(text))
    return Search(words, places, list(_mentions(reading, places)))


def _mentions(reading: Reading, places: Sequence[Stretch]) -> Iterator[Mention]:
    marks = marks_of(reading.snapshot.marks)
    for at, found in groupby(marks.mark_at(place.start) for place in places):
        yield Mention(at + 1, marks.labels[at], len(list(found)))


def _searched(search: Search | None) -> list[Pointed]:
    return [Place("is-searched", *_span(place)) for place in search.places] if search else []


def _quoted(check: QuoteCheck | None) -> list[Pointed]:
    return [Place("is-quoted", *_span(each)) for each in check.found.stretches] if check else []


def _span(stretch: Stretch) -> tuple[int, int]:
    return stretch.start, stretch.end
