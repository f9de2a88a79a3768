"""Threads of comments, whom they mention, and what members are told of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.models import Membership, Person
from workbench.claims.models import Claim
from workbench.db import Base, now, only
from workbench.discussion.rules import (
    ASKED_OF_EDITORS,
    NOTICE_WORDS,
    About,
    Every,
    NoticeKind,
    NoticePlace,
    mentioned_parts,
)
from workbench.evidence.models import Evidence
from workbench.verdicts.models import Verdict


class Thread(Base):
    """Comments about a claim, a piece of its evidence or one version of its verdict.

    `resolved_at`: since when nothing is left to say; none while it is open.
    """

    __tablename__ = "threads"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    about: Mapped[About]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdicts.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    evidence: Mapped[Evidence | None] = relationship()
    verdict: Mapped[Verdict | None] = relationship()
    resolved_by: Mapped[Person | None] = relationship()
    comments: Mapped[list["Comment"]] = relationship(back_populates="thread", order_by="Comment.id")

    __table_args__ = (
        Index("ix_threads_claim", "claim_id", "id"),
        CheckConstraint("(about = 'evidence') = (evidence_id is not null)", name="evidence"),
        CheckConstraint("(about = 'verdict') = (verdict_id is not null)", name="verdict"),
        CheckConstraint("resolved_by_id is null or resolved_at is not null", name="resolved"),
    )


class Comment(Base):
    """What somebody said in a thread, in plain words.

    One that was removed stays, so that it can be put back; nobody but its author is shown its
    words. `round_id`: in which round of reading its words are from, if the desk has such.
    """

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    text: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)

    thread: Mapped[Thread] = relationship(back_populates="comments")
    author: Mapped[Person | None] = relationship()
    mentioned: Mapped[list[Person]] = relationship(
        secondary="comment_mentions", order_by="Person.id"
    )

    __table_args__ = (
        Index("ix_comments_thread", "thread_id", "id"),
        CheckConstraint("removed_at is not null or length(trim(text)) > 0", name="text"),
    )

    @property
    def parts(self) -> Sequence[tuple[str, str]]:
        """Its words in pieces, each with the name of the colleague that it mentions, or none."""
        return mentioned_parts(self.text, [person.name for person in self.mentioned])


class CommentMention(Base):
    """That a comment names a colleague."""

    __tablename__ = "comment_mentions"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


# Written out, as the index has it: with values put in, SQLite would not see that it may be used.
TO_MAIL = text("mailed_at is null and read_at is null")


class Notice(Base):
    """That a member is to be told of something about a claim. It holds no words of what.

    What it says is put together when it is read or sent, of what the member may see by then.
    `mailed_in`: the first notice of the e-mail that it went into, so that a mail which is sent
    once more has the same in it. `mailed_at`: when the mail server took it.
    """

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[NoticeKind]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    mailed_in: Mapped[int | None]
    mailed_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship()
    comment: Mapped[Comment | None] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])

    __table_args__ = (
        Index("ix_notices_person", "person_id", "desk_id", "read_at", "id"),
        Index("ix_notices_claim", "claim_id", "kind", "id"),
        Index(
            "ix_notices_to_mail", "person_id", "desk_id", "id",
            **only(str(TO_MAIL)),
        ),
        CheckConstraint(
            "(kind in ('mention', 'answer')) = (comment_id is not null)", name="comment"
        ),
    )  # fmt: skip

    @property
    def words(self) -> str:
        """What is said of it between who did it and the claim, in words of a vocabulary."""
        asked = ASKED_OF_EDITORS if self.kind is NoticeKind.TO_REVIEW else {}
        return asked.get(self.claim.status, NOTICE_WORDS[self.kind])

    @property
    def place(self) -> NoticePlace:
        """Where it stands in its member's list."""
        return NoticePlace(self.read_at is None, self.id)


class MailSetting(Base):
    """How a member wants to be told by e-mail; who has no row has the default.

    `digested_at`: when the last daily e-mail was made. `refused_at`: since when nothing is sent,
    because the mail server said that there is no such address.
    """

    __tablename__ = "mail_settings"

    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    every: Mapped[Every]
    digested_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    membership: Mapped[Membership] = relationship()
