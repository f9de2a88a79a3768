"""How much of an article is accounted for. Coverage counts headline and body."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, exists, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Sentence, Version
from workbench.claims.models import Claim, Disposition, Passage, Touch
from workbench.claims.rules import Status
from workbench.db import plain_rows


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
    ids = {"version_ids": [version.id for version in versions]}
    claimed = dict(plain_rows(session, _CLAIMED, ids).all())
    set_aside = set_aside_of(session, ids["version_ids"])
    return {
        v.id: Coverage(v.body_sentences, claimed.get(v.id, 0), set_aside.get(v.id, 0))
        for v in versions
    }


def set_aside_of(session: Session, version_ids: Collection[int]) -> Mapping[int, int]:
    """How many body sentences of each version are set aside and not claimed, by version id."""
    return dict(plain_rows(session, _SET_ASIDE, {"version_ids": list(version_ids)}).all())


_IDS: BindParameter[list[int]] = bindparam("version_ids", expanding=True)
# Whether a live claim touches the sentence of the enclosing query.
_IS_CLAIMED = exists(
    select(Touch.sentence_id)
    .join(Passage, Passage.id == Touch.passage_id)
    .join(Claim, Claim.id == Passage.claim_id)
    .where(Touch.sentence_id == Sentence.id, Claim.status != Status.WITHDRAWN)
)
# Touched sentences a version, found from its claims' passages.
_CLAIMED = (
    select(Passage.version_id, func.count(Sentence.id.distinct()))
    .join(Touch, Touch.passage_id == Passage.id)
    .join(Sentence, Sentence.id == Touch.sentence_id)
    .join(Claim, Claim.id == Passage.claim_id)
    .where(Passage.version_id.in_(_IDS), Sentence.body, Claim.status != Status.WITHDRAWN)
    .group_by(Passage.version_id)
)
_SET_ASIDE = (
    select(Disposition.version_id, func.count())
    .join(Sentence, Sentence.id == Disposition.sentence_id)
    .where(Disposition.version_id.in_(_IDS), Sentence.body, ~_IS_CLAIMED)
    .group_by(Disposition.version_id)
)


def next_untouched(session: Session, version_id: int, *, after: int = 0) -> int | None:
    """The position of the first untouched body sentence after a position, from the top if none."""
    beyond = {"version_id": version_id, "after": after}
    found = plain_rows(session, _NEXT_UNTOUCHED, beyond).scalar()
    return found if found is not None or not after else next_untouched(session, version_id)


_NEXT_UNTOUCHED = (
    select(Sentence.position)
    .where(
        Sentence.version_id == bindparam("version_id"),
        Sentence.position > bindparam("after"),
        Sentence.body,
        ~_IS_CLAIMED,
        ~exists(select(Disposition.id).where(Disposition.sentence_id == Sentence.id)),
    )
    .order_by(Sentence.position)
    .limit(1)
)
