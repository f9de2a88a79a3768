"""Whether sources say what they are quoted for: each quote beside what is kept of its source."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.evidence.models import Evidence
from workbench.evidence.quotes import Checked, SourceText, check_quote
from workbench.sources.snapshots import MarkedText, marked_texts, newest_readable
from workbench.web.memory import memory


@dataclass(frozen=True)
class QuoteCheck:
    """What was found in the newest snapshot with a text, and behind which mark it begins.

    `number` counts the marks from 1. No label where the quote was not found.
    """

    snapshot_id: int
    found: Checked
    number: int = 1
    label: str = ""


Asked = tuple[str, int, str]  # the word "quote", the snapshot's id, the words quoted


def quote_checks(session: Session, evidence: Collection[Evidence]) -> Mapping[int, QuoteCheck]:
    """The check of each piece of evidence, by its id; without a quote or a snapshot there is none.

    A snapshot never changes, so what was found for a quote is remembered. In two queries at most.
    """
    quoted = [piece for piece in evidence if piece.quote]
    if not quoted:
        return {}
    newest = newest_readable(session, {piece.source_id for piece in quoted})
    asked: dict[int, Asked] = {
        piece.id: ("quote", newest[piece.source_id], piece.quote)
        for piece in quoted
        if piece.source_id in newest
    }
    keys = list(dict.fromkeys(asked.values()))
    found = memory().recall_all(keys, lambda missing: list(_checks(session, missing)))
    return {piece_id: found[key] for piece_id, key in asked.items()}


def _checks(session: Session, asked: Sequence[Asked]) -> Iterator[QuoteCheck]:
    """Each text is loaded once, and made ready once."""
    kept = marked_texts(session, {snapshot_id for _word, snapshot_id, _quote in asked})
    ready = {snapshot_id: SourceText(marked.text) for snapshot_id, marked in kept.items()}
    for _word, snapshot_id, quote in asked:
        found = check_quote(quote, ready[snapshot_id])
        yield _placed(snapshot_id, found, kept[snapshot_id])


def _placed(snapshot_id: int, found: Checked, marked: MarkedText) -> QuoteCheck:
    if not found.stretches or not marked.starts:
        return QuoteCheck(snapshot_id, found)
    at = marked.mark_at(found.stretches[0].start)
    return QuoteCheck(snapshot_id, found, at + 1, marked.labels[at])
