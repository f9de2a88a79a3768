"""How the words of a claim changed from one version of its article to the next."""

from collections.abc import Sequence

from workbench.articles.word_difference import Piece, word_difference
from workbench.claims.models import Passage
from workbench.claims.queries import EarlierPlace


def rewordings(
    passages: Sequence[Passage], stood: Sequence[EarlierPlace]
) -> Sequence[Sequence[Piece]]:
    """For each passage that had other words before, what leads from those to its own."""
    earlier = [(_reworded_from(passage, stood), passage) for passage in passages]
    return [word_difference(place.exact, passage.exact) for place, passage in earlier if place]


def _reworded_from(passage: Passage, stood: Sequence[EarlierPlace]) -> EarlierPlace | None:
    """Where a passage last had other words, if it ever had."""
    by_id = {place.passage_id: place for place in stood}
    place = by_id.get(passage.follows_id or 0)
    while place is not None and place.exact == passage.exact:
        place = by_id.get(place.follows_id or 0)
    return place
