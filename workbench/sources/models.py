"""The desk's library of sources."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base, now
from workbench.sources.rules import SourceKind


class Source(Base):
    """A document: what it is, who made it, when, where it is found.

    `published` and `accessed` are partial dates or empty. `search_text` is title, authors,
    publisher and URL as searches spell them, for finding it while typing.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    kind: Mapped[SourceKind] = mapped_column(default=SourceKind.WEB_PAGE)
    title: Mapped[str]
    authors: Mapped[list[str]] = mapped_column(default=list)
    publisher: Mapped[str] = mapped_column(default="")
    published: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    archived_url: Mapped[str] = mapped_column(default="")
    accessed: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        Index("ix_sources_desk", "desk_id", "id"),
        Index("ix_sources_url", "desk_id", "url"),
        CheckConstraint("length(trim(title)) > 0", name="title"),
    )
