"""A desk's policy. Changing it makes its next version, so what was decided stands."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.claims.rules import Priority
from workbench.db import Base, now, only
from workbench.policies.rules import MOST_APPROVALS, Balloting, Check, PolicyFields


class Policy(Base):
    """A version of what a desk asks of a verdict; `PolicyFields` tells what its columns mean."""

    __tablename__ = "policies"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    version: Mapped[int]
    current: Mapped[bool] = mapped_column(default=True)
    blind: Mapped[bool]
    approvals: Mapped[int]
    ballot: Mapped[Balloting]
    shortest_rationale: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    priorities: Mapped[list["SecondRead"]] = relationship(cascade="all, delete-orphan")
    checks: Mapped[list["BlockingCheck"]] = relationship(cascade="all, delete-orphan")

    __table_args__ = (
        UniqueConstraint("desk_id", "version"),
        Index(
            "uq_policies_current",
            "desk_id",
            unique=True,
            **only("current"),
        ),
        CheckConstraint(f"approvals between 1 and {MOST_APPROVALS}", name="approvals"),
        CheckConstraint("shortest_rationale >= 0", name="rationale"),
    )

    @property
    def fields(self) -> PolicyFields:
        """What it says."""
        return PolicyFields(
            second_for=frozenset(each.priority for each in self.priorities),
            blind=self.blind,
            approvals=self.approvals,
            ballot=self.ballot,
            shortest_rationale=self.shortest_rationale,
            blocking=frozenset(each.check for each in self.checks),
        )


class SecondRead(Base):
    """A priority whose claims need a second reader."""

    __tablename__ = "policy_priorities"

    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"), primary_key=True)
    priority: Mapped[Priority] = mapped_column(primary_key=True)


class BlockingCheck(Base):
    """A check that a verdict must pass; one that is not named here warns."""

    __tablename__ = "policy_checks"

    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"), primary_key=True)
    check: Mapped[Check] = mapped_column(primary_key=True)
