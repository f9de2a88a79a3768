"""Articles, and what their text is made of. Versions, blocks and sentences never change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.models import Person
from workbench.articles.rules import Origin, RemarkState
from workbench.db import Base, now
from workbench.intake.remarks import RemarkKind
from workbench.intake.rules import BlockKind


class Article(Base):
    """The thing being checked. `published` is a partial date or empty."""

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    title: Mapped[str]
    outlet: Mapped[str] = mapped_column(default="")
    authors: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str] = mapped_column(default="")
    published: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    # Counts up and never back, so that a claim's number never recurs.
    claims_numbered: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_articles_desk", "desk_id", "id"),)


class ArticleTopic(Base):
    """What an article is about, as the desk first spelled it; topics are compared by `key`."""

    __tablename__ = "article_topics"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    words: Mapped[str]

    __table_args__ = (Index("ix_article_topics_desk", "desk_id", "key", "article_id"),)


class Version(Base):
    """One immutable canonical text (its SHA-256 is over UTF-8), and the file it came from."""

    __tablename__ = "versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    sha256: Mapped[str]
    body_sentences: Mapped[int]
    original_sha256: Mapped[str | None]
    original_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    # The last column: SQLite walks over a long value to read what stands behind it.
    text: Mapped[str] = mapped_column(deferred=True)

    article: Mapped[Article] = relationship()

    __table_args__ = (UniqueConstraint("article_id", "number"),)


class Block(Base):
    """A paragraph or the like. Offsets are code points into the version's text, end exclusive."""

    __tablename__ = "blocks"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    position: Mapped[int]
    kind: Mapped[BlockKind]
    body: Mapped[bool]
    start: Mapped[int]
    end: Mapped[int]

    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint('0 <= start and start < "end"', name="span"),
    )


class Sentence(Base):
    """A sentence of a block, computed once. `body` is its block's, `position` runs through.

    `follows_id`: the sentence of the version before that it is, word for word.
    """

    __tablename__ = "sentences"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    block_id: Mapped[int] = mapped_column(ForeignKey("blocks.id"), index=True)
    position: Mapped[int]
    body: Mapped[bool]
    start: Mapped[int]
    end: Mapped[int]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("sentences.id"))

    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        Index("ix_sentences_place", "version_id", "start", "end"),
        CheckConstraint('0 <= start and start < "end"', name="span"),
    )


class Remark(Base):
    """A comment or note that came with a manuscript: it proposes a claim, or a source.

    `text` is what was written, `proposed` what a claim could say or what a source is called. It is
    on the words `exact` of a version; without a span they do not stand there. `said_at`: ISO 8601
    as the file had it, or empty. `claim_number`: the claim that it became, or is a source of.
    """

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    kind: Mapped[RemarkKind]
    text: Mapped[str]
    proposed: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    said_at: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    exact: Mapped[str] = mapped_column(default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    state: Mapped[RemarkState] = mapped_column(default=RemarkState.WAITS)
    claim_number: Mapped[int | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[datetime | None]

    article: Mapped[Article] = relationship()
    settled_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        Index("ix_remarks_article", "article_id", "state", "id"),
        CheckConstraint('(start is null) = ("end" is null)', name="place"),
        CheckConstraint("(state = 'waits') = (settled_at is null)", name="settled"),
    )


class VersionDraft(Base):
    """A text that is to be an article's next version, once everything on it is settled.

    `base` is the version it follows. `blocks` hold, in order, `{"key": .., "kind": .., "text": ..}`
    each; a key names a block for as long as the draft lives. `version_id` is the version that was
    made of it, of which this row tells how it came about.
    """

    __tablename__ = "version_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    base_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    origin: Mapped[Origin]
    original_sha256: Mapped[str | None]
    original_name: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=1)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"), unique=True)
    discarded_at: Mapped[datetime | None]
    # The last column: SQLite walks over a long value to read what stands behind it.
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    article: Mapped[Article] = relationship()
    base: Mapped[Version] = relationship(foreign_keys=base_id)
    version: Mapped[Version | None] = relationship(foreign_keys=version_id)
    by: Mapped[Person | None] = relationship()

    __table_args__ = (Index("ix_version_drafts_article", "article_id", "id"),)

    @property
    def waits(self) -> bool:
        """Whether it is neither a version yet nor discarded."""
        return self.version_id is None and self.discarded_at is None


class Amendment(Base):
    """A change that the outlet made to an article, first seen in a version.

    `made_on` is a partial date or empty, `notice` what the outlet itself said of it, if it did,
    `note` what the desk says of it.
    """

    __tablename__ = "amendments"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), unique=True)
    made_on: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=1)

    version: Mapped[Version] = relationship()


class Batch(Base):
    """Files that were sent together, to be looked at and confirmed together.

    `refused` are those that no article could be read from: `{"name": .., "reason": ..}` each, the
    reason in the words of whoever sent them.
    """

    __tablename__ = "import_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    refused: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Import(Base):
    """An article that was read and waits, as a preview, for somebody to confirm it.

    `draft` holds the fields of `intake.draft.Draft`, as the person last left them.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    draft: Mapped[dict[str, Any]]
    original_sha256: Mapped[str]
    original_name: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    discarded_at: Mapped[datetime | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batches.id"), index=True)

    # Drafts are long and most of them confirmed: those that wait are found without reading them.
    __table_args__ = (
        Index("ix_imports_waiting", "desk_id", "article_id", "discarded_at", "batch_id", "id"),
    )

    @property
    def waits(self) -> bool:
        """Whether nobody has confirmed or discarded it yet."""
        return self.article_id is None and self.discarded_at is None
