"""Reads about articles, their versions, blocks and sentences."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Person
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


def current_versions(session: Session, article_ids: Collection[int]) -> Mapping[int, Version]:
    """The newest version of each article, by article id, texts not loaded."""
    newest = (
        select(Version.article_id, func.max(Version.number).label("number"))
        .where(Version.article_id.in_(article_ids))
        .group_by(Version.article_id)
        .subquery()
    )
    found = session.scalars(
        select(Version).join(
            newest,
            (Version.article_id == newest.c.article_id) & (Version.number == newest.c.number),
        )
    )
    return {version.article_id: version for version in found}


def titles_of_articles(session: Session, article_ids: Collection[int]) -> Mapping[int, str]:
    """The titles of articles, by id."""
    rows = session.execute(select(Article.id, Article.title).where(Article.id.in_(article_ids)))
    return dict(rows.all())


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


def sentence_at(session: Session, version_id: int, position: int) -> Sentence | None:
    """The sentence at a position of a version."""
    return session.scalars(
        select(Sentence).where(Sentence.version_id == version_id, Sentence.position == position)
    ).one_or_none()


def newest_articles(
    session: Session, desk_id: int, *, before: int | None = None, limit: int = 51
) -> Sequence[Article]:
    """A desk's articles, newest first, those made before the one with id `before`."""
    chosen = select(Article).where(Article.desk_id == desk_id)
    if before is not None:
        chosen = chosen.where(Article.id < before)
    return session.scalars(chosen.order_by(Article.id.desc()).limit(limit)).all()


def articles_after(
    session: Session, desk_id: int, article_id: int, *, limit: int = 51
) -> Sequence[Article]:
    """A desk's articles made after the one with this id, the nearest first."""
    chosen = select(Article).where(Article.desk_id == desk_id, Article.id > article_id)
    return session.scalars(chosen.order_by(Article.id).limit(limit)).all()


@dataclass(frozen=True)
class WaitingImport:
    """A preview that nobody has confirmed or discarded yet."""

    id: int
    title: str
    by: str | None
    created_at: datetime


def waiting_imports(session: Session, desk_id: int, *, limit: int = 10) -> Sequence[WaitingImport]:
    """A desk's previews that wait for somebody, newest first."""
    rows = session.execute(
        select(Import.id, Import.draft["title"].as_string(), Person.name, Import.created_at)
        .outerjoin(Person, Person.id == Import.by_id)
        .where(
            Import.desk_id == desk_id,
            Import.article_id.is_(None),
            Import.discarded_at.is_(None),
        )
        .order_by(Import.id.desc())
        .limit(limit)
    )
    return [WaitingImport(*row) for row in rows]
