"""Verdicts of a claim, what was decided of them, and the rounds that they were written in."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.publishing.dossier.plan import (
    Plan,
    PlannedBallot,
    PlannedClaim,
    PlannedDecision,
    PlannedPoint,
    PlannedRound,
    PlannedVerdict,
)
from workbench.publishing.dossier.writing.rows import Rows
from workbench.verdicts.models import (
    Ballot,
    CheckReason,
    Point,
    Rating,
    Reading,
    Review,
    Round,
    SettledReading,
    UsedEvidence,
    Verdict,
    VerdictRevision,
    Vote,
)


def write_verdicts(session: Session, plan: Plan, rows: Rows) -> None:
    """The verdicts of claims whose rows and evidence are at hand, and all that hangs on them."""
    for planned in plan.claims:
        rows.rounds[planned.number] = _rounds(planned, rows)
        rows.verdicts[planned.number] = _verdicts(planned, rows)
        session.add_all(rows.rounds[planned.number])
        session.add_all(rows.verdicts[planned.number])
        session.add_all(_reasons(planned, rows))
    session.flush()
    for planned in plan.claims:
        session.add_all(_used(planned, rows))
        verdicts = rows.verdicts[planned.number]
        session.add_all(_put_again(planned, verdicts))
        for each, row in zip(planned.rounds, rows.rounds[planned.number], strict=True):
            session.add_all(_readings(each, row, rows))
            session.add_all(_settled(each, row, verdicts, rows))
            session.add_all(_ballot(ballot, row, verdicts, rows) for ballot in each.ballots)
    session.flush()


def _rounds(plan: PlannedClaim, rows: Rows) -> Sequence[Round]:
    claim = rows.claims[plan.number]
    return [_round(each, number, claim, rows) for number, each in enumerate(plan.rounds, start=1)]


def _verdicts(plan: PlannedClaim, rows: Rows) -> Sequence[Verdict]:
    claim, rounds = rows.claims[plan.number], rows.rounds[plan.number]
    found = [_verdict(each, place, claim, rows) for place, each in enumerate(plan.verdicts)]
    for place, (planned, verdict) in enumerate(zip(plan.verdicts, found, strict=True)):
        verdict.current = place == plan.current
        verdict.round = None if planned.round is None else rounds[planned.round]
    return found


def _used(plan: PlannedClaim, rows: Rows) -> Iterator[UsedEvidence]:
    for planned, verdict in zip(plan.verdicts, rows.verdicts[plan.number], strict=True):
        for key in planned.stood_on:
            yield UsedEvidence(verdict_id=verdict.id, evidence_id=rows.evidence[key].id)


def _put_again(plan: PlannedClaim, verdicts: Sequence[Verdict]) -> Iterator[VerdictRevision]:
    """The next version of a verdict whose decision was taken back, as who decided put it there."""
    for planned, decided, again in zip(plan.verdicts, verdicts, verdicts[1:], strict=False):
        for decision, review in zip(planned.decisions, decided.reviews, strict=True):
            if decision.taken_back:
                put = decided.revision + 1
                again.revision = put + 1
                yield VerdictRevision(
                    verdict_id=again.id, revision=put, rating_id=again.rating_id,
                    summary=again.summary, rationale=again.rationale, by_id=review.by_id,
                    at=review.at,
                )  # fmt: skip


def _round(plan: PlannedRound, number: int, claim: Claim, rows: Rows) -> Round:
    return Round(
        claim_id=claim.id,
        number=number,
        policy=rows.policies[plan.policy],
        opened_at=plan.opened_at,
        ended_at=plan.ended_at,
        shown=plan.shown,
    )


def _verdict(plan: PlannedVerdict, place: int, claim: Claim, rows: Rows) -> Verdict:
    return Verdict(
        claim=claim,
        number=place + 1,
        rating=_rating(plan, rows),
        summary=plan.summary,
        rationale=plan.rationale,
        state=plan.state,
        by_id=rows.person(plan.by),
        at=plan.at,
        stale_since=plan.stale_since,
        reading=plan.reading,
        reviews=[_review(each, rows) for each in plan.decisions],
    )


def _rating(plan: PlannedVerdict, rows: Rows) -> Rating | None:
    if plan.rating is None:
        return None
    scale = plan.rating.scale
    return rows.ratings[scale.name, scale.version, scale.row_id][plan.rating.index]


def _review(plan: PlannedDecision, rows: Rows) -> Review:
    return Review(
        decision=plan.decision,
        comment=plan.comment,
        by_id=rows.person(plan.by),
        at=plan.at,
        points=[_point(each, place, rows) for place, each in enumerate(plan.points, start=1)],
    )


def _point(plan: PlannedPoint, place: int, rows: Rows) -> Point:
    return Point(
        position=place,
        about=plan.about,
        evidence=None if plan.evidence is None else rows.evidence[plan.evidence],
        comment=plan.comment,
        answer=plan.answer,
        done_at=plan.done_at,
        done_by_id=rows.person(plan.done_by),
    )


def _reasons(plan: PlannedClaim, rows: Rows) -> Iterator[CheckReason]:
    for each in plan.check_reasons:
        yield CheckReason(
            claim_id=rows.claims[plan.number].id,
            check=each.check,
            reason=each.reason,
            by_id=rows.person(each.by),
            at=each.at,
        )


def _readings(plan: PlannedRound, row: Round, rows: Rows) -> Iterator[Reading]:
    for each in plan.readings:
        yield Reading(
            round_id=row.id,
            seat=each.seat,
            person_id=rows.people[each.by],
            taken_at=each.taken_at,
            left_at=each.left_at,
        )


def _settled(
    plan: PlannedRound, row: Round, verdicts: Sequence[Verdict], rows: Rows
) -> Iterator[SettledReading]:
    for each in plan.settled:
        yield SettledReading(
            round_id=row.id,
            verdict_id=verdicts[each.verdict].id,
            dissent_id=verdicts[each.dissent].id,
            why=each.why,
            by_id=rows.person(each.by),
            at=each.at,
        )


def _ballot(plan: PlannedBallot, row: Round, verdicts: Sequence[Verdict], rows: Rows) -> Ballot:
    return Ballot(
        round_id=row.id,
        opened_at=plan.opened_at,
        closed_at=plan.closed_at,
        outcome=plan.outcome,
        verdict_id=_id(plan.verdict, verdicts),
        votes=[
            Vote(
                verdict_id=_id(each.verdict, verdicts),
                reason=each.reason,
                by_id=rows.people[each.by],
                at=each.at,
            )
            for each in plan.votes
        ],
    )


def _id(place: int | None, verdicts: Sequence[Verdict]) -> int | None:
    return None if place is None else verdicts[place].id
