"""Topics: what an article is about, in names of the desk's own."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.articles.models import Article, ArticleTopic
from workbench.db import begin_edit, lock
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.labels import label_key
from workbench.labelling import commonest, spelled


def set_topics(
    session: Session, *, article: Article, topics: Sequence[str], revision: int, by: Actor
) -> None:
    """Say what an article is about, in the spelling that the desk has for a topic already.

    Raises `EditedMeanwhile`.
    """
    lock(session, session.get_one(Desk, article.desk_id))  # two at once would spell one in two ways
    begin_edit(session, article, revision)
    before = topics_of(session, article)
    session.execute(delete(ArticleTopic).where(ArticleTopic.article_id == article.id))
    add_topics(session, article=article, topics=topics)
    after = topics_of(session, article)
    record(
        session, EventKind.TOPICS_SET, by=by, article_id=article.id,
        details={"topics": ", ".join(after) or "-"},
        undo={"before": {"topics": list(before)}, "after": {"topics": list(after)}},
    )  # fmt: skip


def put_topics(session: Session, article: Article, topics: Sequence[str]) -> None:
    """Let an article have topics as they were spelled before; the caller holds and records it."""
    session.execute(delete(ArticleTopic).where(ArticleTopic.article_id == article.id))
    session.add_all(
        ArticleTopic(
            article_id=article.id, key=label_key(words), desk_id=article.desk_id, words=words
        )
        for words in topics
    )
    session.flush()


def add_topics(session: Session, *, article: Article, topics: Sequence[str]) -> None:
    """Put topics on an article that has none. Whoever calls has the desk locked."""
    by_key = spelled(session, ArticleTopic.__table__, article.desk_id, topics)
    session.add_all(
        ArticleTopic(article_id=article.id, key=key, desk_id=article.desk_id, words=words)
        for key, words in by_key.items()
    )
    session.flush()


def topics_of(session: Session, article: Article) -> tuple[str, ...]:
    """What an article is about, in the order of the alphabet."""
    return tuple(session.scalars(_OF_ARTICLE, {"article_id": article.id}))


_OF_ARTICLE = (
    select(ArticleTopic.words)
    .where(ArticleTopic.article_id == bindparam("article_id"))
    .order_by(ArticleTopic.key)
)


def topics_of_desk(session: Session, desk_id: int) -> Sequence[str]:
    """The desk's topics, those of most articles first: the first two hundred."""
    return commonest(session, ArticleTopic.__table__, desk_id)
