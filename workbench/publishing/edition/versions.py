"""An article's versions, as its editions tell of them, read in a few queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from workbench.articles.models import Amendment, Article, Sentence, Version, VersionDraft
from workbench.articles.rules import Origin
from workbench.claims.models import Passage, Touch
from workbench.db import plain_rows
from workbench.publishing.edition import model
from workbench.publishing.edition.model import moment
from workbench.publishing.edition.timeline import Period, Stand, Timeline


@dataclass(frozen=True)
class Versions:
    """When the text of the newest was taken down, what the outlet changed, what stood where."""

    taken_at: str
    amendments: tuple[model.Amendment, ...]
    timeline: Timeline


@dataclass(frozen=True)
class _Line:
    """A version, and when its text was taken down: what the desk mends is the outlet's from then.

    `amendment`: what the outlet changed since the version before.
    """

    number: int
    taken_at: str
    amendment: Amendment | None


def load_versions(session: Session, article: Article, newest: Version) -> Versions:
    """Load them all; `newest` is the last, whose text is shown."""
    lines = list(_lines(session, article))
    taken_at = {line.number: line.taken_at for line in lines}
    periods = list(_periods(session, lines, newest))
    return Versions(
        taken_at=taken_at[newest.number],
        amendments=tuple(_amendments(lines)),
        timeline=Timeline(periods, _stands(session, article), taken_at),
    )


def _lines(session: Session, article: Article) -> Iterator[_Line]:
    taken_at: datetime | None = None
    for number, made_at, origin, amendment in session.execute(_VERSIONS, {"of": article.id}):
        mended = origin is Origin.CORRECTED
        taken_at = taken_at if taken_at and mended else made_at
        yield _Line(number, moment(taken_at), None if mended else amendment)


_VERSIONS = (
    select(Version.number, Version.created_at, VersionDraft.origin, Amendment)
    .outerjoin(VersionDraft, VersionDraft.version_id == Version.id)
    .outerjoin(Amendment, Amendment.version_id == Version.id)
    .where(Version.article_id == bindparam("of"))
    .order_by(Version.number)
)


def _amendments(lines: Sequence[_Line]) -> Iterator[model.Amendment]:
    for before, line in pairwise(lines):
        if line.amendment is not None:
            said = line.amendment
            yield model.Amendment(
                version=line.number,
                made_on=said.made_on,
                read_before=before.taken_at,
                read_at=line.taken_at,
                notice=said.notice.strip(),
                note=said.note.strip(),
            )


def _periods(session: Session, lines: Sequence[_Line], newest: Version) -> Iterator[Period]:
    lasts = [before for before, line in pairwise(lines) if line.amendment is not None]
    texts = {newest.number: newest.text, **_texts(session, newest, [each.number for each in lasts])}
    began: int | None = None
    for last in [*lasts, lines[-1]]:
        yield Period(began, texts[last.number])
        began = last.number + 1


def _texts(session: Session, newest: Version, numbers: Sequence[int]) -> Mapping[int, str]:
    chosen = select(Version.number, Version.text).where(
        Version.article_id == newest.article_id, Version.number.in_(numbers)
    )
    return dict(plain_rows(session, chosen).all())


def _stands(session: Session, article: Article) -> Iterator[Stand]:
    for row in plain_rows(session, _STANDS, {"of": article.id}):
        yield Stand(*row)


_REWRITTEN = exists().where(
    Touch.passage_id == Passage.id, Touch.sentence_id == Sentence.id, Sentence.follows_id.is_(None)
)
_STANDS = (
    select(
        Passage.id,
        Passage.claim_id,
        Version.number,
        Passage.exact,
        Passage.follows_id,
        ~_REWRITTEN,
    )
    .join(Passage.version)
    .where(Version.article_id == bindparam("of"))
    .order_by(Version.number, Passage.start, Passage.end)
)
