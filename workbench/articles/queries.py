"""Reads about articles, their versions, blocks and sentences."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, case, func, or_, select, true
from sqlalchemy.orm import Session

from workbench.accounts.models import Person
from workbench.articles.errors import ArticleUnknown, BatchUnknown
from workbench.articles.models import Article, Batch, Block, Import, Sentence, Version
from workbench.db import plain_rows
from workbench.errors import message as _
from workbench.intake.rules import BlockKind


def get_article(session: Session, desk_id: int, article_id: int) -> Article:
    """An article of a desk. Raises `ArticleUnknown`, also for another desk's."""
    article = session.get(Article, article_id)
    if article is None or article.desk_id != desk_id:
        raise _unknown()
    return article


def _unknown() -> ArticleUnknown:
    return ArticleUnknown(_("There is no such article on this desk."))


def get_import(session: Session, desk_id: int, import_id: int) -> Import:
    """A preview of a desk. Raises `ArticleUnknown`."""
    kept = session.get(Import, import_id)
    if kept is None or kept.desk_id != desk_id:
        raise ArticleUnknown(_("There is no such preview on this desk."))
    return kept


def get_batch(session: Session, desk_id: int, batch_id: int) -> Batch:
    """Articles of a desk that were sent together. Raises `BatchUnknown`."""
    batch = session.get(Batch, batch_id)
    if batch is None or batch.desk_id != desk_id:
        raise BatchUnknown(_("There are no such articles, sent together, on this desk."))
    return batch


def imports_of(session: Session, batch: Batch) -> Sequence[Import]:
    """The previews of files that were sent together, in their order."""
    return session.scalars(
        select(Import).where(Import.batch_id == batch.id).order_by(Import.id)
    ).all()


def current_version(session: Session, article: Article) -> Version:
    """The newest version of an article, its text not loaded."""
    return session.scalars(_CURRENT_VERSION, {"article_id": article.id}).one()


_CURRENT_VERSION = (
    select(Version)
    .where(Version.article_id == bindparam("article_id"))
    .order_by(Version.number.desc())
    .limit(1)
)


def article_to_work_on(session: Session, desk_id: int, article_id: int) -> tuple[Article, Version]:
    """An article of a desk and its newest version, its text not loaded. Raises `ArticleUnknown`."""
    found = session.execute(_TO_WORK_ON, {"desk_id": desk_id, "article_id": article_id}).first()
    if found is None:
        raise _unknown()
    article, version = found
    return article, version


_TO_WORK_ON = (
    select(Article, Version)
    .join(Version, Version.article_id == Article.id)
    .where(Article.id == bindparam("article_id"), Article.desk_id == bindparam("desk_id"))
    .order_by(Version.number.desc())
    .limit(1)
)


def current_versions(session: Session, article_ids: Collection[int]) -> Mapping[int, Version]:
    """The newest version of each article, by article id, texts not loaded."""
    found = session.scalars(_CURRENT_VERSIONS, {"article_ids": list(article_ids)})
    return {version.article_id: version for version in found}


_NEWEST = (
    select(Version.article_id, func.max(Version.number).label("number"))
    .where(Version.article_id.in_(bindparam("article_ids", expanding=True)))
    .group_by(Version.article_id)
    .subquery()
)
_CURRENT_VERSIONS = select(Version).join(
    _NEWEST, (Version.article_id == _NEWEST.c.article_id) & (Version.number == _NEWEST.c.number)
)


def titles_of_articles(session: Session, article_ids: Collection[int]) -> Mapping[int, str]:
    """The titles of articles, by id."""
    rows = session.execute(select(Article.id, Article.title).where(Article.id.in_(article_ids)))
    return dict(rows.all())


def text_between(session: Session, version_id: int, start: int, end: int) -> str:
    """Part of a version's text, cut in the database; offsets are code points."""
    span = {"version_id": version_id, "first": start + 1, "length": max(0, end - start)}
    return plain_rows(session, _TEXT_BETWEEN, span).scalar() or ""


_TEXT_BETWEEN = select(
    func.substr(Version.text, bindparam("first", type_=Integer), bindparam("length", type_=Integer))
).where(Version.id == bindparam("version_id"))


