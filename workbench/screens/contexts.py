"""The words around a passage, so that it can be judged without opening the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Version
from workbench.claims.models import Claim, Passage

AROUND = 280  # code points before and after the passage


@dataclass(frozen=True)
class Context:
    """A passage with what stands before and after it in its own paragraphs."""

    before: str
    exact: str
    after: str


def contexts_of(session: Session, claim: Claim) -> Sequence[Context]:
    """Each passage of a claim in its surroundings, cut out in the database; one query."""
    begin = case((Passage.start > AROUND, Passage.start - AROUND), else_=0)
    length = Passage.end - begin + AROUND
    rows = session.execute(
        select(func.substr(Version.text, begin + 1, length), Passage.start - begin, Passage.exact)
        .join(Version, Version.id == Passage.version_id)
        .where(Passage.claim_id == claim.id, Passage.current)
        .order_by(Passage.start, Passage.id)
    )
    return [context_in(text, start, exact) for text, start, exact in rows]


def context_in(text: str, start: int, exact: str) -> Context:
    """The passage at an offset of a piece of text, with whole words of its own block around it."""
    before, after = text[:start], text[start + len(exact) :]
    return Context(_end_of(before), exact, _beginning_of(after))


def _end_of(before: str) -> str:
    """The last part of what stands before, from its block's or a word's beginning."""
    *earlier, own = before.split("\n\n")
    if earlier or len(own) < AROUND:
        return own
    return "… " + own.partition(" ")[2]


def _beginning_of(after: str) -> str:
    own, *later = after.split("\n\n")
    if later or len(own) < AROUND:
        return own
    return own.rpartition(" ")[0] + " …"
