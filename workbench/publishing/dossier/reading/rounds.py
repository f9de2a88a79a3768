"""Rounds: by which policy a claim was read, by whom, and how it was decided between readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.claims.rules import Outcome, Priority
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.publishing.dossier.plan import (
    PlannedBallot,
    PlannedRound,
    PlannedSettling,
    PlannedVerdict,
    PlannedVote,
)
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.seats import Seats, read_seats
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.tallying import tally


def read_rounds(
    claim: Node, verdicts: Sequence[PlannedVerdict], people: People
) -> tuple[PlannedRound, ...]:
    """All rounds of a claim, the first one first: all are opened, and all but the last are over."""
    nodes = claim.children("rounds")
    for node in nodes[:-1]:
        if not node.has("ended_at"):
            node.fault("ended_at", "is missing, but another round came after it")
    written = list(zip(claim.children("verdicts"), verdicts, strict=True))
    rounds = []
    for number, node in enumerate(nodes):
        seats = read_seats(node, people)
        seats.refuse_second_seconds([pair for pair in written if pair[1].round == number])
        seats.refuse_readers_who_decide([pair for pair in written if pair[1].round == number])
        rounds.append(_Round(number, node, verdicts, seats, people).planned())
    return tuple(rounds)


@dataclass(frozen=True)
class _Round:
    """A round that is being read, counted from 0, with all verdicts of its claim."""

    number: int
    node: Node
    verdicts: Sequence[PlannedVerdict]
    seats: Seats
    people: People

    def planned(self) -> PlannedRound:
        node = self.node
        return PlannedRound(
            policy=_policy(node.child("policy")),
            opened_at=node.moment("opened_at"),
            ended_at=node.optional_moment("ended_at"),
            shown=node.flag("shown") or False,
            readings=self.seats.readings,
            ballots=tuple(self._ballot(each) for each in node.children("ballots")),
            settled=tuple(self._settling(each) for each in node.children("settled")),
        )

    def _verdict(self, node: Node, key: str) -> int | None:
        """A verdict that a reader of this round handed in, by its place."""
        place = node.place(key, len(self.verdicts), "verdict of the claim")
        if place is None:
            return None
        if self.verdicts[place].round != self.number:
            node.fault(key, f"verdict {place + 1} is not of this round")
        elif self.verdicts[place].state is VerdictState.DRAFT:
            node.fault(key, f"verdict {place + 1} was not handed in")
        return place

    def _settling(self, node: Node) -> PlannedSettling:
        verdict, dissent = self._verdict(node, "verdict"), self._verdict(node, "dissent")
        if verdict == dissent:
            node.fault("dissent", "is the same verdict as the one that stands")
        by = self.people.who(node, "by")
        self.seats.refuse_reader(node, by, "decided between its readers")
        return PlannedSettling(verdict or 0, dissent or 0, node.line("why"), by, node.moment("at"))

    def _ballot(self, node: Node) -> PlannedBallot:
        votes = tuple(self._vote(each) for each in node.children("votes"))
        seen: set[str] = set()
        for each, vote in zip(node.children("votes"), votes, strict=True):
            if vote.by in seen:
                each.fault("by", "has voted in this ballot already")
            seen.add(vote.by)
        outcome = node.word("outcome", Outcome) or Outcome.NO_MAJORITY
        verdict = self._verdict(node, "verdict")
        found = tally([vote.verdict for vote in votes], left_to_vote=0)
        if found is None or found.outcome is not outcome:
            node.fault("outcome", f"its {len(votes)} votes do not come to {outcome}")
        elif found.verdict_id != verdict:
            node.fault("verdict", "is not the one that most votes are for")
        return PlannedBallot(
            node.moment("opened_at"), node.moment("closed_at"), outcome, verdict, votes
        )

    def _vote(self, node: Node) -> PlannedVote:
        verdict, reason = self._verdict(node, "verdict"), node.line("reason")
        if not node.has("verdict") and not reason:
            node.fault("reason", "is missing: who votes for none of them says why")
        by = self.people.who(node, "by")
        self.seats.refuse_reader(node, by, "voted on its verdicts")
        return PlannedVote(verdict, reason, by or "", node.moment("at"))


def _policy(node: Node) -> PolicyFields:
    """What it says; where it says least, as desks without a policy review."""
    blind, plain = node.flag("blind"), PolicyFields()
    return PolicyFields(
        second_for=frozenset(map(Priority, node.texts("second_for"))),
        blind=plain.blind if blind is None else blind,
        approvals=node.number("approvals") or plain.approvals,
        ballot=node.word("ballot", Balloting) or plain.ballot,
        shortest_rationale=node.number("shortest_rationale") or 0,
        blocking=frozenset(map(Check, node.texts("blocking"))),
    )
