"""Sources of the library that may be the one that somebody is about to add."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel
from sqlalchemy import ColumnElement, case, literal, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.searching import folded
from workbench.sources.models import Seal, Source
from workbench.sources.queries import beside_seals, standing
from workbench.sources.service import SourceFields, known_by

_TELLING_WORDS = 4  # of a title, the longest: what misses two of them is not looked at
_MOST_LOOKED_AT = 200
_LONGEST_WORD = 200  # code points; databases refuse long patterns
_ALIKE = 0.9  # of two titles, letters and digits alone


def same_sources(session: Session, by: Actor, fields: SourceFields) -> Sequence[Source]:
    """Those that have the DOI, or an address of the same page.

    One that is confidential is known to its confidants only.
    """
    doi, key = known_by(fields)
    marks = [
        column == known
        for column, known in (
            (Source.doi, doi), (Seal.doi, doi), (Source.page_key, key), (Seal.page_key, key),
        )
        if known
    ]  # fmt: skip
    if not marks:
        return []
    same = beside_seals(select(Source), by).where(or_(*marks)).order_by(Source.id)
    return list(dict.fromkeys(standing(session, each) for each in session.scalars(same.limit(5))))


def alike_sources(session: Session, desk_id: int, fields: SourceFields) -> Sequence[Source]:
    """Those of nearly the same title, unless year or publisher tell them apart; the best first.

    None is confidential, whose title is a wording. Titles are compared by their letters, among the
    newest that have the longest words in common.
    """
    letters = _letters(fields.title)
    words = sorted(re.findall(r"\w+", folded(fields.title)), key=len)[-_TELLING_WORDS:]
    if not letters:
        return []
    likely = select(Source).where(
        Source.desk_id == desk_id,
        Source.merged_into_id.is_(None),
        Source.confidential.is_(False),
        sum(map(_has, words), literal(0)) >= max(1, len(words) - 1),
    )
    found = session.scalars(likely.order_by(Source.id.desc()).limit(_MOST_LOOKED_AT))
    rated = sorted(_rated(letters, fields, found), key=lambda each: -each[0])
    return [source for _likeness, source in rated[:5]]


def _has(word: str) -> ColumnElement[int]:
    """1 where the source has the word, else 0."""
    there = Source.search_text.contains(word[:_LONGEST_WORD], autoescape=True)
    return case((there, 1), else_=0)


def _rated(
    letters: str, fields: SourceFields, found: Iterable[Source]
) -> Iterator[tuple[float, Source]]:
    for source in found:
        likeness = Indel.normalized_similarity(letters, _letters(source.title))
        if likeness >= _ALIKE and _may_be(fields, source):
            yield likeness, source


def _may_be(fields: SourceFields, source: Source) -> bool:
    """Whether neither year nor publisher speaks against it; what is not said speaks for nothing."""
    years = {fields.published[:4], source.published[:4]} - {""}
    publishers = {_letters(fields.publisher), _letters(source.publisher)} - {""}
    shorter, *longer = sorted(publishers, key=len) or [""]
    return len(years) < 2 and all(shorter in each for each in longer)


def _letters(words: str) -> str:
    return "".join(sign for sign in folded(words) if sign.isalnum())
