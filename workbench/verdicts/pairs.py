"""The verdicts of a claim's two readers, and what each of them stood on.

Nothing here is told before a round is open: until then both are their authors' alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session, joinedload

from workbench.claims.models import Claim
from workbench.db import plain_write
from workbench.errors import message as _
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.verdicts.errors import VerdictDecided
from workbench.verdicts.models import Rating, Round, UsedEvidence, Verdict
from workbench.verdicts.rules import Seat, VerdictState


@dataclass(frozen=True)
class Pair:
    """A round's two verdicts, as each of the readers gave it last."""

    round: Round
    first: Verdict
    second: Verdict

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """The first reader's, and the second's."""
        return self.first, self.second

    def choose(self, verdict_id: int) -> tuple[Verdict, Verdict]:
        """The verdict of this id, and the other one. Raises `VerdictDecided` for a third."""
        if verdict_id == self.first.id:
            return self.first, self.second
        if verdict_id == self.second.id:
            return self.second, self.first
        raise VerdictDecided(
            _(
                "The verdicts were changed after you opened them. Nothing was decided; "
                "look at them as they stand now."
            )
        )


@dataclass(frozen=True)
class EvidenceUsed:
    """What two verdicts stood on when they were proposed: both of them, or only one."""

    by_both: Sequence[Evidence]
    by_first: Sequence[Evidence]
    by_second: Sequence[Evidence]


def pair_of(session: Session, claim: Claim) -> Pair | None:
    """Both verdicts of the claim's newest round, if it is open and was read twice."""
    verdicts = session.scalars(_OPENED, {"claim_id": claim.id}).all()
    newest = verdicts[0].round if verdicts else None
    if newest is None:
        return None
    last = {v.reading: v for v in reversed(verdicts) if v.round_id == newest.id}
    if Seat.SECOND not in last or Seat.FIRST not in last:
        return None
    return Pair(newest, last[Seat.FIRST], last[Seat.SECOND])


_OPENED = (
    select(Verdict)
    .join(Verdict.round)
    .options(
        joinedload(Verdict.round).joinedload(Round.policy),
        joinedload(Verdict.rating).joinedload(Rating.scale),
        joinedload(Verdict.author),
    )
    .where(
        Verdict.claim_id == bindparam("claim_id"),
        Round.opened_at.is_not(None),
        Verdict.state.not_in((VerdictState.DRAFT, VerdictState.SUPERSEDED)),
    )
    .order_by(Round.number.desc(), Verdict.number.desc())
)


def note_evidence_used(session: Session, verdict: Verdict) -> None:
    """Keep what a verdict stands on that is being proposed; proposed again, as it is now."""
    held = {"of_verdict": verdict.id}
    plain_write(session, _FORGET.where(UsedEvidence.verdict_id == bindparam("of_verdict")), held)
    used = [
        {"verdict_id": verdict.id, "evidence_id": e.id} for e in evidence_of(session, verdict.claim)
    ]
    if used:
        session.execute(insert(UsedEvidence), used)


_FORGET = delete(UsedEvidence)


def evidence_used(session: Session, pair: Pair) -> EvidenceUsed:
    """How what both verdicts stood on differs, in the order in which it was added."""
    rows = session.scalars(
        select(UsedEvidence)
        .options(joinedload(UsedEvidence.evidence).joinedload(Evidence.source))
        .where(UsedEvidence.verdict_id.in_((pair.first.id, pair.second.id)))
        .order_by(UsedEvidence.evidence_id)
    ).all()
    pieces = {row.evidence_id: row.evidence for row in rows}
    first, second = (
        {row.evidence_id for row in rows if row.verdict_id == verdict.id}
        for verdict in (pair.first, pair.second)
    )
    return EvidenceUsed(
        _chosen(pieces.values(), first & second),
        _chosen(pieces.values(), first - second),
        _chosen(pieces.values(), second - first),
    )


def _chosen(pieces: Collection[Evidence], ids: Collection[int]) -> Sequence[Evidence]:
    return [piece for piece in pieces if piece.id in ids]
