"""The desk's library of sources."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.models import Membership, Person
from workbench.db import Base, now
from workbench.jobs.words import Words
from workbench.sources.names import natural_order
from workbench.sources.places import Place
from workbench.sources.rules import Closeness, Every, Naming, SourceKind, Way, kind_of_file

_SAYS_NOTHING = (
    "CAST(authors AS TEXT) = '[]' and CAST(further AS TEXT) = '{}' and "
    "publisher || published || url || archived_url || accessed || doi || page_key = '' and "
    "closeness is null and naming is null and interests = '' and origin_id is null"
)


class Source(Base):
    """A document: what it is, who made it, when, where it is found.

    `published` and `accessed` are partial dates or empty. `search_text` is title, authors,
    publisher and URL as searches spell them, for finding it while typing. By `doi` and `page_key`
    the same document is known again (`addresses.py`). `further` has variables of CSL, by name.

    `closeness`, `naming` and `interests` (what it stands to gain by being believed) are as the desk
    judges it. `origin_id`: the source that this one repeats, such as a press release.
    A source that went into another, `merged_into_id`, is in no list; of what it brought along the
    event `merger_id` tells.

    Of a confidential source this row says nothing but what everybody may read: its title is how the
    desk words it. The rest lies in its `Seal`, so that whoever forgets to ask tells nothing.
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
    doi: Mapped[str] = mapped_column(default="", server_default="")
    page_key: Mapped[str] = mapped_column(default="", server_default="")
    further: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    closeness: Mapped[Closeness | None]
    naming: Mapped[Naming | None]
    interests: Mapped[str] = mapped_column(default="", server_default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    search_text: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    merger_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    confidential: Mapped[bool] = mapped_column(
        CheckConstraint(f"not confidential or ({_SAYS_NOTHING})", name="confidential"),
        default=False,
        server_default=false(),
    )

    tags: Mapped[list["SourceTag"]] = relationship(order_by="SourceTag.key", viewonly=True)

    @property
    def author_names(self) -> tuple[str, ...]:
        """Its authors, each name in the order in which it is spoken."""
        return natural_order(self.authors)

    __table_args__ = (
        Index("ix_sources_desk", "desk_id", "id"),
        Index("ix_sources_url", "desk_id", "url"),
        Index("ix_sources_page_key", "desk_id", "page_key"),
        Index("ix_sources_doi", "desk_id", "doi"),
        Index("ix_sources_origin", "origin_id"),
        CheckConstraint("length(trim(title)) > 0", name="title"),
        CheckConstraint("origin_id <> id", name="origin"),
    )


class SourceTag(Base):
    """A word by which the desk finds a source again, as it was first spelled.

    Tags are compared by `key`, so a source has each of them once.
    """

    __tablename__ = "source_tags"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    words: Mapped[str]

    __table_args__ = (Index("ix_source_tags_desk", "desk_id", "key", "source_id"),)


class Seal(Base):
    """What is said of a confidential source, for its confidants alone (`sight.py`).

    `fields` are those of `SourceFields`. By `names` it was called before it was sealed: titles and
    addresses that what was published may still have. `tags` and `origin_id` it had then, and gets
    back when the seal is broken. The rest is what a source has, of `fields`.
    """

    __tablename__ = "seals"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    fields: Mapped[dict[str, Any]]
    names: Mapped[list[str]]
    search_text: Mapped[str]
    doi: Mapped[str]
    page_key: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))


class Confidant(Base):
    """A member who was named to see a confidential source, for as long as this term lasts."""

    __tablename__ = "confidants"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    term: Mapped[int]

    membership: Mapped[Membership] = relationship()

    __table_args__ = (Index("ix_confidants_membership", "membership_id", "source_id"),)


class Snapshot(Base):
    """What a source looked like when somebody looked. It never changes.

    The bytes lie in the file store under their SHA-256; `media_type` is what their content says
    they are, `name` what the file was called. `url` and `headers` are empty for an upload, and so
    is the digest of a WARC with all that went over the wire of a fetch. One that came with a
    dossier came without its file.
    `marks` part the text: a list of kind, label, start in code points, and perhaps the sheet that
    can be drawn. If there is no text, `unreadable` says why, in a word of `NoText`: plain text,
    since other reasons will come, and SQLite could not take them into a table that others refer to.

    `said` is what the file says of itself (`intake.metadata.said`), of snapshots that were read
    before that was looked for nothing.

    `changed` says how many paragraphs are other ones than in the snapshot before: nothing for the
    first; `unwatched` how many of these stood in places that were not watched then. `unchanged_at`
    is when somebody looked again last and found these very bytes.

    `licence`: why it may be passed on, in words for readers; empty if it may not.
    """

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    sha256: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    way: Mapped[Way]
    url: Mapped[str] = mapped_column(default="")
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime] = mapped_column(default=now)
    unreadable: Mapped[str] = mapped_column(default="")
    warc_sha256: Mapped[str] = mapped_column(default="", server_default="")
    warc_size: Mapped[int] = mapped_column(default=0, server_default="0")
    changed: Mapped[int | None]
    unwatched: Mapped[int] = mapped_column(default=0, server_default="0")
    unchanged_at: Mapped[datetime | None]
    from_dossier: Mapped[bool] = mapped_column(default=False, server_default=false())
    said: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    licence: Mapped[str] = mapped_column(default="", server_default="")
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSON(none_as_null=True), deferred=True)
    # The last column: SQLite walks over a long value to read what stands behind it.
    text: Mapped[str] = mapped_column(deferred=True)

    by: Mapped[Person | None] = relationship()

    __table_args__ = (
        Index("ix_snapshots_source", "source_id", "id"),
        Index("ix_snapshots_sha256", "sha256"),
    )

    @property
    def kind(self) -> str:
        """What people call a file like this."""
        return kind_of_file(self.media_type)


class Watch(Base):
    """A source that is looked at by itself, so often.

    `looked_at` is when that was done last. `failures` counts the looks since that found no page,
    and `trouble` says why the last of them did not.
    """

    __tablename__ = "watches"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), unique=True)
    every: Mapped[Every]
    next_look_at: Mapped[datetime] = mapped_column(index=True)
    looked_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(Words, default="")

    source: Mapped[Source] = relationship()


class UnwatchedPlace(Base):
    """A place in a source's text where changes raise no alert: what stands between two paragraphs.

    `after` and `before` are their words; one of them may be empty: up to the text's own end.
    """

    __tablename__ = "unwatched_places"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    after: Mapped[str]
    before: Mapped[str]

    __table_args__ = (CheckConstraint("after <> '' or before <> ''", name="edges"),)

    @property
    def place(self) -> Place:
        """The place itself."""
        return Place(self.after, self.before)


class ArchivedCopy(Base):
    """A copy of a source's page that the web archive offers. `day` is a partial date."""

    __tablename__ = "archived_copies"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), unique=True)
    url: Mapped[str]
    day: Mapped[str]
