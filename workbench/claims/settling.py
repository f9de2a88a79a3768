"""What becomes of an article's passages in a draft of its next version, and who decides it.

The machine carries what is exactly there, or there and nowhere else; about everything else a
person decides, one passage at a time, and may decide otherwise until the version is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session, contains_eager

from workbench.accounts.rules import Actor
from workbench.articles.anchoring import Quote, stands_at
from workbench.articles.composed import Composed
from workbench.articles.draft_blocks import Moves
from workbench.articles.drafting import hold_waiting
from workbench.articles.marks import Span
from workbench.articles.models import VersionDraft
from workbench.articles.reanchoring import Candidate, Following, Outcome, Placement
from workbench.claims.errors import ClaimUnknown, QuoteElsewhere
from workbench.claims.models import Claim, Passage, Settlement
from workbench.claims.passages import standing_there
from workbench.claims.rules import Decided
from workbench.db import lock, now
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _

WORTH_NAMING = 0.3  # of a passage's words, from 0 to 1: of lost ones a word or two is everywhere
MOST_CANDIDATES = 9  # each has a key


@dataclass(frozen=True)
class Item:
    """A passage, what the machine found of it in the draft, and what somebody decided."""

    passage: Passage
    placement: Placement
    settlement: Settlement | None

    @property
    def claim(self) -> Claim:
        """The claim that stands there."""
        return self.passage.claim

    @property
    def asks(self) -> bool:
        """Whether a person has to decide: one withdrawn is carried only where that is certain."""
        return not self.placement.outcome.settled and self.claim.live

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide."""
        return self.asks and self.settlement is None

    @property
    def candidates(self) -> Sequence[Candidate]:
        """The places it may have, the one proposed first, without those hardly like it."""
        proposed = [self.placement.place] if self.placement.place else []
        others = [other for other in self.placement.others if other.score >= WORTH_NAMING]
        return [*proposed, *others][:MOST_CANDIDATES]

    @property
    def place(self) -> Span | None:
        """Where it will stand: None while that is open, and for one that is left behind."""
        if self.settlement is not None:
            return _place_of(self.settlement)
        if self.placement.outcome.settled and self.placement.place:
            return self.placement.place.start, self.placement.place.end
        return None


def _place_of(settlement: Settlement) -> Span | None:
    if settlement.start is None or settlement.end is None:
        return None
    return settlement.start, settlement.end


@dataclass(frozen=True)
class Items:
    """All passages of an article that its next version has to deal with, in the text's order."""

    items: Sequence[Item]

    @cached_property
    def asking(self) -> Sequence[Item]:
        """Those a person decides about, or has decided."""
        return [item for item in self.items if item.asks]

    @cached_property
    def open(self) -> Sequence[Item]:
        """Those a person has still to decide about."""
        return [item for item in self.items if item.is_open]

    def counted(self) -> Mapping[Outcome, int]:
        """How many passages of live claims there are of each outcome."""
        outcomes = [item.placement.outcome for item in self.items if item.claim.live]
        return {outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}

    def open_after(self, item: Item) -> Item | None:
        """The next one to decide about behind this one, or else the first; None if no other is."""
        at = self.items.index(item)
        return next((i for i in (*self.items[at + 1 :], *self.items[:at]) if i.is_open), None)

    def of(self, passage_id: int) -> Item:
        """The one about a passage. Raises `ClaimUnknown`."""
        found = next((item for item in self.items if item.passage.id == passage_id), None)
        if found is None:
            raise ClaimUnknown(
                _("This passage is not in the newest version any more. Nothing was changed.")
            )
        return found


def items_of(session: Session, draft: VersionDraft, following: Following) -> Items:
    """What became of every passage of the version that a draft follows, in two queries."""
    passages = session.scalars(
        select(Passage)
        .join(Passage.claim)
        .options(contains_eager(Passage.claim))
        .where(Passage.version_id == draft.base_id)
        .order_by(Passage.start, Passage.end, Passage.id)
    ).all()
    decided = _settlements(session, draft)
    return Items(
        [Item(p, following.place(_quote(p)), _valid(decided.get(p.id), p)) for p in passages]
    )


def _settlements(session: Session, draft: VersionDraft) -> dict[int, Settlement]:
    chosen = select(Settlement).where(Settlement.draft_id == draft.id)
    return {settlement.passage_id: settlement for settlement in session.scalars(chosen)}


def _valid(settlement: Settlement | None, passage: Passage) -> Settlement | None:
    """What was decided, unless the passage was moved since."""
    if settlement and (settlement.was_start, settlement.was_end) == (passage.start, passage.end):
        return settlement
    return None


