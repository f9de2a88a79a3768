"""Scales, verdicts and the decisions on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.models import Person
from workbench.claims.models import Claim
from workbench.claims.rules import Outcome
from workbench.db import Base, now, only
from workbench.evidence.models import Evidence
from workbench.history.guards import guard
from workbench.policies.models import Policy
from workbench.policies.rules import Check
from workbench.verdicts.allowed import CLOSING, DECIDED_AS_WRITTEN, OPEN_BALLOT, SAME_STANDING
from workbench.verdicts.rules import About, Decision, Seat, Token, VerdictState


class Scale(Base):
    """A desk's verdict scale. Changing one makes its next version, so past verdicts stand."""

    __tablename__ = "scales"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    name: Mapped[str]
    version: Mapped[int]
    current: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)

    ratings: Mapped[list["Rating"]] = relationship(
        back_populates="scale", order_by="Rating.position"
    )

    __table_args__ = (
        UniqueConstraint("desk_id", "name", "version"),
        Index(
            "uq_scales_current",
            "desk_id",
            unique=True,
            **only("current"),
        ),
    )


class Rating(Base):
    """One step of a scale: higher values are truer, none is off the scale."""

    __tablename__ = "ratings"

    id: Mapped[int] = mapped_column(primary_key=True)
    scale_id: Mapped[int] = mapped_column(ForeignKey("scales.id"))
    position: Mapped[int]
    label: Mapped[str]
    value: Mapped[int | None]
    definition: Mapped[str] = mapped_column(default="")
    token: Mapped[Token]
    icon: Mapped[str]

    scale: Mapped[Scale] = relationship(back_populates="ratings")

    __table_args__ = (
        UniqueConstraint("scale_id", "position"),
        UniqueConstraint("scale_id", "label"),
    )


class Round(Base):
    """A claim's way from being taken up to its approval, under the policy that held then.

    Desks without a policy have none. `opened_at`: since when everybody may see its verdicts; what
    is written in it is hidden no more. `shown`: whether the first verdict, or a draft of it, could
    be seen by all before a second reading was in, so that none is blind whatever the policy says.
    `ended_at`: when its verdict was approved.
    """

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    number: Mapped[int]
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    shown: Mapped[bool] = mapped_column(default=False, server_default=false())

    policy: Mapped[Policy] = relationship()

    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        Index(
            "uq_rounds_live",
            "claim_id",
            unique=True,
            **only("ended_at is null"),
        ),
    )


class Reading(Base):
    """That somebody reads a claim in a round, as its first or its second reader.

    The rows stay: whoever was once the first reader of a round is never its second.
    """

    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    seat: Mapped[Seat]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    taken_at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    __table_args__ = (
        Index(
            "uq_readings_seat",
            "round_id",
            "seat",
            unique=True,
            **only("left_at is null"),
        ),
    )


class Verdict(Base):
    """A person's rating of a claim. Each revision after a decision is a version of its own.

    `current` marks the verdict that goes before the editors: the database lets a claim have one
    such, and one that is approved. `reading`: by which of a round's readers; a second reader's is
    current only where it was decided so. `blind`: until both are in, nobody but its author sees it.
    `stale_since`: when the claim's words changed under it; none once it was confirmed.
    """

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    number: Mapped[int]
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("ratings.id"))
    summary: Mapped[str] = mapped_column(default="")
    rationale: Mapped[str] = mapped_column(default="")
    state: Mapped[VerdictState] = mapped_column(default=VerdictState.DRAFT)
    current: Mapped[bool] = mapped_column(default=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=1)
    stale_since: Mapped[datetime | None]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    reading: Mapped[Seat] = mapped_column(default=Seat.FIRST, server_default=Seat.FIRST.value)
    blind: Mapped[bool] = mapped_column(default=False, server_default=false())

    claim: Mapped[Claim] = relationship()
    round: Mapped[Round | None] = relationship()
    rating: Mapped[Rating | None] = relationship()
    author: Mapped[Person | None] = relationship()
    reviews: Mapped[list["Review"]] = relationship(back_populates="verdict", order_by="Review.id")

    @property
    def label(self) -> str:
        """What it rates the claim as, in the words of its scale; empty while it does not."""
        return self.rating.label if self.rating else ""

    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        Index(
            "uq_verdicts_current",
            "claim_id",
            unique=True,
            **only("current"),
        ),
        Index(
            "uq_verdicts_approved",
            "claim_id",
            unique=True,
            **only("state = 'approved'"),
        ),
        Index(
            "ix_verdicts_waiting",
            "at",
            "id",
            **only("state = 'proposed'"),
        ),
        Index(
            "ix_verdicts_stale",
            "claim_id",
            **only("stale_since is not null"),
        ),
        CheckConstraint("state = 'draft' or rating_id is not null", name="rated"),
        CheckConstraint("not blind or round_id is not null", name="blind"),
    )


