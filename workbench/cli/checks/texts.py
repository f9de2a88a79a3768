"""Texts are what their checksums say, and everything that points into them points right."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.articles.models import Block, Sentence, Version
from workbench.articles.text import sha256
from workbench.claims.models import Claim, Passage
from workbench.cli.progress import Advance


def text_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Version by version, so that one text at a time is in memory."""
    for version_id in session.scalars(select(Version.id).order_by(Version.id)).all():
        where, text, digest = _version(session, version_id)
        if sha256(text) != digest:
            yield f"{where}: the text is not what its SHA-256 says"
        yield from _span_faults(session, version_id, where, len(text))
        yield from _passage_faults(session, version_id, where, text)
        advance(1)


def _version(session: Session, version_id: int) -> tuple[str, str, str]:
    """What to call a version, its text and its checksum."""
    article, number, text, digest = session.execute(
        select(Version.article_id, Version.number, Version.text, Version.sha256).where(
            Version.id == version_id
        )
    ).one()
    return f"Article {article}, version {number}", text, digest


def _span_faults(session: Session, version_id: int, where: str, length: int) -> Iterator[str]:
    """Blocks and sentences that reach beyond the text; `length` is in code points."""
    for kind, name in ((Block, "block"), (Sentence, "sentence")):
        beyond = select(kind.position).where(kind.version_id == version_id, kind.end > length)
        for position in session.scalars(beyond.order_by(kind.position)):
            yield f"{where}, {name} {position}: it ends beyond the text"


def _passage_faults(session: Session, version_id: int, where: str, text: str) -> Iterator[str]:
    passages = (
        select(Claim.number, Passage.start, Passage.end, Passage.exact)
        .join(Passage.claim)
        .where(Passage.version_id == version_id)
        .order_by(Claim.number, Passage.start)
    )
    for number, start, end, exact in session.execute(passages):
        if text[start:end] != exact:
            yield f"{where}, claim {number}: its passage does not stand at {start}–{end}"
