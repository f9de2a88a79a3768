"""Claims, where they stand, who makes them, and the sentences that were set aside."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from workbench.articles.models import Article, Sentence, Version, VersionDraft
from workbench.articles.reanchoring.outcomes import Outcome
from workbench.claims.full_text import keep_words
from workbench.claims.rules import FINISHED, ClaimKind, Decided, Priority, Reason, Status
from workbench.db import Base, now, only
from workbench.searching import folded


class Claimant(Base):
    """Who says it: a person or an organisation, shared by the desk's claims."""

    __tablename__ = "claimants"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("desk_id", "name", "role"),)


class Claim(Base):
    """One assertion that can be checked.

    `number` never changes or recurs in its article; `position` orders. `said_on` is a partial
    date. `taken_by_id` is whoever works on it. A claim that was merged names the one it went into.
    `search_text` is the statement as searches spell it. `due_on` and `recheck_on` are days
    (YYYY-MM-DD) or empty: until when it is to be done, and when it is to be looked at again.
    `passages` are those in the article's
    newest version; where the claim stood before, their predecessors tell.
    """

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    position: Mapped[int]
    statement: Mapped[str]
    claimant_id: Mapped[int | None] = mapped_column(ForeignKey("claimants.id"), index=True)
    said_on: Mapped[str] = mapped_column(default="")
    appearance_url: Mapped[str] = mapped_column(default="")
    kind: Mapped[ClaimKind] = mapped_column(default=ClaimKind.FACT)
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    status: Mapped[Status] = mapped_column(default=Status.OPEN)
    status_since: Mapped[datetime] = mapped_column(default=now)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    search_text: Mapped[str] = mapped_column(default="", server_default="")
    due_on: Mapped[str] = mapped_column(default="", server_default="")
    recheck_on: Mapped[str] = mapped_column(default="", server_default="")

    article: Mapped[Article] = relationship()
    claimant: Mapped[Claimant | None] = relationship()
    tags: Mapped[list["ClaimTag"]] = relationship(order_by="ClaimTag.key", viewonly=True)
    passages: Mapped[list["Passage"]] = relationship(
        primaryjoin="and_(Passage.claim_id == Claim.id, Passage.current)",
        back_populates="claim", order_by="Passage.start", cascade="all, delete-orphan",
    )  # fmt: skip

    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        Index("ix_claims_order", "article_id", "position", "id"),
        Index("ix_claims_desk_status", "desk_id", "status", "status_since", "id"),
        Index("ix_claims_desk", "desk_id", "id"),
        Index("ix_claims_work", "desk_id", "status", "priority", "taken_by_id", "id"),
        Index("ix_claims_due", "desk_id", "due_on", "id", **only("due_on <> ''")),
        Index("ix_claims_recheck", "desk_id", "recheck_on", "id", **only("recheck_on <> ''")),
        Index("ix_claims_holder", "desk_id", "taken_by_id", "status", "id"),
        CheckConstraint("length(trim(statement)) > 0", name="statement"),
    )

    @validates("statement")
    def _found_by(self, _name: str, statement: str) -> str:
        self.search_text = folded(statement)
        return statement

    @property
    def live(self) -> bool:
        """Whether the claim still makes its sentences claimed."""
        return self.status is not Status.WITHDRAWN

    @property
    def finished(self) -> bool:
        """Whether nobody has anything left to do."""
        return self.status in FINISHED


keep_words(Base.metadata.tables[Claim.__tablename__])


class ClaimTag(Base):
    """A word by which the desk finds a claim again, as it was first spelled.

    Tags are compared by `key`, so a claim has each of them once.
    """

    __tablename__ = "claim_tags"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    words: Mapped[str]

    __table_args__ = (Index("ix_claim_tags_desk", "desk_id", "key", "claim_id"),)


class ClaimGroup(Base):
    """Claims of a desk that are the same, in several articles."""

    __tablename__ = "claim_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))


class SameClaim(Base):
    """That a claim is in a group: in one at most.

    `group_id`: as members noted; none where they took it out again. `told_group_id`: as readers are
    told, which an editor confirmed. Where the two are not alike it waits for an editor.
    """

    __tablename__ = "same_claims"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("claim_groups.id"), index=True)
    told_group_id: Mapped[int | None] = mapped_column(ForeignKey("claim_groups.id"), index=True)


class Passage(Base):
    """Where a claim stands in a version: a W3C quote and position selector in one.

    Offsets are code points into the version's text, end exclusive; `text[start:end] == exact`.
    `current`: the version is its article's newest. `follows_id`: the passage that it was in the
    version before.
    """

    __tablename__ = "passages"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1)
    current: Mapped[bool] = mapped_column(default=True, server_default=true())
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("passages.id"), index=True)

    claim: Mapped[Claim] = relationship(back_populates="passages")
    version: Mapped[Version] = relationship()
    follows: Mapped["Passage | None"] = relationship(remote_side="Passage.id")
    touched: Mapped[list["Touch"]] = relationship(cascade="all, delete-orphan")
    settled: Mapped[list["Settlement"]] = relationship(
        back_populates="passage", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("claim_id", "version_id", "start", "end"),
        Index("ix_passages_place", "version_id", "start", "end"),
        CheckConstraint('0 <= start and start < "end"', name="span"),
        CheckConstraint('length(exact) = "end" - start', name="length"),
    )


class Touch(Base):
    """A sentence that a passage overlaps, worked out once so that coverage is a plain join."""

    __tablename__ = "touches"

    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), primary_key=True)
    sentence_id: Mapped[int] = mapped_column(
        ForeignKey("sentences.id"), primary_key=True, index=True
    )
    whole: Mapped[bool]


class Disposition(Base):
    """What was decided of a sentence: set aside, with a reason. One a sentence."""

    __tablename__ = "dispositions"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentences.id"), unique=True)
    reason: Mapped[Reason]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    sentence: Mapped[Sentence] = relationship()


class Settlement(Base):
    """What a person decided about a passage that the machine may not carry into a draft alone.

    `was_start` and `was_end` are where the passage stood: moved since, it is to be settled anew.
    `start` and `end` are its place in the draft's text, none when it is left behind.
    """

    __tablename__ = "settlements"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("version_drafts.id"))
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    was_start: Mapped[int]
    was_end: Mapped[int]
    outcome: Mapped[Outcome]
    decided: Mapped[Decided]
    start: Mapped[int | None]
    end: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    draft: Mapped[VersionDraft] = relationship()
    passage: Mapped[Passage] = relationship(back_populates="settled")

    __table_args__ = (
        UniqueConstraint("draft_id", "passage_id"),
        CheckConstraint(
            "(decided = 'left behind') = (start is null) and (start is null) = (\"end\" is null)",
            name="place",
        ),
    )


class Presence(Base):
    """A tab of a member's browser that has an article open, and which claim, when last heard of."""

    __tablename__ = "presences"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    tab: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    seen_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        Index("ix_presences_article", "article_id", "seen_at"),
        Index("ix_presences_seen", "seen_at"),
    )
