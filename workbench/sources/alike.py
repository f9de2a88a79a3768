"""Sources of the library that may be the one that somebody is about to add."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel
from sqlalchemy import ColumnElement, case, literal, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.searching import folded
from workbench.sources.known_again import Traits, letters, traits
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
    words = sorted(re.findall(r"\w+", folded(fields.title)), key=len)[-_TELLING_WORDS:]
    if not letters(fields.title):
        return []
    likely = select(Source).where(
        Source.desk_id == desk_id,
        Source.merged_into_id.is_(None),
        Source.confidential.is_(False),
        sum(map(_has, words), literal(0)) >= max(1, len(words) - 1),
    )
    found = session.scalars(likely.order_by(Source.id.desc()).limit(_MOST_LOOKED_AT))
    rated = sorted(_rated(fields, found), key=lambda each: -each[0])
    return [source for _likeness, source in rated[:5]]


def _has(word: str) -> ColumnElement[int]:
    """1 where the source has the word, else 0."""
    there = Source.search_text.contains(word[:_LONGEST_WORD], autoescape=True)
    return case((there, 1), else_=0)


def _rated(fields: SourceFields, found: Iterable[Source]) -> Iterator[tuple[float, Source]]:
    one = _traits(fields)
    for source in found:
        other = _traits(source)
        likeness = Indel.normalized_similarity(one.title, other.title)
        if likeness >= _ALIKE and not one.appeared_apart(other):
            yield likeness, source


def _traits(said: SourceFields | Source) -> Traits:
    return traits(said.title, said.published, said.publisher, said.authors, said.further)
