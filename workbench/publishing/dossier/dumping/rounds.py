"""Rounds that are opened: by which policy a claim was read, by whom, and how it was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.policies.rules import PolicyFields
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment
from workbench.verdicts.models import Ballot, Reading, Round, SettledReading, Vote

Places = Mapping[int, int]  # of verdicts in the claim's list, by id, counted from 1


@dataclass(frozen=True)
class Rounds:
    """The rounds of all claims, with what hangs on them."""

    of_claims: Mapping[int, Sequence[Round]]
    readings: Mapping[int, Sequence[Reading]]
    settled: Mapping[int, Sequence[SettledReading]]
    ballots: Mapping[int, Sequence[Ballot]]
    names: Names

    def told(self, claim_id: int, places: Places) -> list[Record]:
        """A claim's rounds, the first one first."""
        return [self._round(each, places) for each in self.of_claims.get(claim_id, ())]

    def places(self, claim_id: int) -> Mapping[int, int]:
        """Where a claim's rounds are in that list, by id, counted from 1."""
        return {row.id: place for place, row in enumerate(self.of_claims.get(claim_id, ()), 1)}

    def _round(self, row: Round, places: Places) -> Record:
        return {
            "policy": _policy(row.policy.fields),
            "opened_at": row.opened_at and moment(row.opened_at),
            "ended_at": row.ended_at and moment(row.ended_at),
            "shown": row.shown,
            "readings": [_reading(each, self.names) for each in self.readings.get(row.id, ())],
            "ballots": [_ballot(each, places, self.names) for each in self.ballots.get(row.id, ())],
            "settled": [
                _settled(each, places, self.names) for each in self.settled.get(row.id, ())
            ],
        }


def rounds_in(found: Gathered, names: Names) -> Rounds:
    """The rounds of an article's claims."""
    return Rounds(
        grouped(found.rounds, lambda row: row.claim_id),
        grouped(found.readings, lambda row: row.round_id),
        grouped(found.settled, lambda row: row.round_id),
        grouped(found.ballots, lambda row: row.round_id),
        names,
    )


def _policy(policy: PolicyFields) -> Record:
    """What it says, whatever number it has on its desk."""
    return {
        "second_for": [each.value for each in policy.priorities],
        "blind": policy.blind,
        "approvals": policy.approvals,
        "ballot": policy.ballot.value,
        "shortest_rationale": policy.shortest_rationale,
        "blocking": sorted(each.value for each in policy.blocking),
    }


def _reading(row: Reading, names: Names) -> Record:
    return {
        "seat": row.seat.value,
        "by": names.person(row.person_id),
        "taken_at": moment(row.taken_at),
        "left_at": row.left_at and moment(row.left_at),
    }


def _ballot(row: Ballot, places: Places, names: Names) -> Record:
    return {
        "opened_at": moment(row.opened_at),
        "closed_at": row.closed_at and moment(row.closed_at),
        "outcome": row.outcome and row.outcome.value,
        "verdict": row.verdict_id and places[row.verdict_id],
        "votes": [_vote(each, places, names) for each in row.votes],
    }


def _vote(row: Vote, places: Places, names: Names) -> Record:
    return {
        "verdict": row.verdict_id and places[row.verdict_id],
        "reason": row.reason,
        "by": names.person(row.by_id),
        "at": moment(row.at),
    }


def _settled(row: SettledReading, places: Places, names: Names) -> Record:
    return {
        "verdict": places[row.verdict_id],
        "dissent": places[row.dissent_id],
        "why": row.why,
        "by": names.person(row.by_id),
        "at": moment(row.at),
    }
