"""Readers' messages, and for some days from where they came."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.models import Person
from workbench.claims.models import Claim
from workbench.db import Base, now
from workbench.messages.rules import MessageKind, MessageState
from workbench.publishing.models import Report


class Message(Base):
    """What a reader wrote to a desk, and what became of it: a claim, perhaps.

    `key` is that of the form it came with, so that a double press is one message. `note` says
    what was answered, or why nothing was.
    """

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MessageKind]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    claim_number: Mapped[int | None]
    words: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[MessageState] = mapped_column(default=MessageState.NEW)
    note: Mapped[str] = mapped_column(default="")
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))

    report: Mapped[Report | None] = relationship()
    settled_by: Mapped[Person | None] = relationship()
    claim: Mapped[Claim | None] = relationship()

    __table_args__ = (
        Index("ix_messages_desk", "desk_id", "id"),
        Index("ix_messages_state", "desk_id", "state", "id"),
        Index("ix_messages_claim", "claim_id"),
        Index("ix_messages_about", "report_id", "claim_number"),
        CheckConstraint(f"state != '{MessageState.CLAIM}' or claim_id is not null", name="became"),
    )


class MessageSender(Base):
    """That a desk had a message from a network, so that floods can be stopped; not which."""

    __tablename__ = "message_senders"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    network: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        Index("ix_message_senders_network_at", "network", "at"),
        Index("ix_message_senders_desk_at", "desk_id", "at"),
        Index("ix_message_senders_at", "at"),
    )
