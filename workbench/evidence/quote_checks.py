"""Whether sources say what they are quoted for: each quote beside what is kept of its source."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.evidence.queries import sees_piece
from workbench.evidence.quotes import Checked, Outcome, SourceText, check_quote
from workbench.remembering import Memory
from workbench.sources.models import Snapshot
from workbench.sources.snapshots import Fingerprint, MarkedText, fingerprints, marked_texts

_found = Memory(8_000_000)  # checks, as `Memory` counts them: 16,000


@dataclass(frozen=True)
class QuoteCheck:
    """What was found in a snapshot, and behind which mark it begins.

    `number` counts the marks from 1; `locator` is how one refers to the place, empty where the
    quote was not found. `newest`: the answer of the newest snapshot with a text, where that is
    another snapshot and another answer.
    """

    snapshot: Fingerprint
    found: Checked
    number: int = 1
    locator: str = ""
    newest: "QuoteCheck | None" = None

    @property
    def snapshot_id(self) -> int:
        """Of the snapshot."""
        return self.snapshot.id


Asked = tuple[Fingerprint, str]  # a snapshot, and the words quoted


def quote_checks(
    session: Session, evidence: Collection[Evidence], opened: Container[int]
) -> Mapping[int, QuoteCheck]:
    """The check of each piece of evidence, by its id; without a quote or a snapshot there is none.

    Each is checked against the snapshot that it refers to, else against the newest of its source
    that has a text. Of a confidential source there is none, unless it is among those `opened`
    (ids). In two queries at most.
    """
    quoted = [piece for piece in evidence if piece.quote and sees_piece(piece, opened)]
    if not quoted:
        return {}
    pairs = dict(_pairs(session, quoted))
    found = _answers(session, [asked for pair in pairs.values() for asked in pair])
    return {piece_id: _both(*(found[asked] for asked in pair)) for piece_id, pair in pairs.items()}


def quote_check_in(session: Session, quote: str, snapshot: Snapshot) -> QuoteCheck:
    """What is found of a quote in one snapshot."""
    taken = snapshot.taken_at, snapshot.sha256
    asked = Fingerprint(snapshot.id, snapshot.source_id, *taken), quote
    return _answers(session, [asked])[asked]


def standing_on(session: Session, snapshot: Snapshot) -> Sequence[Evidence]:
    """The evidence that stands on a snapshot, with its claim and article, newest first.

    That is what refers to it, also if it was removed and can be put back, and every other quote of
    its source that is found in it: in the newest, since that is what it is checked against, or in
    an older one that says more of it than the newest. In three queries at most.
    """
    referring = Evidence.snapshot_id == snapshot.id
    typed = (
        Evidence.snapshot_id.is_(None)
        & (Evidence.source_id == snapshot.source_id)
        & Evidence.removed_at.is_(None)
        & (Evidence.quote != "")
    )
    chosen = select(Evidence).options(joinedload(Evidence.claim).joinedload(Claim.article))
    found = session.scalars(chosen.where(or_(referring, typed)).order_by(Evidence.id.desc())).all()
    quotes = {piece.quote for piece in found if piece.snapshot_id is None}
    held = _held(session, quotes, snapshot) if quotes and not snapshot.unreadable else set()
    return [piece for piece in found if piece.snapshot_id is not None or piece.quote in held]


def _held(session: Session, quotes: Collection[str], snapshot: Snapshot) -> Collection[str]:
    """Those of these quotes for which a snapshot is the best that is kept of its source."""
    kept = fingerprints(session, {snapshot.source_id}, {snapshot.id})
    own, newest = next(each for each in kept if each.id == snapshot.id), kept[-1]
    found = _answers(session, [(each, quote) for quote in quotes for each in (own, newest)])

    def is_held(quote: str) -> bool:
        here, there = (found[each, quote].found.outcome for each in (own, newest))
        return here is not Outcome.NOT_FOUND and (own is newest or there.is_less_than(here))

    return set(filter(is_held, quotes))


def _pairs(
    session: Session, quoted: Collection[Evidence]
) -> Iterator[tuple[int, tuple[Asked, Asked]]]:
    """What is asked of the snapshot that each piece refers to, and of the newest one."""
    referred = {piece.snapshot_id for piece in quoted if piece.snapshot_id is not None}
    kept = fingerprints(session, {piece.source_id for piece in quoted}, referred)
    by_id = {each.id: each for each in kept}
    newest = {each.source_id: each for each in kept}
    for piece in quoted:
        if piece.source_id in newest:
            last = newest[piece.source_id]
            own = last if piece.snapshot_id is None else by_id[piece.snapshot_id]
            yield piece.id, ((own, piece.quote), (last, piece.quote))


def _both(own: QuoteCheck, newest: QuoteCheck) -> QuoteCheck:
    return own if _says(own) == _says(newest) else replace(own, newest=newest)


def _says(check: QuoteCheck) -> tuple[object, ...]:
    found = check.found
    return found.outcome, found.pieces, found.stand_ins


def _answers(session: Session, asked: Collection[Asked]) -> Mapping[Asked, QuoteCheck]:
    """A snapshot never changes, so what was found for a quote is remembered."""
    keys = list(dict.fromkeys(asked))
    return _found.recall_all(keys, lambda missing: list(_checks(session, missing)))


def _checks(session: Session, asked: Sequence[Asked]) -> Iterator[QuoteCheck]:
    """Each text is loaded once, and made ready once."""
    kept = marked_texts(session, {snapshot.id for snapshot, _quote in asked})
    ready = {snapshot_id: SourceText(marked.text) for snapshot_id, marked in kept.items()}
    for snapshot, quote in asked:
        found = check_quote(quote, ready[snapshot.id])
        yield _placed(snapshot, found, kept[snapshot.id])


def _placed(snapshot: Fingerprint, found: Checked, marked: MarkedText) -> QuoteCheck:
    if not found.stretches:
        return QuoteCheck(snapshot, found)
    start, end = found.stretches[0].start, found.stretches[-1].end
    number = marked.marks.mark_at(start) + 1
    return QuoteCheck(snapshot, found, number, marked.marks.locator(start, end))
