"""A claim's use of a source, what was noticed at it since, whom the desk asked, what it sought."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.claims.models import Claim
from workbench.db import Base, now, only
from workbench.evidence.rules import AlertKind, ContactState, Means, Stance, has_words
from workbench.sources.models import Source
from workbench.sources.rules import kind_of_file


class Evidence(Base):
    """Stance, the words quoted, where in the source they stand, and a note.

    `snapshot_id`: the snapshot that the words were read in; none if nobody said so. Where in it
    they stand is not stored: the quote check finds them. `about`: words of the claim's statement
    that it is about, empty for the whole. Evidence that was removed stays, with the moment, so that
    it can be put back.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    stance: Mapped[Stance]
    quote: Mapped[str] = mapped_column(default="")
    locator: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"), index=True)
    about: Mapped[str] = mapped_column(default="", server_default="")
    revision: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship()
    source: Mapped[Source] = relationship()

    __table_args__ = (Index("ix_evidence_claim", "claim_id", "id"),)

    @property
    def about_stands(self) -> bool:
        """Whether the claim's statement has the words that this is about."""
        return has_words(self.claim.statement, self.about)


_OPEN = "seen_at is null"
_OPEN_QUOTE = "seen_at is null and evidence_id is not null"
_OPEN_SOURCE = "seen_at is null and evidence_id is null"


class Alert(Base):
    """What was noticed at a source. It stands until somebody has seen it.

    `evidence_id`: whose quote changed. `since_id`: the last snapshot before the change; what has
    become of the source since then, its newest one tells.
    """

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    kind: Mapped[AlertKind]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    since_id: Mapped[int | None] = mapped_column(
        ForeignKey("snapshots.id", ondelete="SET NULL"), index=True
    )
    found_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    source: Mapped[Source] = relationship()
    evidence: Mapped[Evidence | None] = relationship()

    __table_args__ = (
        Index("ix_alerts_source", "source_id", "id"),
        Index("ix_alerts_open", "desk_id", "id", **only(_OPEN)),
        Index(
            "ix_alerts_open_source", "source_id", "kind", unique=True,
            **only(_OPEN_SOURCE),
        ),
        Index(
            "ix_alerts_open_quote", "evidence_id", unique=True,
            **only(_OPEN_QUOTE),
        ),
    )  # fmt: skip


class Contact(Base):
    """Whom the desk asked about a claim, how, and what came of it: for members alone.

    Readers get its `wording` and nothing else. `asked_on`, `due_on` and `answered_on` are days of
    the desk's time zone, `2019-05-15`; the last two may be empty. `asked_by` is whoever logged it.
    The file of the answer lies in the store, `file_media_type` is what its content says it is; one
    that a dossier names came without it. A contact that was removed stays, with the moment, so that
    it can be put back.
    """

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    whom: Mapped[str]
    means: Mapped[Means]
    asked_on: Mapped[str]
    question: Mapped[str] = mapped_column(default="")
    due_on: Mapped[str] = mapped_column(default="")
    state: Mapped[ContactState] = mapped_column(default=ContactState.WAITING)
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[str] = mapped_column(default="")
    wording: Mapped[str] = mapped_column(default="")
    file_sha256: Mapped[str | None]
    file_name: Mapped[str] = mapped_column(default="")
    file_media_type: Mapped[str] = mapped_column(default="", server_default="")
    file_from_dossier: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship()

    __table_args__ = (
        Index("ix_contacts_claim", "claim_id", "id"),
        Index("ix_contacts_waiting", "desk_id", "state", "due_on", "id"),
        Index("ix_contacts_desk", "desk_id", "id"),
    )

    @property
    def file_kind(self) -> str:
        """What people call a file like that of the answer; nothing, if nobody looked."""
        return kind_of_file(self.file_media_type) if self.file_media_type else ""

    def overdue(self, today: str) -> bool:
        """Whether its deadline has passed and nobody has answered."""
        return self.state is ContactState.WAITING and "" < self.due_on < today


class Search(Base):
    """What the desk looked for, in which places, and did not find.

    `searched_on` is a day, `2019-05-15`. The note is for members. A search that was removed stays,
    with the moment, so that it can be put back.
    """

    __tablename__ = "searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    sought: Mapped[str]
    places: Mapped[list[str]]
    searched_on: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    claim: Mapped[Claim] = relationship()

    __table_args__ = (Index("ix_searches_claim", "claim_id", "id"),)
