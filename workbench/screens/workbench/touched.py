"""Which blocks of the text, by position, a change makes look different."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.articles.models import Block, Sentence, Version
from workbench.claims.models import Claim, Passage, Touch
from workbench.db import plain_rows
from workbench.history.models import Event


def blocks_of_claims(session: Session, version: Version, claim_ids: Sequence[int]) -> list[int]:
    """The positions of the blocks in which claims stand."""
    wanted = {"claim_ids": list(claim_ids), "version_id": version.id}
    return list(plain_rows(session, _BLOCKS_OF_CLAIMS, wanted).scalars())


_BLOCKS_OF_CLAIMS = (
    select(Block.position)
    .distinct()
    .join(Sentence, Sentence.block_id == Block.id)
    .join(Touch, Touch.sentence_id == Sentence.id)
    .join(Passage, Passage.id == Touch.passage_id)
    .where(
        Passage.claim_id.in_(bindparam("claim_ids", expanding=True)),
        Passage.version_id == bindparam("version_id"),
    )
    .order_by(Block.position)
)


def blocks_between(session: Session, version: Version, start: int, end: int) -> list[int]:
    """The positions of the blocks that a span overlaps."""
    return list(
        session.scalars(
            select(Block.position)
            .where(Block.version_id == version.id, Block.start < end, Block.end > start)
            .order_by(Block.position)
        )
    )


def blocks_of_event(session: Session, version: Version, event: Event) -> list[int]:
    """The positions of the blocks that an act, or taking it back, makes look different."""
    numbers = [event.details[key] for key in ("number", "new", "into") if key in event.details]
    claims = select(Claim.id).where(Claim.article_id == event.article_id, Claim.number.in_(numbers))
    blocks = set(blocks_of_claims(session, version, session.scalars(claims).all()))
    undo = event.undo or {}
    for place in (undo, undo.get("before")):
        if isinstance(place, dict) and "start" in place:
            blocks.update(blocks_between(session, version, place["start"], place["end"]))
    blocks.update(_blocks_of_sentences(session, version, event.details.get("sentences", [])))
    return sorted(blocks)


def _blocks_of_sentences(
    session: Session, version: Version, positions: Sequence[int]
) -> Sequence[int]:
    sentences = select(Block.position).join(Sentence, Sentence.block_id == Block.id)
    named = Sentence.version_id == version.id, Sentence.position.in_(positions)
    return session.scalars(sentences.where(*named)).all()
