"""A claim's use of a source."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.claims.models import Claim
from workbench.db import Base, now
from workbench.evidence.rules import Stance
from workbench.sources.models import Source


class Evidence(Base):
    """Stance, the words quoted, where in the source they stand, and a note.

    `snapshot_id`: the snapshot that the words were read in; none if nobody said so. Where in it
    they stand is not stored: the quote check finds them. Evidence that was removed stays, with
    the moment, so that it can be put back.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    stance: Mapped[Stance]
    quote: Mapped[str] = mapped_column(default="")
    locator: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship()
    source: Mapped[Source] = relationship()

    __table_args__ = (Index("ix_evidence_claim", "claim_id", "id"),)
