"""The verdicts of a claim: what was decided of each, and what its author answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.claims.models import Claim
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment
from workbench.publishing.dossier.dumping.sealed import comment_told, words_told
from workbench.publishing.dossier.dumping.told import current_told, state_told
from workbench.verdicts.models import Point, Review, UsedEvidence, Verdict


@dataclass(frozen=True)
class Verdicts:
    """The verdicts of all claims, with what hangs on them."""

    of_claims: Mapping[int, Sequence[Verdict]]
    used: Mapping[int, Sequence[UsedEvidence]]
    reviews: Mapping[int, Sequence[Review]]
    taken_back: Collection[int]  # ids of reviews
    names: Names

    def told(self, claim: Claim, rounds: Mapping[int, int]) -> list[Record]:
        """A claim's verdicts, the oldest first. `rounds`: the places of its rounds, by id."""
        found = self.of(claim)
        current = current_told(found)
        return [self._verdict(claim, row, current, rounds) for row in found]

    def of(self, claim: Claim) -> Sequence[Verdict]:
        """The rows."""
        return self.of_claims.get(claim.id, ())

    def places(self, claim: Claim) -> Mapping[int, int]:
        """Where a claim's verdicts are in that list, by id, counted from 1."""
        return {row.id: place for place, row in enumerate(self.of(claim), start=1)}

    def _verdict(
        self, claim: Claim, row: Verdict, current: Verdict | None, rounds: Mapping[int, int]
    ) -> Record:
        names = self.names
        rating = None if row.rating_id is None else names.ratings[row.rating_id]
        used = [names.evidence[each.evidence_id] for each in self.used.get(row.id, ())]
        return {
            "scale": rating and dict(names.scales[rating.scale_id]),
            "rating": rating and rating.label,
            "summary": row.summary,
            "rationale": row.rationale,
            "by": names.person(row.by_id),
            "at": moment(row.at),
            "state": state_told(claim, row, current).value,
            "current": row is current,
            "reading": row.reading.value,
            "round": rounds.get(row.round_id or 0),
            "stood_on": sorted(used, key=lambda name: int(name[1:])),
            "stale_since": row.stale_since and moment(row.stale_since),
            "decisions": [self._decision(each) for each in self.reviews.get(row.id, ())],
        }

    def _decision(self, review: Review) -> Record:
        return {
            "decision": review.decision.value,
            "by": self.names.person(review.by_id),
            "at": moment(review.at),
            "comment": comment_told(review),
            "points": [_point(each, self.names) for each in review.points],
            "taken_back": review.id in self.taken_back,
        }


def verdicts_in(found: Gathered, names: Names) -> Verdicts:
    """The verdicts on an article's claims."""
    return Verdicts(
        grouped(found.verdicts, lambda row: row.claim_id),
        grouped(found.used, lambda row: row.verdict_id),
        grouped(found.reviews, lambda row: row.verdict_id),
        set(found.taken_back),
        names,
    )


def _point(point: Point, names: Names) -> Record:
    return {
        "about": point.about.value,
        "evidence": point.evidence_id and names.evidence[point.evidence_id],
        "comment": words_told(point, point.comment),
        "answer": words_told(point, point.answer),
        "done_at": point.done_at and moment(point.done_at),
        "done_by": names.person(point.done_by_id),
    }
