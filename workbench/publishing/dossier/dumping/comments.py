"""Which comments a dossier has: those that everybody on the desk sees."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, selectinload

from workbench.accounts.rules import machine
from workbench.claims.models import Claim
from workbench.discussion.models import Comment, Thread
from workbench.discussion.sight import shown, with_what_hides
from workbench.publishing.dossier.dumping.told import TOLD
from workbench.verdicts.models import Verdict

NOBODY = machine(desk_id=0)  # who sees what everybody sees
COMMENTS = (
    with_what_hides(select(Comment))
    .join(Claim, Claim.id == Thread.claim_id)
    .where(
        Claim.article_id == bindparam("article_id"),
        shown(NOBODY),
        Verdict.id.is_(None) | TOLD,
    )
    .options(contains_eager(Comment.thread), selectinload(Comment.mentioned))
    .order_by(Comment.thread_id, Comment.id)
)