def _quote(passage: Passage) -> Quote:
    return Quote(passage.exact, passage.prefix, passage.suffix, passage.start, passage.end)


@dataclass(frozen=True)
class Words:
    """Words of a draft's text: code-point offsets, end exclusive, and what stands there."""

    start: int
    end: int
    exact: str


def words_there_once(text: Composed, exact: str) -> Words:
    """The place of words that were copied from a text. Raises `QuoteElsewhere` unless it is one."""
    start = text.text.find(exact)
    if start < 0:
        raise QuoteElsewhere(
            _(
                "These words do not stand in the new text. Nothing was decided; "
                "go back, and copy them from it as they are."
            )
        )
    if text.text.find(exact, start + 1) >= 0:
        raise QuoteElsewhere(
            _(
                "These words stand in the new text more than once. Nothing was decided; "
                "go back, and copy more of what stands around them."
            )
        )
    return Words(start, start + len(exact), exact)


def settle(
    session: Session,
    *,
    draft: VersionDraft,
    revision: int,
    item: Item,
    text: Composed,
    words: Words | None,
    by: Actor,
) -> Settlement:
    """Decide where a passage is to stand in a draft's text; at no words, it is left behind.

    `text` is the draft's at `revision`. Deciding again replaces what was decided. Raises
    `EditedMeanwhile` when the draft's text was changed since, `QuoteElsewhere` when the words do
    not stand there, `PassageGone`, `DraftSettled`.
    """
    _hold(session, draft, revision)
    lock(session, item.claim)
    standing_there(item.claim, [item.passage.id])
    place = _checked(text, words) if words else None
    _forget(session, draft, Settlement.passage_id == item.passage.id)
    start, end = place or (None, None)
    settlement = Settlement(
        draft_id=draft.id,
        passage_id=item.passage.id,
        was_start=item.passage.start,
        was_end=item.passage.end,
        outcome=item.placement.outcome,
        decided=_decision(item, place),
        start=start,
        end=end,
        by_id=by.person_id,
        at=now(),
    )
    session.add(settlement)
    session.flush()
    return settlement


def _hold(session: Session, draft: VersionDraft, revision: int) -> None:
    hold_waiting(session, draft)
    if draft.revision != revision:
        raise EditedMeanwhile(
            _(
                "The text of this draft was changed while you looked at it. Nothing was decided; "
                "look at the passage again as it stands now."
            )
        )


def _checked(text: Composed, words: Words) -> Span:
    """The place of the words, spaces at their edges left out."""
    if not words.exact.strip() or not stands_at(text.text, words.start, words.end, words.exact):
        raise QuoteElsewhere(
            _(
                "The words selected do not stand there in the draft’s text. Nothing was decided; "
                "reload the page and select them again."
            )
        )
    start = words.start + len(words.exact) - len(words.exact.lstrip())
    return start, start + len(words.exact.strip())


def _decision(item: Item, place: Span | None) -> Decided:
    if place is None:
        return Decided.LEFT_BEHIND
    proposed = item.placement.place
    if proposed and (proposed.start, proposed.end) == place:
        return Decided.ACCEPTED
    is_candidate = place in [(c.start, c.end) for c in item.candidates]
    return Decided.PICKED if is_candidate else Decided.MARKED_ANEW


def undo_settlement(session: Session, *, draft: VersionDraft, by: Actor) -> int | None:
    """Take back what the actor decided last. Returns the passage's id, None if there is nothing.

    Raises `DraftSettled`.
    """
    hold_waiting(session, draft)
    latest = session.scalars(
        select(Settlement)
        .where(Settlement.draft_id == draft.id, Settlement.by_id == by.person_id)
        .order_by(Settlement.id.desc())
        .limit(1)
    ).first()
    if latest is None:
        return None
    session.delete(latest)
    session.flush()
    return latest.passage_id


def follow_edit(session: Session, *, draft: VersionDraft, moves: Moves) -> None:
    """Let what was decided follow a change of the draft's blocks; what stood in one is open again.

    The caller has locked the draft.
    """
    for settlement in _settlements(session, draft).values():
        place = _place_of(settlement)
        if place is None:
            continue
        moved = moves.moved(*place)
        if moved is None:
            session.delete(settlement)
        else:
            settlement.start, settlement.end = moved
    session.flush()


def forget_settlements(session: Session, *, draft: VersionDraft) -> None:
    """Let everything of a draft be open again, as when it is to follow another version."""
    _forget(session, draft)


def _forget(session: Session, draft: VersionDraft, *which: ColumnElement[bool]) -> None:
    session.execute(delete(Settlement).where(Settlement.draft_id == draft.id, *which))
