"""Work in the background: one row for each piece of it. The row is the truth."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base, now, only
from workbench.jobs.rules import JobState, Lease
from workbench.jobs.words import Words

# Written out, as the index has it: with values put in, SQLite would not see that it may be used.
LIVE_ROWS = text("state in ('waiting', 'running')")


class Job(Base):
    """Something to be done, once. Ids are plain numbers: the room lies below desks and people.

    `kind` names the handler; kinds belong to the rooms above. `key` says what is done to what: a
    desk has no two jobs with one key that wait or run. `about` says it in words, `doing` how far
    it is, `trouble` why it failed: whoever may research on the desk reads them.

    A job that was `silenced` tells nothing of what it was about any more, not even to its handler.

    `lease` is the token of the worker that runs it, and holds until `leased_until`.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int]
    kind: Mapped[str]
    key: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    done_parts: Mapped[int] = mapped_column(default=0)
    all_parts: Mapped[int | None]
    doing: Mapped[str] = mapped_column(Words, default="")
    trouble: Mapped[str] = mapped_column(Words, default="")
    asked_by_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    payload: Mapped[dict[str, Any]]
    silenced: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        CheckConstraint("(state = 'running') = (lease is not null)", name="lease"),
        CheckConstraint("(lease is null) = (leased_until is null)", name="leased_until"),
        CheckConstraint(f"({LIVE_ROWS}) = (ended_at is null)", name="ended_at"),
        CheckConstraint("attempts >= 0 and done_parts >= 0", name="counts"),
        Index(
            "ix_jobs_live_key", "desk_id", "key", unique=True,
            **only(str(LIVE_ROWS)),
        ),
        Index("ix_jobs_key", "desk_id", "key", "id"),
        Index("ix_jobs_state", "state", "due_at", "id"),
        Index("ix_jobs_desk", "desk_id", "id"),
        Index("ix_jobs_desk_state", "desk_id", "state", "id"),
    )  # fmt: skip

    @property
    def hold(self) -> Lease:
        """What the worker that took it shows for it. Only of a running job."""
        return Lease(self.id, self.lease or "")

    @property
    def put_off(self) -> bool:
        """Whether it waits for its time, and not for a worker."""
        return self.state is JobState.WAITING and self.due_at > now()

    @property
    def percent(self) -> int | None:
        """How much of it is done, if that is known."""
        if not self.all_parts:
            return None
        return min(100, 100 * self.done_parts // self.all_parts)
