"""The record: one line for each thing somebody did. Lines are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base, now


class Event(Base):
    """Who did what, when, to what.

    Ids are plain numbers, not foreign keys, so that the record depends on nothing above it.
    `details` holds words and values to be read; `undo` what taking the act back needs (ids).
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int]
    article_id: Mapped[int | None]
    claim_id: Mapped[int | None]
    kind: Mapped[str]
    by_id: Mapped[int | None]
    by_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undo: Mapped[dict[str, Any] | None]
    # Unique: an act can be taken back once.
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), unique=True)

    __table_args__ = (
        Index("ix_events_desk", "desk_id", "id"),
        Index("ix_events_article", "article_id", "id"),
        Index("ix_events_claim", "claim_id", "id"),
    )
