"""What the page of a draft shows: the rows, the passage in question, and what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from workbench.articles.composed import side_by_side
from workbench.articles.queries import current_version
from workbench.articles.reanchoring import Candidate, Outcome
from workbench.articles.word_difference import Piece, word_difference
from workbench.claims.queries import dispositions_in
from workbench.claims.settling import Item, Items, items_of
from workbench.screens.contexts import AROUND, Context, context_in
from workbench.screens.versions.paints import candidates, claims, placed
from workbench.screens.versions.place import Comparison, DraftPlace
from workbench.screens.versions.rows import RowPart, Versus, part_with, rows_shown
from workbench.verdicts.marks import Mark, marks_in


@dataclass(frozen=True)
class Choice:
    """A place that the passage may have: its key, its words in their surroundings, and the change.

    `pieces` lead from the old words to these.
    """

    key: int
    start: int
    end: int
    context: Context
    pieces: Sequence[Piece]
    block: int
    proposed: bool


@dataclass(frozen=True)
class Question:
    """The passage that somebody looks at: where it stood, and where it may stand."""

    item: Item
    mark: Mark | None
    context: Context
    choices: Sequence[Choice]
    decided: Sequence[Piece]


@dataclass(frozen=True)
class SetAside:
    """How many sentences that were set aside stay so, and how many are untouched again."""

    kept: int
    untouched_again: int


@dataclass(frozen=True)
class Workings:
    """A draft's page."""

    items: Items
    question: Question | None
    before: int | None
    behind: int | None
    part: RowPart
    all_rows: bool
    outcomes: Mapping[Outcome, int]
    set_aside: SetAside
    newest: int


def workings_of(
    session: Session, place: DraftPlace, comparison: Comparison, *, at_end: bool = False
) -> Workings:
    """The page of a draft, at the passage that the address names, or the first that is open.

    `at_end`: at the form that makes the version, whatever is open.
    """
    items = items_of(session, place.draft, comparison.following)
    marks = marks_in(session, place.draft.base_id, 0, len(comparison.old.text))
    item = None if at_end or "finish" in request.args else _chosen(items)
    versus = _versus(place, comparison, items, marks, item)
    question = _question(item, marks, comparison) if item else None
    before, behind = _neighbours(items, item)
    return Workings(
        items=items,
        question=question,
        before=before,
        behind=behind,
        part=versus.part(_part_number(versus, item)),
        all_rows="all" in request.args,
        outcomes=items.counted(),
        set_aside=_set_aside(session, place, comparison),
        newest=current_version(session, place.article).number,
    )


def _chosen(items: Items) -> Item | None:
    """The passage that the address names, the first open one, or none if nothing is open."""
    named = request.args.get("passage", type=int)
    found = next((item for item in items.asking if item.passage.id == named), None)
    return found or next(iter(items.open), None)


def _neighbours(items: Items, item: Item | None) -> tuple[int | None, int | None]:
    """The passages asked about before and behind this one, by id."""
    ids = [each.passage.id for each in items.asking]
    if item is None:
        return (ids[-1] if ids else None), None
    at = ids.index(item.passage.id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def _versus(
    place: DraftPlace,
    comparison: Comparison,
    items: Items,
    marks: Sequence[Mark],
    item: Item | None,
) -> Versus:
    old, new = comparison.old, comparison.new
    here = place.address()  # asking the router for each of them would take longer than the rest
    addresses = {i.passage.id: f"{here}?passage={i.passage.id}" for i in items.items}
    opened = item.passage.id if item else None
    return Versus(
        old=old,
        new=new,
        rows=rows_shown(side_by_side(old, new)),
        on_old=list(claims(marks, addresses, opened)),
        on_new=[
            *claims(placed(marks, items.items), addresses, opened),
            *(candidates(item) if item else ()),
        ],
    )


def _part_number(versus: Versus, item: Item | None) -> int:
    named = request.args.get("part", type=int)
    if named is not None or item is None:
        return named or 0
    return part_with(versus.rows, versus.old, (item.passage.start, item.passage.end))


def _question(item: Item, marks: Sequence[Mark], comparison: Comparison) -> Question:
    passage, place = item.passage, item.place
    now = comparison.new.text[slice(*place)] if place else ""
    return Question(
        item=item,
        mark=next((mark for mark in marks if mark.passage_id == passage.id), None),
        context=_context(comparison.old.text, passage.start, passage.end),
        choices=[
            _choice(key, item, candidate, comparison)
            for key, candidate in enumerate(item.candidates, start=1)
        ],
        decided=word_difference(passage.exact, now) if place else (),
    )


def _choice(key: int, item: Item, candidate: Candidate, comparison: Comparison) -> Choice:
    text, start, end = comparison.new.text, candidate.start, candidate.end
    blocks = enumerate(comparison.new.blocks, start=1)
    return Choice(
        key=key,
        start=start,
        end=end,
        context=_context(text, start, end),
        pieces=word_difference(item.passage.exact, text[start:end]),
        block=next(position for position, block in blocks if block.end > start),
        proposed=candidate is item.placement.place,
    )


def _context(text: str, start: int, end: int) -> Context:
    first = max(0, start - AROUND)
    return context_in(text[first : end + AROUND], start - first, text[start:end])


def _set_aside(session: Session, place: DraftPlace, comparison: Comparison) -> SetAside:
    fates = comparison.following.sentences
    decided = dispositions_in(session, place.draft.base_id, 0, len(comparison.old.text))
    kept = sum(fates[each.sentence.position - 1].outcome.settled for each in decided)
    return SetAside(kept, len(decided) - kept)
