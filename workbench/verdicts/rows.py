"""A claim as a line of a list, with its verdict and how many sources it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.evidence.alerts import NOTICED
from workbench.evidence.models import Evidence
from workbench.evidence.rules import AlertKind
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rules import Token, VerdictState
from workbench.verdicts.sight import SHOWN


@dataclass(frozen=True)
class ClaimRow:
    """A line of a list of claims."""

    claim: Claim
    article_title: str
    token: Token | None
    label: str | None
    icon: str | None
    state: VerdictState | None
    sources: int
    noticed: AlertKind | None


Rows = Select[
    Claim, str, Token | None, str | None, str | None, VerdictState | None, int, AlertKind | None
]

# How many pieces of evidence the claim has that the statement around it is about.
SOURCES = (
    select(func.count(Evidence.source_id.distinct()))
    .where(Evidence.claim_id == Claim.id, Evidence.removed_at.is_(None))
    .correlate(Claim)
    .scalar_subquery()
)
ROWS: Rows = (
    select(
        Claim,
        Article.title,
        Rating.token,
        Rating.label,
        Rating.icon,
        Verdict.state,
        SOURCES,
        NOTICED,
    )
    .join(Article, Article.id == Claim.article_id)
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN)
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
)


def fetch_rows(
    session: Session, chosen: Rows, values: Mapping[str, Any] | None = None
) -> Sequence[ClaimRow]:
    """The lines that a statement made of `ROWS` chooses."""
    return [ClaimRow(*row) for row in session.execute(chosen, values)]
