"""Making notices: in the unit of work of the act that they tell of."""

from collections.abc import Iterable

from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.accounts.rules import PERMISSIONS, Act
from workbench.claims.models import Claim
from workbench.claims.rules import FOR_EDITORS
from workbench.db import now
from workbench.discussion.models import Comment, Notice
from workbench.discussion.rules import NoticeKind
from workbench.history.rules import EventKind
from workbench.history.service import Doer, Told, hear
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rounds import reviewing_of


def tell(
    session: Session,
    kind: NoticeKind,
    people: Iterable[int | None],
    *,
    claim: Claim,
    by: Doer,
    of: Comment | None = None,
) -> None:
    """Let members know of something on a claim. Nobody is told of what they did themselves."""
    for person_id in sorted({p for p in people if p is not None} - {by.person_id}):
        session.add(
            Notice(
                desk_id=claim.desk_id, person_id=person_id, kind=kind, claim_id=claim.id,
                comment_id=of.id if of else None, by_id=by.person_id,
            )
        )  # fmt: skip
    session.flush()


def drop_notices_of(session: Session, comment: Comment) -> None:
    """Let nobody be called to a comment that was removed."""
    unread = (Notice.comment_id == comment.id, Notice.read_at.is_(None))
    session.execute(update(Notice).where(*unread).values(read_at=now()))


def _returned(session: Session, told: Told) -> None:
    """The verdict came back: its author has to do something, and no editor any more."""
    _settled(session, told)
    claim = session.get_one(Claim, told.claim_id)
    author = select(Verdict.by_id).where(Verdict.claim_id == claim.id, Verdict.current)
    tell(session, NoticeKind.RETURNED, [session.scalar(author)], claim=claim, by=told.by)


def _waits(session: Session, told: Told) -> None:
    """A verdict waits, or two to be decided between: whoever may decide is told."""
    claim = session.get_one(Claim, told.claim_id)
    if claim.status in FOR_EDITORS:
        tell(session, NoticeKind.TO_REVIEW, _editors(session, claim), claim=claim, by=told.by)


def _editors(session: Session, claim: Claim) -> Iterable[int]:
    """Who may decide on a claim's verdict: nobody who has read the claim."""
    deciding = [role for role, acts in PERMISSIONS.items() if Act.REVIEW in acts]
    verdict = current_verdict(session, claim)
    readers = {*reviewing_of(session, verdict).readers, verdict and verdict.by_id}
    return session.scalars(
        select(Membership.person_id).where(
            Membership.desk_id == claim.desk_id,
            Membership.ended_at.is_(None),
            Membership.role.in_(deciding),
            Membership.person_id.not_in([each for each in readers if each is not None]),
        )
    ).all()


def _settled(session: Session, told: Told) -> None:
    """It waits for nobody any more, so nobody is called to it."""
    session.execute(_waiting(told).values(read_at=now()))


def _done(session: Session, told: Told) -> None:
    """It waits for other editors still, and no more for who has just approved it."""
    done = _waiting(told).where(Notice.person_id == told.by.person_id)
    session.execute(done.values(read_at=now()))


def _waiting(told: Told) -> Update:
    """The notices that call editors to a claim."""
    return update(Notice).where(
        Notice.claim_id == told.claim_id,
        Notice.kind == NoticeKind.TO_REVIEW,
        Notice.read_at.is_(None),
    )


def _assigned(session: Session, told: Told) -> None:
    """Somebody is to work on a claim."""
    _passed_on(session, told)
    claim = session.get_one(Claim, told.claim_id)
    tell(session, NoticeKind.ASSIGNED, [claim.taken_by_id], claim=claim, by=told.by)


def _passed_on(session: Session, told: Told) -> None:
    """Whoever has the claim no more is not called to it."""
    if told.claim_id is None:
        return
    claim = session.get_one(Claim, told.claim_id)
    called = update(Notice).where(
        Notice.claim_id == claim.id,
        Notice.kind == NoticeKind.ASSIGNED,
        Notice.read_at.is_(None),
        Notice.person_id.is_distinct_from(claim.taken_by_id),
    )
    session.execute(called.values(read_at=now()))


def _voted(session: Session, told: Told) -> None:
    """A ballot ended: an editor has to do something, or nobody has. Of a return its line tells."""
    _settled(session, told)
    _waits(session, told)


# What is heard of in the record, and what becomes of it.
hear(EventKind.CLAIM_ASSIGNED, _assigned)
hear(EventKind.CLAIM_HANDED_OVER, _assigned)
hear(EventKind.CLAIM_RELEASED, _passed_on)
hear(EventKind.CLAIM_TAKEN, _passed_on)
hear(EventKind.TAKEN_BACK, _passed_on)
hear(EventKind.VERDICT_RETURNED, _returned)
hear(EventKind.VERDICT_PROPOSED, _waits)
hear(EventKind.READINGS_OPENED, _waits)
hear(EventKind.VOTE_CAST, _done)
hear(EventKind.BALLOT_CLOSED, _voted)
hear(EventKind.VERDICT_APPROVED_IN_PART, _done)
hear(EventKind.VERDICT_APPROVED, _settled)
hear(EventKind.VERDICT_TAKEN_BACK, _settled)
