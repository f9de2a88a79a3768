"""Reads about articles, their versions, blocks and sentences."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.articles.errors import ArticleUnknown
from workbench.articles.models import Article, Block, Import, Sentence, Version


def get_article(session: Session, desk_id: int, article_id: int) -> Article:
    """An article of a desk. Raises `ArticleUnknown`, also for another desk's."""
    article = session.get(Article, article_id)
    if article is None or article.desk_id != desk_id:
        raise ArticleUnknown("There is no such article on this desk.")
    return article


def get_import(session: Session, desk_id: int, import_id: int) -> Import:
    """A preview of a desk. Raises `ArticleUnknown`."""
    kept = session.get(Import, import_id)
    if kept is None or kept.desk_id != desk_id:
        raise ArticleUnknown("There is no such preview on this desk.")
    return kept


def current_version(session: Session, article: Article) -> Version:
    """The newest version of an article, its text not loaded."""
    return session.scalars(
        select(Version)
        .where(Version.article_id == article.id)
        .order_by(Version.number.desc())
        .limit(1)
    ).one()


def all_versions(session: Session, article: Article) -> Sequence[Version]:
    """Every version, the oldest first."""
    return session.scalars(
        select(Version).where(Version.article_id == article.id).order_by(Version.number)
    ).all()


def text_between(session: Session, version_id: int, start: int, end: int) -> str:
    """Part of a version's text, cut in the database; offsets are code points."""
    part = func.substr(Version.text, start + 1, max(0, end - start))
    return session.scalar(select(part).where(Version.id == version_id)) or ""


def blocks_of(session: Session, version_id: int) -> Sequence[Block]:
    """All blocks of a version in order."""
    return session.scalars(
        select(Block).where(Block.version_id == version_id).order_by(Block.position)
    ).all()


def sentences_in(
    session: Session, version_id: int, start: int = 0, end: int | None = None
) -> Sequence[Sentence]:
    """The sentences that overlap a span of a version, in order; the whole text by default."""
    chosen = select(Sentence).where(Sentence.version_id == version_id, Sentence.end > start)
    if end is not None:
        chosen = chosen.where(Sentence.start < end)
    return session.scalars(chosen.order_by(Sentence.position)).all()


def newest_articles(
    session: Session, desk_id: int, *, before: int | None = None, limit: int = 51
) -> Sequence[Article]:
    """A desk's articles, newest first, those made before the one with id `before`."""
    chosen = select(Article).where(Article.desk_id == desk_id)
    if before is not None:
        chosen = chosen.where(Article.id < before)
    return session.scalars(chosen.order_by(Article.id.desc()).limit(limit)).all()
