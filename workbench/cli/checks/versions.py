"""Claims stand in the newest version, and what stands in one follows the version before."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from workbench.articles.models import Sentence, Version
from workbench.claims.models import Claim, Passage
from workbench.cli.progress import Advance

_Earlier, _Other = aliased(Version), aliased(Version)
_Stood, _Said = aliased(Passage), aliased(Sentence)

_HIGHEST = select(func.max(_Other.number)).where(_Other.article_id == Version.article_id)
_NEWEST = _HIGHEST.scalar_subquery()
_BEFORE = _HIGHEST.where(_Other.number < Version.number).scalar_subquery()
_NOT_BEFORE = or_(
    _Earlier.article_id != Version.article_id, _Earlier.number != func.coalesce(_BEFORE, 0)
)


def version_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Passages and sentences that do not fit the versions of their article."""
    yield from _current_faults(session)
    yield from _predecessor_faults(session)
    for article, number, version_id, before_id in session.execute(_PAIRS).all():
        for position, before in _reworded(session, version_id, before_id):
            where = f"{_where(article, number)}, sentence {position}"
            yield f"{where}: it follows sentence {before}, which has other words"
        advance(1)


def _where(article: int, version: int) -> str:
    return f"Article {article}, version {version}"


_PASSAGES = (
    select(Version.article_id, Version.number, Claim.number, Passage.start, Passage.current)
    .select_from(Passage)
    .join(Passage.version)
    .join(Passage.claim)
    .order_by(Version.id, Claim.number, Passage.start)
)


def _current_faults(session: Session) -> Iterator[str]:
    wrong = _PASSAGES.where(Passage.current != (Version.number == _NEWEST))
    for article, number, claim, start, current in session.execute(wrong):
        told = "is current in an older version" if current else "is not current in the newest"
        yield f"{_where(article, number)}, claim {claim}: its passage at {start} {told}"


def _predecessor_faults(session: Session) -> Iterator[str]:
    passages = _PASSAGES.join(_Stood, _Stood.id == Passage.follows_id)
    wrong = passages.join(_Earlier, _Earlier.id == _Stood.version_id).where(_NOT_BEFORE)
    for article, number, claim, start, _current in session.execute(wrong):
        where = f"{_where(article, number)}, claim {claim}"
        yield f"{where}: its passage at {start} follows one that is not in the version before"
    for article, number, position in session.execute(_STRAY_SENTENCES):
        where = f"{_where(article, number)}, sentence {position}"
        yield f"{where}: it follows one that is not in the version before"


_STRAY_SENTENCES = (
    select(Version.article_id, Version.number, Sentence.position)
    .select_from(Sentence)
    .join(Version, Version.id == Sentence.version_id)
    .join(_Said, _Said.id == Sentence.follows_id)
    .join(_Earlier, _Earlier.id == _Said.version_id)
    .where(_NOT_BEFORE)
    .order_by(Version.id, Sentence.position)
)
# Each version that follows one, with that.
_PAIRS = (
    select(Version.article_id, Version.number, Version.id, _Earlier.id)
    .join(_Earlier, _Earlier.article_id == Version.article_id)
    .where(_Earlier.number == _BEFORE)
    .order_by(Version.id)
)


def _reworded(session: Session, version_id: int, before_id: int) -> Iterator[tuple[int, int]]:
    """Sentences, by position, that follow one with other words; two texts are in memory."""
    text, earlier = (_text(session, key) for key in (version_id, before_id))
    followers = (
        select(Sentence, _Said)
        .join(_Said, _Said.id == Sentence.follows_id)
        .where(Sentence.version_id == version_id, _Said.version_id == before_id)
        .order_by(Sentence.position)
    )
    for sentence, said in session.execute(followers):
        if text[sentence.start : sentence.end] != earlier[said.start : said.end]:
            yield sentence.position, said.position


def _text(session: Session, version_id: int) -> str:
    return session.scalars(select(Version.text).where(Version.id == version_id)).one()
