"""Labels that desks give in words of their own: topics, tags of sources, tags of claims.

Each kind has a table with `desk_id`, `key`, by which a label is known however it is spelled, and
`words`, as it is spelled. A desk spells a label in one way.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import Session

from workbench.intake.labels import label_key

MOST_SUGGESTED = 200


def spellings(
    session: Session, labels: FromClause, desk_id: int, keys: Collection[str] | None = None
) -> dict[str, str]:
    """How a desk spells its labels, by their keys: all of them, or those with these keys."""
    chosen = select(labels.c.key, func.min(labels.c.words)).where(labels.c.desk_id == desk_id)
    if keys is not None:
        chosen = chosen.where(labels.c.key.in_(keys))
    return dict(session.execute(chosen.group_by(labels.c.key)).all())


def spelled(
    session: Session, labels: FromClause, desk_id: int, typed: Sequence[str]
) -> dict[str, str]:
    """What was typed, by its keys, in the spelling that the desk has for it already."""
    wanted = {label_key(label): label for label in typed}
    return wanted | spellings(session, labels, desk_id, wanted)


def commonest(session: Session, labels: FromClause, desk_id: int) -> Sequence[str]:
    """A desk's labels, those of most things first: the first two hundred."""
    return session.scalars(
        select(func.min(labels.c.words))
        .where(labels.c.desk_id == desk_id)
        .group_by(labels.c.key)
        .order_by(func.count().desc(), labels.c.key)
        .limit(MOST_SUGGESTED)
    ).all()
