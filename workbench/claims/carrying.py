"""Into the next version: passages to their new places, what was set aside with its sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from workbench.articles.anchoring import quote_at
from workbench.articles.composed import Composed
from workbench.articles.marks import Span
from workbench.articles.models import Sentence, Version
from workbench.articles.queries import sentence_ids_of
from workbench.articles.reanchoring import Outcome
from workbench.claims.models import Disposition, Passage, Touch
from workbench.claims.settling import Item, Items
from workbench.db import plain_write


@dataclass(frozen=True)
class Carried:
    """A passage of the version before, and its successor; none if it was left behind."""

    item: Item
    passage: Passage | None

    @property
    def words_changed(self) -> bool:
        """Whether a verdict was given on other words than stand there now."""
        if self.passage is None:
            return False
        changed = self.item.placement.outcome is Outcome.CHANGED
        return changed or self.passage.exact != self.item.passage.exact


def carry_passages(
    session: Session, *, items: Items, version: Version, text: Composed
) -> Sequence[Carried]:
    """Let claims stand in a version just made, of this text, where it was found or decided.

    From then on these are their passages. Two passages of a claim that come to the same place
    become one.
    """
    placing = _Placing(version, text, sentence_ids_of(session, version.id))
    carried = list(placing.carried(items.items))
    base = {item.passage.version_id for item in items.items}
    session.execute(update(Passage).where(Passage.version_id.in_(base)).values(current=False))
    session.add_all(each.passage for each in carried if each.passage is not None)
    session.flush()
    for item in items.items:
        session.expire(item.claim, ["passages"])
    return carried


class _Placing:
    """The new text, in which passages are placed without asking the database for each."""

    def __init__(self, version: Version, text: Composed, sentence_ids: Sequence[int]) -> None:
        self._version, self._text, self._ids = version, text.text, sentence_ids
        self._starts = [sentence.start for sentence in text.sentences]
        self._ends = [sentence.end for sentence in text.sentences]

    def carried(self, items: Sequence[Item]) -> Iterator[Carried]:
        taken: dict[tuple[int, Span], Passage] = {}
        for item in items:
            place = item.place
            if place is None:
                yield Carried(item, None)
                continue
            key = (item.claim.id, place)
            if key not in taken:
                taken[key] = self._successor(item.passage, place)
            yield Carried(item, taken[key])

    def _successor(self, passage: Passage, place: Span) -> Passage:
        quote = quote_at(self._text, *place)
        return Passage(
            claim_id=passage.claim_id,
            version_id=self._version.id,
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            start=quote.start,
            end=quote.end,
            follows_id=passage.id,
            touched=list(self._touches(*place)),
        )

    def _touches(self, start: int, end: int) -> Iterator[Touch]:
        for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            whole = start <= self._starts[at] and self._ends[at] <= end
            yield Touch(sentence_id=self._ids[at], whole=whole)


def carry_dispositions(session: Session, *, version: Version) -> None:
    """Let sentences that are the same in a version just made be set aside as they were."""
    plain_write(session, _CARRY_DISPOSITIONS, {"of_version": version.id})


_CARRY_DISPOSITIONS = insert(Disposition).from_select(
    ["version_id", "sentence_id", "reason", "by_id", "at"],
    select(Sentence.version_id, Sentence.id, Disposition.reason, Disposition.by_id, Disposition.at)
    .join(Disposition, Disposition.sentence_id == Sentence.follows_id)
    .where(Sentence.version_id == bindparam("of_version")),
    include_defaults=False,
)
