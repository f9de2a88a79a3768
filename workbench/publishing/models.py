"""Reports and their editions. An edition never changes: it holds all that readers get."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.articles.models import Article
from workbench.db import Base, now


class Report(Base):
    """An article's public page; its slug is fixed at the first edition."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)

    article: Mapped[Article] = relationship()


class Edition(Base):
    """One publication. `content` is the frozen edition model that every format renders from."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    whole_text: Mapped[bool]
    sha256: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    # The last column: SQLite walks over a long value to read what stands behind it.
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)

    report: Mapped[Report] = relationship()

    __table_args__ = (UniqueConstraint("report_id", "number"),)
