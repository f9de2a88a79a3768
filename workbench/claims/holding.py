"""Holding what an act on several claims needs, in the order in which the house takes locks."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.articles.models import Article
from workbench.claims.models import Claim


def hold_articles(session: Session, article_ids: Collection[int]) -> None:
    """Lock articles, the oldest first."""
    wanted = select(Article).where(Article.id.in_(article_ids)).order_by(Article.id)
    held = wanted.with_for_update(of=Article, key_share=True)
    session.scalars(held.execution_options(populate_existing=True)).all()


def hold_claims_by_id(session: Session, claim_ids: Collection[int]) -> Sequence[Claim]:
    """Lock claims, the oldest first, whose articles are held; they are seen as they are now."""
    wanted = select(Claim).where(Claim.id.in_(claim_ids)).order_by(Claim.id)
    held = wanted.with_for_update(of=Claim, key_share=True)
    return session.scalars(held.execution_options(populate_existing=True)).all()


def hold_chosen(session: Session, desk_id: int, claim_ids: Collection[int]) -> Sequence[Claim]:
    """Claims of a desk that were ticked, with their articles, all of them locked.

    What is another desk's, or no claim, is left out.
    """
    chosen = select(Claim.article_id).where(Claim.desk_id == desk_id, Claim.id.in_(claim_ids))
    hold_articles(session, set(session.scalars(chosen)))
    wanted = select(Claim).where(Claim.desk_id == desk_id, Claim.id.in_(claim_ids))
    held = wanted.order_by(Claim.id).with_for_update(of=Claim, key_share=True)
    loaded = held.options(joinedload(Claim.article))
    return session.scalars(loaded.execution_options(populate_existing=True)).all()
