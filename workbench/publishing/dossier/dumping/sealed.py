"""What a return asks for of a confidential source: its words are for confidants, and stay here.

The words of such a point stand in the comment of its return, too, and in lines of the record.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.history.models import Event
from workbench.history.retelling import LEFT_OUT
from workbench.history.rules import EventKind
from workbench.verdicts.models import Point, Review


def is_sealed(point: Point) -> bool:
    """Whether a point is about a use of a confidential source."""
    return point.evidence is not None and point.evidence.source.confidential


def words_told(point: Point, words: str) -> str:
    """What a dossier has of the words of a point."""
    return LEFT_OUT if words and is_sealed(point) else words


def comment_told(review: Review) -> str:
    """The comment of a decision, which is all its points in one."""
    if not any(map(is_sealed, review.points)):
        return review.comment
    return "\n\n".join(words_told(point, point.comment) for point in review.points)


class LinesTold:
    """The lines of the record as a dossier has them: of points on returns without sealed words."""

    def __init__(self, reviews: Iterable[Review], claims: Mapping[int, int]) -> None:
        """`claims`: of each verdict by its id, the id of its claim."""
        sealed = [each for each in reviews if any(map(is_sealed, each.points))]
        self._comments = {each.comment: comment_told(each) for each in sealed}
        self._points = {
            (claims[each.verdict_id], point.position)
            for each in sealed
            for point in each.points
            if is_sealed(point)
        }

    def details(self, event: Event) -> Mapping[str, Any]:
        """What a line says."""
        details: Mapping[str, Any] = event.details
        if event.kind == EventKind.VERDICT_RETURNED:
            comment = str(details.get("comment"))
            sealed = comment in self._comments
            return {**details, "comment": self._comments[comment]} if sealed else details
        answered = event.kind == EventKind.POINT_ANSWERED
        if answered and (event.claim_id, details.get("position")) in self._points:
            return {**details, **{key: _left_out(details.get(key)) for key in ("before", "after")}}
        return details


def _left_out(words: object) -> str:
    return LEFT_OUT if words else ""
