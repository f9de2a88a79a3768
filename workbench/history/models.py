"""The record: one line for each thing somebody did. Lines are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base, now
from workbench.history.allowed import FURTHER, RETOLD, SALT_GONE
from workbench.history.guards import guard


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
    # The later line that made something confidential, for which this one was told anew.
    retold_by_id: Mapped[int | None]

    __table_args__ = (
        Index("ix_events_desk", "desk_id", "id"),
        Index("ix_events_article", "article_id", "id"),
        Index("ix_events_claim", "claim_id", "id"),
        Index("ix_events_person", "desk_id", "by_id", "id"),
        Index("ix_events_at", "desk_id", "at"),
    )


class ChainedEvent(Base):
    """A line's number in its desk, and the digest by which it holds on to the line before it.

    Numbers have the order of commits, which ids have not. What goes into a digest is in `hashing`.
    """

    __tablename__ = "chained_events"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    desk_id: Mapped[int]
    number: Mapped[int]
    previous_hash: Mapped[str]
    hash: Mapped[str]
    words_hash: Mapped[str]
    # None once the words were told anew, so that nobody finds the old ones by guessing.
    salt: Mapped[str | None]
    address_hash: Mapped[str | None]

    __table_args__ = (UniqueConstraint("desk_id", "number", name="uq_chained_events_number"),)


class ChainEnd(Base):
    """How far a desk's record goes; what is added comes next. Whoever adds holds this row, last.

    Lines below `live_from` were there before records were chained, and vouched for by nobody.
    """

    __tablename__ = "chain_ends"

    desk_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
    live_from: Mapped[int]


class EventAddress(Base):
    """From which network address somebody acted: kept for a time, and then deleted."""

    __tablename__ = "event_addresses"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    address: Mapped[str]
    salt: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


for _model, _allowed in ((Event, RETOLD), (ChainedEvent, SALT_GONE), (ChainEnd, FURTHER)):
    guard(Base.metadata.tables[_model.__tablename__], _allowed)
