"""How often each rating is given in an edition. Pure."""

from collections.abc import Sequence

from workbench.publishing.edition.model import Claim, Rating, Scale


def verdict_counts(claims: Sequence[Claim], scales: Sequence[Scale]) -> list[tuple[Rating, int]]:
    """Ratings that were given and how often, in the order of the scales.

    Ratings of several versions of a scale that are called and drawn alike count as one.
    """
    given = [_look(claim.verdict.rating) for claim in claims]
    steps = {_look(rating): rating for scale in scales for rating in scale.ratings}
    return [(rating, given.count(look)) for look, rating in steps.items() if look in given]


def _look(rating: Rating) -> tuple[str, str, str]:
    return rating.label, rating.token, rating.icon
