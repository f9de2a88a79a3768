"""Setting sentences aside, with a reason, and taking that back."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Sentence, Version
from workbench.articles.queries import sentences_in
from workbench.claims.errors import NothingToSetAside
from workbench.claims.models import Disposition
from workbench.claims.queries import covered_sentences, dispositions_in
from workbench.claims.rules import Reason
from workbench.db import lock
from workbench.history.service import record


def set_aside(
    session: Session,
    *,
    article: Article,
    version: Version,
    start: int,
    end: int,
    reason: Reason,
    by: Actor,
) -> list[Sentence]:
    """Set aside the body sentences a selection touches that no claim covers.

    Saying it again with another reason changes the reason. Raises `NothingToSetAside`.
    """
    lock(session, article)
    covered = covered_sentences(session, version.id, start, end)
    touched = sentences_in(session, version.id, start, end)
    chosen = [s for s in touched if s.body and s.id not in covered]
    if not chosen:
        raise NothingToSetAside(
            "No sentence here can be set aside: claims cover them, or they are not body text."
        )
    before = _reasons(session, version, chosen)
    reasons = {sentence.id: reason for sentence in chosen}
    set_reasons(session, version_id=version.id, reasons=reasons, by=by)
    record(
        session,
        "sentences set aside",
        by=by,
        article_id=article.id,
        details={"sentences": [s.position for s in chosen], "reason": reason},
        undo={"version_id": version.id, "before": before},
    )
    return chosen


def clear_dispositions(
    session: Session, *, article: Article, version: Version, start: int, end: int, by: Actor
) -> list[Sentence]:
    """Make the sentences a selection touches untouched again."""
    lock(session, article)
    decided = dispositions_in(session, version.id, start, end)
    sentences = [d.sentence for d in decided]
    if not decided:
        return []
    before = [[d.sentence_id, d.reason] for d in decided]
    none: dict[int, Reason | None] = {d.sentence_id: None for d in decided}
    set_reasons(session, version_id=version.id, reasons=none, by=by)
    record(
        session,
        "sentences taken up again",
        by=by,
        article_id=article.id,
        details={"sentences": [s.position for s in sentences]},
        undo={"version_id": version.id, "before": before},
    )
    return sentences


def set_reasons(
    session: Session, *, version_id: int, reasons: Mapping[int, Reason | None], by: Actor
) -> None:
    """Let each of these sentences (by id) have this disposition, or none."""
    decided = select(Disposition).where(Disposition.sentence_id.in_(reasons))
    earlier = {d.sentence_id: d for d in session.scalars(decided)}
    for sentence_id, reason in reasons.items():
        found = earlier.get(sentence_id)
        if reason is None:
            if found is not None:
                session.delete(found)
            continue
        if found is None:
            found = Disposition(version_id=version_id, sentence_id=sentence_id)
            session.add(found)
        found.reason, found.by_id = reason, by.person_id
    session.flush()


def _reasons(
    session: Session, version: Version, sentences: Sequence[Sentence]
) -> list[list[object]]:
    """What is decided of these sentences now, as [sentence id, reason or none]."""
    start, end = sentences[0].start, sentences[-1].end
    decided = dispositions_in(session, version.id, start, end)
    reasons = {d.sentence_id: d.reason for d in decided}
    return [[s.id, reasons.get(s.id)] for s in sentences]
