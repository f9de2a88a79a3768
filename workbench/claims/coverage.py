"""How much of an article is accounted for. Coverage counts headline and body."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Exists, Select, exists, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Sentence, Version
from workbench.claims.models import Claim, Disposition, Passage, Touch
from workbench.claims.rules import Status


@dataclass(frozen=True)
class Coverage:
    """Body sentences of a version: in all, touched by a live claim, and else set aside."""

    total: int
    claimed: int
    set_aside: int

    @property
    def untouched(self) -> int:
        """Sentences nobody has said anything of."""
        return self.total - self.claimed - self.set_aside

    @property
    def accounted_for(self) -> int:
        """Sentences that are claimed or set aside."""
        return self.claimed + self.set_aside


def coverage_of(session: Session, versions: Collection[Version]) -> Mapping[int, Coverage]:
    """The coverage of each version, by its id, in two queries however many there are."""
    ids = [version.id for version in versions]
    claimed = _counts(session, _claimed_sentences(ids))
    set_aside = _counts(session, _set_aside_sentences(ids))
    return {
        v.id: Coverage(v.body_sentences, claimed.get(v.id, 0), set_aside.get(v.id, 0))
        for v in versions
    }


def _counts(session: Session, counting: Select[int, int]) -> dict[int, int]:
    return dict(session.execute(counting).all())


def _claimed_sentences(version_ids: Collection[int]) -> Select[int, int]:
    """Touched sentences a version, found from its claims' passages."""
    return (
        select(Passage.version_id, func.count(Sentence.id.distinct()))
        .join(Touch, Touch.passage_id == Passage.id)
        .join(Sentence, Sentence.id == Touch.sentence_id)
        .join(Claim, Claim.id == Passage.claim_id)
        .where(Passage.version_id.in_(version_ids), Sentence.body, Claim.status != Status.WITHDRAWN)
        .group_by(Passage.version_id)
    )


def _set_aside_sentences(version_ids: Collection[int]) -> Select[int, int]:
    return (
        select(Disposition.version_id, func.count())
        .join(Sentence, Sentence.id == Disposition.sentence_id)
        .where(Disposition.version_id.in_(version_ids), Sentence.body, ~_is_claimed())
        .group_by(Disposition.version_id)
    )


def _is_claimed() -> Exists:
    """Whether a live claim touches the sentence of the enclosing query."""
    return exists(
        select(Touch.sentence_id)
        .join(Passage, Passage.id == Touch.passage_id)
        .join(Claim, Claim.id == Passage.claim_id)
        .where(Touch.sentence_id == Sentence.id, Claim.status != Status.WITHDRAWN)
    )


def next_untouched(session: Session, version_id: int, *, after: int = 0) -> int | None:
    """The position of the first untouched body sentence after a position, from the top if none."""
    untouched = (
        select(Sentence.position)
        .where(Sentence.version_id == version_id, Sentence.body, ~_is_claimed())
        .where(~exists(select(Disposition.id).where(Disposition.sentence_id == Sentence.id)))
        .order_by(Sentence.position)
        .limit(1)
    )
    found = session.scalar(untouched.where(Sentence.position > after))
    return found if found is not None or not after else session.scalar(untouched)
