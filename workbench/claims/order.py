"""An article's claims: their numbers and their order. Who changes these has locked the article."""

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from workbench.articles.models import Article, Version
from workbench.claims.models import Claim, Passage
from workbench.db import plain_rows, plain_write

THE_END = 2**31 - 1  # beyond every position


def next_number(session: Session, article: Article) -> int:
    """The number of the article's next claim. Locks the article until the unit of work ends."""
    number: int = plain_write(session, _COUNTED, {"article_id": article.id}).scalar_one()
    set_committed_value(article, "claims_numbered", number)
    return number


_COUNTED = (
    update(Article)
    .where(Article.id == bindparam("article_id"))
    .values(claims_numbered=Article.claims_numbered + 1)
    .returning(Article.claims_numbered)
)


def position_in_text(session: Session, version: Version, start: int) -> int | None:
    """Where in the article's order a claim belongs that begins at an offset, if not at the end."""
    place = {"article_id": version.article_id, "version_id": version.id, "start": start}
    return plain_rows(session, _FOLLOWING, place).scalar()


_FIRST_PLACES = (
    select(Claim.position, func.min(Passage.start).label("start"))
    .join(Passage, Passage.claim_id == Claim.id)
    .where(
        Claim.article_id == bindparam("article_id"), Passage.version_id == bindparam("version_id")
    )
    .group_by(Claim.id, Claim.position)
    .subquery()
)
_FOLLOWING = select(func.min(_FIRST_PLACES.c.position)).where(
    _FIRST_PLACES.c.start > bindparam("start")
)


def make_room(session: Session, article_id: int, position: int | None) -> int:
    """Move the claims from a position on down by one. Returns it, or the next one at the end."""
    if position is None:
        return _last_position(session, article_id) + 1
    _shift(session, article_id, position, THE_END, by=1)
    return position


def place_in_order(session: Session, claim: Claim, position: int) -> None:
    """Give a claim a position, the last one at most; those in between close up."""
    before = claim.position
    after = max(1, min(position, _last_position(session, claim.article_id)))
    if after > before:
        _shift(session, claim.article_id, before + 1, after, by=-1)
    else:
        _shift(session, claim.article_id, after, before - 1, by=1)
    claim.position = after
    session.flush()


def _last_position(session: Session, article_id: int) -> int:
    """0 when there is no claim."""
    return plain_rows(session, _LAST_POSITION, {"article_id": article_id}).scalar() or 0


_LAST_POSITION = select(func.max(Claim.position)).where(Claim.article_id == bindparam("article_id"))


def _shift(session: Session, article_id: int, first: int, last: int, *, by: int) -> None:
    """Move the claims from one position to another up or down the order."""
    span = {"of_article": article_id, "first": first, "last": last, "by": by}
    plain_write(session, _MOVED, span)
    for row in session:  # those that the session holds must learn it, when they are asked
        if isinstance(row, Claim) and row.article_id == article_id:
            session.expire(row, ["position"])


_MOVED = (
    update(Claim)
    .where(
        Claim.article_id == bindparam("of_article"),
        Claim.position.between(bindparam("first"), bindparam("last")),
    )
    .values(position=Claim.position + bindparam("by"))
)
