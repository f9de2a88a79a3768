"""Whether sources say what they are quoted for: each quote beside what is kept of its source."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from workbench.evidence.models import Evidence
from workbench.evidence.quotes import Checked, SourceText, check_quote
from workbench.sources.snapshots import MarkedText, marked_texts, newest_readable
from workbench.web.memory import memory


@dataclass(frozen=True)
class QuoteCheck:
    """What was found in a snapshot, and behind which mark it begins.

    `number` counts the marks from 1; `locator` is how one refers to the place, empty where the
    quote was not found. `newest`: the answer of the newest snapshot with a text, where that is
    another snapshot and another answer.
    """

    snapshot_id: int
    found: Checked
    number: int = 1
    locator: str = ""
    newest: "QuoteCheck | None" = None


Asked = tuple[str, int, str]  # the word "quote", the snapshot's id, the words quoted


def quote_checks(session: Session, evidence: Collection[Evidence]) -> Mapping[int, QuoteCheck]:
    """The check of each piece of evidence, by its id; without a quote or a snapshot there is none.

    Each is checked against the snapshot that it refers to, else against the newest of its source
    that has a text. In two queries at most.
    """
    quoted = [piece for piece in evidence if piece.quote]
    if not quoted:
        return {}
    newest = newest_readable(session, {piece.source_id for piece in quoted})
    pairs = {
        piece.id: _asked(piece, newest[piece.source_id])
        for piece in quoted
        if piece.source_id in newest
    }
    found = _answers(session, [asked for pair in pairs.values() for asked in pair])
    return {piece_id: _both(*(found[asked] for asked in pair)) for piece_id, pair in pairs.items()}


def quote_check_in(session: Session, quote: str, snapshot_id: int) -> QuoteCheck:
    """What is found of a quote in one snapshot."""
    asked: Asked = ("quote", snapshot_id, quote)
    return _answers(session, [asked])[asked]


def _asked(piece: Evidence, newest: int) -> tuple[Asked, Asked]:
    """What is asked of the snapshot that a piece refers to, and of the newest one."""
    own = piece.snapshot_id or newest
    return ("quote", own, piece.quote), ("quote", newest, piece.quote)


def _both(own: QuoteCheck, newest: QuoteCheck) -> QuoteCheck:
    same = (own.found.outcome, own.found.pieces) == (newest.found.outcome, newest.found.pieces)
    return own if same else replace(own, newest=newest)


def _answers(session: Session, asked: Collection[Asked]) -> Mapping[Asked, QuoteCheck]:
    """A snapshot never changes, so what was found for a quote is remembered."""
    keys = list(dict.fromkeys(asked))
    return memory().recall_all(keys, lambda missing: list(_checks(session, missing)))


def _checks(session: Session, asked: Sequence[Asked]) -> Iterator[QuoteCheck]:
    """Each text is loaded once, and made ready once."""
    kept = marked_texts(session, {snapshot_id for _word, snapshot_id, _quote in asked})
    ready = {snapshot_id: SourceText(marked.text) for snapshot_id, marked in kept.items()}
    for _word, snapshot_id, quote in asked:
        found = check_quote(quote, ready[snapshot_id])
        yield _placed(snapshot_id, found, kept[snapshot_id])


def _placed(snapshot_id: int, found: Checked, marked: MarkedText) -> QuoteCheck:
    if not found.stretches:
        return QuoteCheck(snapshot_id, found)
    start, end = found.stretches[0].start, found.stretches[-1].end
    return QuoteCheck(
        snapshot_id, found, marked.marks.mark_at(start) + 1, marked.marks.locator(start, end)
    )
