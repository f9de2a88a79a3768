"""The remarks that came with an article's manuscript, and where they stand now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session, joinedload, undefer

from workbench.articles.errors import RemarkUnknown
from workbench.articles.marks import Span
from workbench.articles.models import Article, Remark, Version
from workbench.articles.remarking import stands_at
from workbench.articles.rules import RemarkState
from workbench.errors import message as _
from workbench.intake.remarks import RemarkKind


@dataclass(frozen=True)
class StandingRemark:
    """A remark, and where its words stand in the newest version; nowhere without a span."""

    remark: Remark
    span: Span | None


def get_remark(session: Session, article: Article, remark_id: int) -> Remark:
    """A remark of an article. Raises `RemarkUnknown`."""
    remark = session.get(Remark, remark_id)
    if remark is None or remark.article_id != article.id:
        raise RemarkUnknown(_("This article has no such remark."))
    return remark


def waiting_remarks(
    session: Session,
    article: Article,
    kind: RemarkKind | None = None,
    *,
    after: int = 0,
    limit: int = 51,
) -> Sequence[Remark]:
    """The remarks that nobody has accepted or dismissed yet, in the order of the manuscript."""
    chosen = select(Remark).where(
        Remark.article_id == article.id, Remark.state == RemarkState.WAITS, Remark.id > after
    )
    if kind is not None:
        chosen = chosen.where(Remark.kind == kind)
    return session.scalars(chosen.order_by(Remark.id).limit(limit)).all()


def settled_remarks(
    session: Session,
    article: Article,
    kind: RemarkKind | None = None,
    *,
    before: int | None = None,
    limit: int = 51,
) -> Sequence[Remark]:
    """Those that were accepted or dismissed, the latest first: behind the one with id `before`."""
    chosen = (
        select(Remark)
        .where(Remark.article_id == article.id, Remark.state != RemarkState.WAITS)
        .options(joinedload(Remark.settled_by))
    )
    if kind is not None:
        chosen = chosen.where(Remark.kind == kind)
    if before is not None:
        moment = select(Remark.settled_at).where(Remark.id == before).scalar_subquery()
        at_once = and_(Remark.settled_at == moment, Remark.id < before)
        chosen = chosen.where(or_(Remark.settled_at < moment, at_once))
    latest = chosen.order_by(Remark.settled_at.desc(), Remark.id.desc())
    return session.scalars(latest.limit(limit)).all()


def standing(
    session: Session, remarks: Sequence[Remark], version: Version
) -> Sequence[StandingRemark]:
    """Where remarks stand in a version: as they were placed, else where their words stand once.

    The text is read only if a remark was placed in another version.
    """
    if all(remark.version_id == version.id for remark in remarks):
        return [StandingRemark(remark, _placed(remark)) for remark in remarks]
    text = text_of(session, version)
    return [
        StandingRemark(
            remark,
            _placed(remark) if remark.version_id == version.id else stands_at(text, remark.exact),
        )
        for remark in remarks
    ]


def text_of(session: Session, version: Version) -> str:
    """The whole text of a version."""
    return (
        session.scalars(
            select(Version).where(Version.id == version.id).options(undefer(Version.text))
        )
        .one()
        .text
    )


def _placed(remark: Remark) -> Span | None:
    if remark.start is None or remark.end is None:
        return None
    return (remark.start, remark.end)


def reword_remarks(session: Session, *, desk_id: int, names: Collection[str], wording: str) -> None:
    """Let remarks that propose a source by one of these names say how the desk words it."""
    on_desk = select(Article.id).where(Article.desk_id == desk_id)
    proposed = or_(Remark.proposed.in_(names), Remark.url.in_(names))
    session.execute(
        update(Remark)
        .where(Remark.article_id.in_(on_desk), proposed)
        .values(text=wording, proposed=wording, url="")
        .execution_options(synchronize_session="fetch")
    )
