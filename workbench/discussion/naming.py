"""Where a name stands in comments: no seal applies there, so its confidants are told."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.discussion.models import Comment, Thread
from workbench.discussion.sight import shown, with_what_hides
from workbench.sources.models import Source
from workbench.verdicts.mentions import SHORTEST, Mention
from workbench.verdicts.rules import WrittenIn


def comments_naming(
    session: Session, *, source_id: int, names: Collection[str], viewer: Actor, limit: int
) -> Sequence[Mention]:
    """The claims in whose comments one of the names stands, as far as the viewer sees these.

    Left out are those about uses of the source itself, which are behind its seal.
    """
    telling = [name for name in names if len(name) >= SHORTEST]
    if not telling:
        return []
    found = with_what_hides(select(Article.id, Article.title, Claim.number).select_from(Comment))
    rows = session.execute(
        found.join(Claim, Claim.id == Thread.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Article.desk_id == viewer.desk_id,
            Comment.removed_at.is_(None),
            Source.id.is_distinct_from(source_id),
            shown(viewer),
            or_(*(Comment.text.icontains(name, autoescape=True) for name in telling)),
        )
        .distinct()
        .order_by(Article.id.desc(), Claim.number)
        .limit(limit)
    )
    return [Mention(WrittenIn.DISCUSSION, *row) for row in rows]
