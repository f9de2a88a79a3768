"""What the web keeps for itself: which forms were submitted already."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base, now


class Submission(Base):
    """A form that was carried out: its key, the hash of what it said and where it led.

    The key is unique, so that a double click, a repeated request and a reload are one act.
    """

    __tablename__ = "submissions"

    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_submissions_at", "at"),)
