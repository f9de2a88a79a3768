"""What members said to each other about a claim."""

from collections.abc import Iterator, Sequence

from workbench.claims.models import Claim
from workbench.discussion.models import Comment, CommentMention, Thread
from workbench.publishing.dossier.plan import PlannedComment, PlannedThread
from workbench.publishing.dossier.writing.rows import Rows
from workbench.verdicts.models import Verdict


def thread_of(plan: PlannedThread, claim: Claim, verdicts: Sequence[Verdict], rows: Rows) -> Thread:
    """A thread about a claim, a piece of evidence, or one of these verdicts of the claim."""
    return Thread(
        desk_id=claim.desk_id,
        claim=claim,
        about=plan.about,
        evidence=None if plan.evidence is None else rows.evidence[plan.evidence],
        verdict=None if plan.verdict is None else verdicts[plan.verdict],
        created_at=plan.created_at,
        resolved_at=plan.resolved_at,
        resolved_by_id=rows.person(plan.resolved_by),
        comments=[_comment(each, rows) for each in plan.comments],
    )


def mentions_in(plan: PlannedThread, thread: Thread, rows: Rows) -> Iterator[CommentMention]:
    """Whom the comments of a thread name that has its row."""
    for planned, comment in zip(plan.comments, thread.comments, strict=True):
        for each in planned.mentions:
            yield CommentMention(comment_id=comment.id, person_id=rows.people[each])


def _comment(plan: PlannedComment, rows: Rows) -> Comment:
    return Comment(
        text=plan.text,
        by_id=rows.person(plan.by),
        at=plan.at,
        edited_at=plan.edited_at,
        removed_at=plan.removed_at,
    )
