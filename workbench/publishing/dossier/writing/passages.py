"""Passages of versions whose sentences are at hand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from workbench.articles.models import Sentence
from workbench.claims.models import Passage, Touch
from workbench.publishing.dossier.plan import Plan, PlannedPassage
from workbench.publishing.dossier.writing.rows import Rows


def write_passages(session: Session, plan: Plan, rows: Rows) -> None:
    """The passages of all claims in all versions; those of the newest are current."""
    planned = [passage for claim in plan.claims for passage in claim.passages]
    newest = max(rows.versions)
    rows.passages = {
        each.key: _passage(each, rows, current=each.key.version == newest) for each in planned
    }
    session.add_all(rows.passages.values())
    session.flush()
    for each in planned:
        if each.follows is not None:
            rows.passages[each.key].follows_id = rows.passages[each.follows].id
    session.flush()


def _passage(plan: PlannedPassage, rows: Rows, *, current: bool) -> Passage:
    quote, number = plan.quote, plan.key.version
    return Passage(
        claim_id=rows.claims[plan.key.claim].id,
        version_id=rows.versions[number].id,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=quote.start,
        end=quote.end,
        current=current,
        touched=list(_touches(quote.start, quote.end, rows.sentences[number])),
    )


def _touches(start: int, end: int, sentences: Sequence[Sentence]) -> Iterator[Touch]:
    """The sentences, given in order, that a stretch overlaps."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, end, key=lambda sentence: sentence.start)
    for sentence in sentences[first:last]:
        whole = start <= sentence.start and sentence.end <= end
        yield Touch(sentence_id=sentence.id, whole=whole)
