"""What members said to each other about a claim."""

from collections.abc import Sequence

from workbench.claims.models import Claim
from workbench.discussion.models import Comment, Thread
from workbench.discussion.rules import About
from workbench.evidence.models import Evidence
from workbench.publishing.dossier.plan import PlannedComment, PlannedThread
from workbench.publishing.dossier.writing.rows import Rows
from workbench.verdicts.models import Verdict


def thread_of(
    plan: PlannedThread,
    claim: Claim,
    evidence: Sequence[Evidence],
    verdicts: Sequence[Verdict],
    rows: Rows,
) -> Thread:
    """A thread about a claim, or about one of these rows, which are in the dossier's order."""
    place = (plan.place or 1) - 1
    return Thread(
        desk_id=claim.desk_id,
        claim=claim,
        about=plan.about,
        evidence=evidence[place] if plan.about is About.EVIDENCE else None,
        verdict=verdicts[place] if plan.about is About.VERDICT else None,
        created_at=plan.created_at,
        resolved_at=plan.resolved_at,
        resolved_by_id=rows.person(plan.resolved_by),
        comments=[_comment(each, rows) for each in plan.comments],
    )


def _comment(plan: PlannedComment, rows: Rows) -> Comment:
    return Comment(
        text=plan.text,
        by_id=rows.person(plan.by),
        at=plan.at,
        edited_at=plan.edited_at,
        removed_at=plan.removed_at,
    )