class VerdictRevision(Base):
    """What a verdict said when it was saved: each time it was, to compare and to merge with."""

    __tablename__ = "verdict_revisions"

    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("ratings.id"))
    summary: Mapped[str]
    rationale: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Review(Base):
    """What an editor decided of a verdict: each editor once. A return says why."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"))
    decision: Mapped[Decision]
    comment: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    verdict: Mapped[Verdict] = relationship(back_populates="reviews")
    reviewer: Mapped[Person | None] = relationship()
    points: Mapped[list["Point"]] = relationship(back_populates="review", order_by="Point.position")
    returned: Mapped["ReturnedClaim | None"] = relationship(back_populates="review")

    __table_args__ = (
        UniqueConstraint("verdict_id", "by_id"),
        CheckConstraint("decision = 'approved' or length(trim(comment)) > 0", name="comment"),
    )


class Point(Base):
    """One thing that a return asks for, and what it is about.

    `done_at`: when somebody ticked it off; `answer`: what they said to it. A return that was made
    before there were points has none, and its comment says it all.
    """

    __tablename__ = "points"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    position: Mapped[int]
    about: Mapped[About]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    comment: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=1)

    review: Mapped[Review] = relationship(back_populates="points")
    evidence: Mapped[Evidence | None] = relationship()

    __table_args__ = (
        UniqueConstraint("review_id", "position"),
        CheckConstraint("length(trim(comment)) > 0", name="comment"),
        CheckConstraint("(about = 'evidence') = (evidence_id is not null)", name="evidence"),
    )


class ReturnedClaim(Base):
    """What a claim and its evidence said when a verdict on it was returned.

    `evidence` has the words of each piece by its id, so that the answer can be told as a
    difference. Of the verdict its returned version is kept anyway.
    """

    __tablename__ = "returned_claims"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    statement: Mapped[str]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)

    review: Mapped[Review] = relationship(back_populates="returned")


class CheckReason(Base):
    """Why a check need not hold for a claim, in the words of whoever works on it."""

    __tablename__ = "check_reasons"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    check: Mapped[Check] = mapped_column(primary_key=True)
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=1)

    author: Mapped[Person | None] = relationship()

    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reason"),)


class UsedEvidence(Base):
    """A piece of evidence that a claim had when a verdict on it was proposed."""

    __tablename__ = "verdict_evidence"

    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(
        ForeignKey("evidence.id"), primary_key=True, index=True
    )

    evidence: Mapped[Evidence] = relationship()


class SettledReading(Base):
    """Which of two readers' verdicts stands, decided by somebody else, who said why."""

    __tablename__ = "settled_readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"))
    dissent_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"))
    why: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    verdict: Mapped[Verdict] = relationship(foreign_keys=verdict_id)
    by: Mapped[Person | None] = relationship()

    __table_args__ = (CheckConstraint("length(trim(why)) > 0", name="why"),)


class Ballot(Base):
    """Three members vote on a round's verdicts; nobody sees another's vote before it is closed.

    `verdict_id`: what stands since, if a majority was for it.
    """

    __tablename__ = "ballots"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdicts.id"))

    votes: Mapped[list["Vote"]] = relationship(back_populates="ballot", order_by="Vote.id")

    __table_args__ = (
        Index(
            "uq_ballots_live",
            "round_id",
            unique=True,
            **only("closed_at is null"),
        ),
        CheckConstraint("(closed_at is null) = (outcome is null)", name="closed"),
        CheckConstraint(
            "(verdict_id is null) = (outcome is null or outcome <> 'a majority for one verdict')",
            name="stands",
        ),
    )


class Vote(Base):
    """A member's vote in a ballot: for a verdict, or for none, and then with a reason."""

    __tablename__ = "votes"

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"))
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdicts.id"))
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    ballot: Mapped[Ballot] = relationship(back_populates="votes")
    by: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("ballot_id", "by_id"),
        CheckConstraint("verdict_id is not null or length(trim(reason)) > 0", name="reason"),
    )


for _model in (VerdictRevision, Review, SettledReading, Vote):
    guard(Base.metadata.tables[_model.__tablename__])
guard(Base.metadata.tables[Verdict.__tablename__], DECIDED_AS_WRITTEN, alike=SAME_STANDING)
guard(Base.metadata.tables[Ballot.__tablename__], CLOSING, alike=OPEN_BALLOT)
