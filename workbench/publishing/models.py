"""Reports and their editions. An edition never changes: it holds all that readers get."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.db import Base, now
from workbench.publishing.rules import ChangeKind


class Report(Base):
    """An article's public page; its slug is fixed at the first edition."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)

    article: Mapped[Article] = relationship()
    withdrawals: Mapped[list["Withdrawal"]] = relationship(
        back_populates="report", order_by="Withdrawal.id"
    )


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

    @property
    def withdrawal(self) -> "Withdrawal | None":
        """By what it was withdrawn, if it was."""
        return next((each for each in self.report.withdrawals if each.covers(self.number)), None)


class Flag(Base):
    """That a claim which another is the same as was changed in its own report.

    `claim`: the one to be looked at; `other`: the one that was changed, by the edition, as a change
    of this `kind`. Open until somebody looked, or the claim was published anew.
    """

    __tablename__ = "flags"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    kind: Mapped[ChangeKind]
    at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship(foreign_keys=claim_id)
    other: Mapped[Claim] = relationship(foreign_keys=other_id)
    edition: Mapped[Edition] = relationship()

    __table_args__ = (Index("ix_flags_open", "desk_id", "settled_at", "id"),)


class Withdrawal(Base):
    """That the desk stands by an edition no more, and why; readers find that in its place.

    `number`: the edition's. `whole`: the report was withdrawn, with every edition up to this one.
    """

    __tablename__ = "withdrawals"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    whole: Mapped[bool]
    why: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    report: Mapped[Report] = relationship(back_populates="withdrawals")

    __table_args__ = (UniqueConstraint("report_id", "number"),)

    def covers(self, number: int) -> bool:
        """Whether the edition with this number is withdrawn by it."""
        return number == self.number or (self.whole and number < self.number)


class EditionFile(Base):
    """An edition in a format that takes long to make: made once, and kept in the store."""

    __tablename__ = "edition_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    format: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("edition_id", "format"),)


class InternalPack(Base):
    """The pack of an edition for members, as it was made last; apart from what readers get.

    `hidden`: how often the desk had hidden or deleted something for good when it was made. What was
    hidden since is still in it, so then it is sent to nobody any more.
    """

    __tablename__ = "internal_packs"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), unique=True)
    hidden: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(default=now)


class SigningKey(Base):
    """A key of a desk that signs packs; the newest that can be opened is in use.

    `public` as PEM, `fingerprint` its SHA-256 (DER), `sealed` the private one, encrypted with the
    workbench's secret key.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), index=True)
    public: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
