"""Reads about reports and editions."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, contains_eager, undefer

from workbench.articles.models import Article
from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.errors import (
    EditionWithdrawn,
    NotPublished,
    ReportUnknown,
    WithdrawnFacts,
)
from workbench.publishing.models import Edition, Report, Withdrawal
from workbench.remembering import SHORT, Memory


def report_of(session: Session, article: Article) -> Report | None:
    """An article's report, if it was published."""
    return session.scalars(_REPORT_OF, {"article_id": article.id}).one_or_none()


_REPORT_OF = select(Report).where(Report.article_id == bindparam("article_id"))


def latest_edition_of(session: Session, article: Article) -> Edition | None:
    """An article's newest edition, content loaded."""
    return session.scalars(_of_article(article).order_by(Edition.number.desc()).limit(1)).first()


def edition_of(session: Session, article: Article, number: int | None = None) -> Edition:
    """An edition of an article, the newest by default, content loaded. Raises `NotPublished`."""
    if number is None:
        found = latest_edition_of(session, article)
    else:
        found = session.scalars(_of_article(article).where(Edition.number == number)).one_or_none()
    if found is None:
        if number is None:
            raise NotPublished(_("This article has no edition yet."))
        raise NotPublished(_("This article has no edition %(number)s.", number=number))
    return found


def editions_of(session: Session, article: Article) -> Sequence[Edition]:
    """An article's editions, newest first, content loaded on demand only."""
    return session.scalars(
        _with_report().where(Report.article_id == article.id).order_by(Edition.number.desc())
    ).all()


def public_edition(session: Session, slug: str, number: int | None = None) -> Edition:
    """A report's edition, the newest by default; its content not loaded.

    With it all withdrawals of the report. Raises `ReportUnknown`, `EditionWithdrawn`.
    """
    chosen = _NEWEST_AT if number is None else _AT
    found = session.scalars(chosen, {"slug": slug, "number": number}).first()
    if found is None:
        raise ReportUnknown(_("There is no report at this address."))
    return refuse_withdrawn(found)


def refuse_withdrawn(edition: Edition) -> Edition:
    """An edition that stands. Raises `EditionWithdrawn` with what readers are told instead."""
    if edition.withdrawal is not None:
        raise EditionWithdrawn(_facts(edition, edition.withdrawal))
    return edition


def _facts(edition: Edition, withdrawal: Withdrawal) -> WithdrawnFacts:
    desk = content_of(edition).desk
    return WithdrawnFacts(
        title=edition.title,
        desk_id=edition.report.desk_id,
        desk=desk.name,
        time_zone=desk.time_zone,
        slug=edition.report.slug,
        number=edition.number,
        whole=withdrawal.whole,
        at=withdrawal.at,
        why=withdrawal.why,
    )


def earlier_editions(session: Session, edition: Edition) -> Sequence[Edition]:
    """The editions before one of the same report, newest first, content loaded."""
    return session.scalars(
        _with_report()
        .options(undefer(Edition.content))
        .where(Edition.report_id == edition.report_id, Edition.number < edition.number)
        .order_by(Edition.number.desc())
    ).all()


def contents_of(session: Session, edition_ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
    """What these editions hold, as it is stored, in the order of their ids here."""
    rows = session.execute(select(Edition.id, Edition.content).where(Edition.id.in_(edition_ids)))
    found = {row.id: row.content for row in rows}
    return [found[edition_id] for edition_id in edition_ids if edition_id in found]


def content_of(edition: Edition) -> EditionContent:
    """What an edition holds. The last few are remembered: a report has a page for each claim."""
    return _contents.recall(edition.sha256, lambda: from_json(edition.content))


_contents = Memory(8 * SHORT)


def slug_taken(session: Session, slug: str) -> bool:
    """Whether a report, of whatever desk, has this address."""
    return session.scalar(select(Report.id).where(Report.slug == slug)) is not None


def _with_report() -> Select[Edition]:
    """With the report's withdrawals, too."""
    report = contains_eager(Edition.report).selectinload(Report.withdrawals)
    return select(Edition).join(Edition.report).options(report)


_OF_SLUG = _with_report().where(Report.slug == bindparam("slug"))
_NEWEST_AT = _OF_SLUG.order_by(Edition.number.desc()).limit(1)
_AT = _OF_SLUG.where(Edition.number == bindparam("number"))


def _of_article(article: Article) -> Select[Edition]:
    return _with_report().options(undefer(Edition.content)).where(Report.article_id == article.id)
