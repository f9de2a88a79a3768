"""Reads about threads and their comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from workbench.accounts.models import Membership, Person
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.db import plain_rows
from workbench.discussion.errors import CommentUnknown, ThreadUnknown
from workbench.discussion.models import Comment, Thread
from workbench.discussion.rules import About
from workbench.discussion.sight import shown, with_what_hides
from workbench.errors import message as _
from workbench.evidence.errors import EvidenceUnknown
from workbench.evidence.models import Evidence
from workbench.sources.sight import get_source
from workbench.verdicts.models import Verdict
from workbench.verdicts.sight import sees

LATEST = 10  # comments of a thread


@dataclass(frozen=True)
class SeenThread:
    """A thread with those of its comments that somebody sees, the oldest first."""

    thread: Thread
    comments: Sequence[Comment]

    @property
    def resolved(self) -> bool:
        """Whether nothing is left to say."""
        return self.thread.resolved_at is not None

    @property
    def earlier(self) -> Sequence[Comment]:
        """Those that a page keeps folded away."""
        return self.comments[:-LATEST]

    @property
    def latest(self) -> Sequence[Comment]:
        """Those that a page shows at once."""
        return self.comments[-LATEST:]

    @property
    def form_names(self) -> Sequence[str]:
        """The forms in which its comments are edited."""
        return [f"comment-{comment.id}" for comment in self.comments]


def threads_of_claim(session: Session, claim: Claim, *, viewer: Actor) -> Sequence[SeenThread]:
    """The threads about a claim and what hangs on it, in the order they were begun.

    One in which somebody sees no comment is none to them.
    """
    chosen = with_what_hides(select(Comment)).where(Thread.claim_id == claim.id, shown(viewer))
    found = session.scalars(
        chosen.options(
            contains_eager(Comment.thread).joinedload(Thread.resolved_by),
            joinedload(Comment.author),
            selectinload(Comment.mentioned),
        ).order_by(Comment.thread_id, Comment.id)
    )
    threads: dict[Thread, list[Comment]] = {}
    for comment in found:
        threads.setdefault(comment.thread, []).append(comment)
    return [SeenThread(thread, comments) for thread, comments in threads.items()]


@dataclass(frozen=True)
class Said:
    """How much somebody sees of what was said about a claim, and in how many threads still."""

    comments: int
    unresolved: int


def said_of_claim(session: Session, claim: Claim, *, viewer: Actor) -> Said:
    """How many comments on a claim and what hangs on it somebody sees. One query."""
    live = case((Thread.resolved_at.is_(None), Thread.id))
    counted = select(func.count(Comment.id), func.count(distinct(live))).select_from(Comment)
    chosen = with_what_hides(counted).where(
        Thread.claim_id == claim.id, Comment.removed_at.is_(None), shown(viewer)
    )
    return Said(*plain_rows(session, chosen).one())


def get_thread(session: Session, claim: Claim, thread_id: int, *, viewer: Actor) -> Thread:
    """A thread of a claim of which somebody sees a comment. Raises `ThreadUnknown`."""
    chosen = with_what_hides(select(Thread.id).select_from(Comment)).where(
        Thread.id == thread_id, Thread.claim_id == claim.id, shown(viewer)
    )
    if session.scalar(chosen.limit(1)) is None:
        raise ThreadUnknown(_("This claim has no such thread of comments."))
    return session.get_one(Thread, thread_id)


def get_own_comment(session: Session, claim: Claim, comment_id: int, *, viewer: Actor) -> Comment:
    """A comment on a claim that somebody wrote themselves. Raises `CommentUnknown`."""
    chosen = with_what_hides(select(Comment)).where(
        Comment.id == comment_id, Comment.by_id == viewer.person_id, Thread.claim_id == claim.id,
        shown(viewer),
    )  # fmt: skip
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise CommentUnknown(_("You wrote no such comment on this claim."))
    return found


def evidence_to_discuss(
    session: Session, claim: Claim, evidence_id: int, *, viewer: Actor
) -> Evidence:
    """A piece of a claim's evidence, removed or not, that somebody sees whole.

    Raises `EvidenceUnknown`, and `SourceUnknown` for one from a source that is confidential to
    them.
    """
    piece = session.get(Evidence, evidence_id)
    if piece is None or piece.claim_id != claim.id:
        raise EvidenceUnknown
    get_source(session, viewer, piece.source_id)
    return piece


def verdict_to_discuss(
    session: Session, claim: Claim, verdict_id: int, *, viewer: Actor
) -> Verdict:
    """A version of a claim's verdict that somebody sees. Raises `ThreadUnknown`."""
    named = select(Verdict).where(Verdict.id == verdict_id, Verdict.claim_id == claim.id)
    verdict = session.scalars(named.where(sees(viewer))).one_or_none()
    if verdict is None:
        raise ThreadUnknown(_("This claim has no such verdict."))
    return verdict


def placed(threads: Sequence[SeenThread], about: About, row_id: int | None) -> list[SeenThread]:
    """Those of the threads that are about one thing, by the id of its row."""
    return [
        seen
        for seen in threads
        if seen.thread.about is about
        and row_id in (None, seen.thread.evidence_id, seen.thread.verdict_id)
    ]


def colleagues(session: Session, desk_id: int) -> Mapping[int, str]:
    """Who can be mentioned on a desk: its members' names, by the person's id, in their order."""
    chosen = (
        select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.desk_id == desk_id, Membership.ended_at.is_(None), Person.name != "")
        .order_by(Person.name, Person.id)
    )
    return dict(plain_rows(session, chosen).all())