def blocks_of(session: Session, version_id: int) -> Sequence[Block]:
    """All blocks of a version in order."""
    return session.scalars(
        select(Block).where(Block.version_id == version_id).order_by(Block.position)
    ).all()


def count_body_blocks(session: Session, version_id: int) -> int:
    """How many blocks the body of a version has, its headline not counted."""
    of_body = (Block.version_id == version_id, Block.body, Block.kind != BlockKind.HEADLINE)
    return session.scalar(select(func.count(Block.id)).where(*of_body)) or 0


def count_sentences(session: Session, version_id: int) -> int:
    """How many sentences a version has, those outside its body too."""
    counting = select(func.count(Sentence.id)).where(Sentence.version_id == version_id)
    return session.scalar(counting) or 0


def sentences_in(
    session: Session, version_id: int, start: int = 0, end: int | None = None
) -> Sequence[Sentence]:
    """The sentences that overlap a span of a version, in order; the whole text by default."""
    chosen = _SENTENCES if end is None else _SENTENCES_BEFORE
    return session.scalars(chosen, {"version_id": version_id, "start": start, "end": end}).all()


_SENTENCES = (
    select(Sentence)
    .where(Sentence.version_id == bindparam("version_id"), Sentence.end > bindparam("start"))
    .order_by(Sentence.position)
)
_SENTENCES_BEFORE = _SENTENCES.where(Sentence.start < bindparam("end"))


def sentence_ids_of(session: Session, version_id: int) -> Sequence[int]:
    """The ids of a version's sentences, in order."""
    return plain_rows(session, _SENTENCE_IDS, {"version_id": version_id}).scalars().all()


_SENTENCE_IDS = (
    select(Sentence.id)
    .where(Sentence.version_id == bindparam("version_id"))
    .order_by(Sentence.position)
)


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


def articles_called(session: Session, desk_id: int, words: str, *, limit: int) -> Sequence[Article]:
    """A desk's articles with these words in title or outlet, the newest first."""
    chosen = select(Article).where(Article.desk_id == desk_id)
    for word in words.replace("\0", "").split()[:8]:
        named = (Article.title, Article.outlet)
        chosen = chosen.where(or_(*(each.icontains(word, autoescape=True) for each in named)))
    return session.scalars(chosen.order_by(Article.id.desc()).limit(limit)).all()


def articles_after(
    session: Session, desk_id: int, article_id: int, *, limit: int = 51
) -> Sequence[Article]:
    """A desk's articles made after the one with this id, the nearest first."""
    chosen = select(Article).where(Article.desk_id == desk_id, Article.id > article_id)
    return session.scalars(chosen.order_by(Article.id).limit(limit)).all()


@dataclass(frozen=True)
class Waiting:
    """A preview that nobody has confirmed or discarded yet, or those of one batch.

    `id` and `title` are of the newest preview, `number` tells how many there are.
    """

    id: int
    batch_id: int | None
    number: int
    title: str
    by: str | None
    created_at: datetime


def waiting_imports(
    session: Session, desk_id: int, *, before: int | None = None, limit: int = 51
) -> Sequence[Waiting]:
    """A desk's previews that wait for somebody, newest first, those older than the id `before`.

    Those of a batch are one entry.
    """
    newest = func.max(Import.id)
    entries = (
        select(newest.label("id"), func.count().label("number"))
        .where(
            Import.desk_id == desk_id,
            Import.article_id.is_(None),
            Import.discarded_at.is_(None),
        )
        .group_by(Import.batch_id, case((Import.batch_id.is_(None), Import.id)))
        .having(newest < before if before is not None else true())
        .order_by(newest.desc())
        .limit(limit)
        .subquery()
    )
    title = Import.draft["title"].as_string()
    rows = session.execute(
        select(Import.id, Import.batch_id, entries.c.number, title, Person.name, Import.created_at)
        .join(entries, entries.c.id == Import.id)
        .outerjoin(Person, Person.id == Import.by_id)
        .order_by(Import.id.desc())
    )
    return [Waiting(*row) for row in rows]
