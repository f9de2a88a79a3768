"""What a person sees of comments: the one gate before whatever shows, counts or sends them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_

from workbench.accounts.rules import Actor
from workbench.discussion.models import Comment, Thread
from workbench.evidence.models import Evidence
from workbench.sources.confidants import in_sight
from workbench.sources.models import Source


def with_what_hides(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement that has `Comment` already, joined to all that decides who sees it."""
    return (
        chosen.outerjoin(Thread, Thread.id == Comment.thread_id)
        .outerjoin(Evidence, Evidence.id == Thread.evidence_id)
        .outerjoin(Source, Source.id == Evidence.source_id)
    )


def shown(viewer: Actor) -> ColumnElement[bool]:
    """Whether somebody sees a comment, as a condition on what `with_what_hides` joins.

    What was said about a confidential source is for its confidants.
    """
    return or_(Source.id.is_(None), Source.confidential.is_(False), Source.id.in_(in_sight(viewer)))
