"""Passages of a version whose sentences are at hand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from workbench.articles.models import Sentence, Version
from workbench.claims.models import Passage, Touch
from workbench.publishing.dossier.plan import PlannedPassage


def placed(plan: PlannedPassage, version: Version, sentences: Sequence[Sentence]) -> Passage:
    """A passage, touching those of the version's sentences (given in order) that it overlaps."""
    quote = plan.quote
    first = bisect_right(sentences, quote.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, quote.end, key=lambda sentence: sentence.start)
    return Passage(
        version_id=version.id,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=quote.start,
        end=quote.end,
        touched=[
            Touch(
                sentence_id=sentence.id,
                whole=quote.start <= sentence.start and sentence.end <= quote.end,
            )
            for sentence in sentences[first:last]
        ],
    )
