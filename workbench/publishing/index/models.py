"""The tables of the index. They hold nothing that editions do not."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base
from workbench.errors import message as _


class Facet(StrEnum):
    """By what reports are sorted together."""

    VERDICT = _("verdict")
    TOPIC = _("topic")
    CLAIMANT = _("claimant")
    OUTLET = _("outlet")
    DESK = _("desk")


class Where(StrEnum):
    """Where words of a search are found, beside what a line shows anyway."""

    ARTICLE = _("in the article")
    REASONS = _("in the reasons")
    QUOTE = _("in a quote")
    SOURCE = _("in a source")


class Withdrawn(StrEnum):
    """What became of a report or an edition as a whole, beside changes of its claims."""

    REPORT = _("report withdrawn")
    EDITION = _("edition withdrawn")
    BACK = _("report published again")


class PublicReport(Base):
    """A report as lists have it: by its newest edition.

    `first_on`: the day of its first edition, in the desk's time zone. `search_text`: its words as
    searches spell them, all those of `said` among them. `shown`: what its line shows besides
    (`entries.shown`). `said`: what may be found in it besides, as pairs of a `Where` and words.
    """

    __tablename__ = "public_reports"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    first_at: Mapped[datetime]
    first_on: Mapped[str]
    at: Mapped[datetime]
    search_text: Mapped[str] = mapped_column(deferred=True)
    shown: Mapped[dict[str, Any]]
    said: Mapped[list[list[str]]] = mapped_column(JSON, deferred=True, server_default="[]")

    __table_args__ = (
        Index("ix_public_reports_first", "first_at", "report_id"),
        Index("ix_public_reports_day", "first_on"),
        Index("ix_public_reports_at", "at", "report_id"),
    )


class PublicFacet(Base):
    """That a report is of a kind: `words` as they are shown, `slug` as they stand in addresses.

    `token` and `icon` are how a verdict looks, empty of the others.
    """

    __tablename__ = "public_facets"

    report_id: Mapped[int] = mapped_column(ForeignKey("public_reports.report_id"), primary_key=True)
    facet: Mapped[Facet] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    token: Mapped[str] = mapped_column(default="")
    icon: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index("ix_public_facets_slug", "facet", "slug", "report_id"),)


class PublicClaim(Base):
    """A claim of a report's newest edition, with the verdict that stands.

    `changed_at`: when an edition last changed its verdict, none if none did. `said`: as a report's.
    """

    __tablename__ = "public_claims"

    report_id: Mapped[int] = mapped_column(ForeignKey("public_reports.report_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    statement: Mapped[str]
    summary: Mapped[str]
    label: Mapped[str]
    token: Mapped[str]
    icon: Mapped[str]
    verdict: Mapped[str]
    claimant: Mapped[str]
    claimant_slug: Mapped[str]
    said_on: Mapped[str]
    published_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(deferred=True)
    said: Mapped[list[list[str]]] = mapped_column(JSON, deferred=True, server_default="[]")

    __table_args__ = (
        Index("ix_public_claims_verdict", "verdict", "report_id"),
        Index("ix_public_claims_claimant", "claimant_slug", "report_id"),
    )


class PublicChange(Base):
    """What became of what was published, counted from 0 through a report's; `told`: all of it.

    `kind` is a word of `ChangeKind`, of a claim's change, or of `Withdrawn`. These rows stay when
    a report is withdrawn.
    """

    __tablename__ = "public_changes"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    told: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_public_changes_at", "at", "report_id", "position"),)


class SiteState(Base):
    """The one row that changes with the index: whatever is made of it is tagged with `revision`."""

    __tablename__ = "site_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[str]
