"""Setting sentences aside, with a reason, and taking that back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Sentence, Version
from workbench.articles.queries import sentences_in
from workbench.articles.versions import refuse_if_older
from workbench.claims.errors import NothingToSetAside
from workbench.claims.models import Disposition
from workbench.claims.queries import covered_sentences, dispositions_in
from workbench.claims.rules import Reason
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
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

    Saying it again with another reason changes the reason. Raises `NothingToSetAside`,
    `TextMovedOn`.
    """
    lock(session, article)
    refuse_if_older(session, version)
    covered = covered_sentences(session, version.id, start, end)
    touched = sentences_in(session, version.id, start, end)
    chosen = [s for s in touched if s.body and s.id not in covered]
    if not chosen:
        raise NothingToSetAside(
            _("No sentence here can be set aside: claims cover them, or they are not body text.")
        )
    set_sentences_aside(session, version, chosen, reason, by)
    return chosen


def set_sentences_aside(
    session: Session, version: Version, sentences: Sequence[Sentence], reason: Reason, by: Actor
) -> int:
    """Set aside sentences of a version that no claim covers. Returns the line of the record.

    Whoever calls holds the article.
    """
    before = _decided(session, [sentence.id for sentence in sentences])
    _set_reason(session, version, sentences, reason, by)
    return record(
        session,
        EventKind.SENTENCES_SET_ASIDE,
        by=by,
        article_id=version.article_id,
        details={"sentences": [s.position for s in sentences], "reason": reason},
        undo={"version_id": version.id, "before": before, "after": reason},
    )


def clear_dispositions(
    session: Session, *, article: Article, version: Version, start: int, end: int, by: Actor
) -> list[Sentence]:
    """Make the sentences a selection touches untouched again. Raises `TextMovedOn`."""
    lock(session, article)
    refuse_if_older(session, version)
    decided = dispositions_in(session, version.id, start, end)
    sentences = [d.sentence for d in decided]
    if not decided:
        return []
    before = _decided(session, [sentence.id for sentence in sentences])
    for disposition in decided:
        session.delete(disposition)
    session.flush()
    record(
        session,
        EventKind.SENTENCES_TAKEN_UP_AGAIN,
        by=by,
        article_id=article.id,
        details={"sentences": [s.position for s in sentences]},
        undo={"version_id": version.id, "before": before, "after": None},
    )
    return sentences


def reasons_of(session: Session, sentence_ids: Collection[int]) -> Mapping[int, Reason]:
    """Why each of these sentences is set aside, by its id; those that are not are left out."""
    return {key: decided.reason for key, decided in _by_sentence(session, sentence_ids).items()}


def put_dispositions_back(
    session: Session, *, version_id: int, before: Sequence[Sequence[Any]]
) -> None:
    """Let sentences be as an event kept them: [sentence id, reason or none, by whom, when]."""
    ids = [sentence_id for sentence_id, *_decided in before]
    session.execute(delete(Disposition).where(Disposition.sentence_id.in_(ids)))
    session.add_all(
        Disposition(
            version_id=version_id,
            sentence_id=sentence_id,
            reason=Reason(reason),
            by_id=by_id,
            at=datetime.fromisoformat(at),
        )
        for sentence_id, reason, by_id, at in before
        if reason is not None
    )
    session.flush()


def _set_reason(
    session: Session, version: Version, sentences: Sequence[Sentence], reason: Reason, by: Actor
) -> None:
    earlier = _by_sentence(session, [sentence.id for sentence in sentences])
    for sentence in sentences:
        found = earlier.get(sentence.id)
        if found is None:
            found = Disposition(version_id=version.id, sentence_id=sentence.id)
            session.add(found)
        found.reason, found.by_id, found.at = reason, by.person_id, now()
    session.flush()


def _decided(session: Session, sentence_ids: Sequence[int]) -> list[list[object]]:
    """What is decided of these sentences now, as `put_dispositions_back` takes it."""
    known = {
        key: [decided.reason, decided.by_id, decided.at.isoformat()]
        for key, decided in _by_sentence(session, sentence_ids).items()
    }
    return [[key, *known.get(key, [None, None, None])] for key in sentence_ids]


def _by_sentence(session: Session, sentence_ids: Collection[int]) -> dict[int, Disposition]:
    decided = select(Disposition).where(Disposition.sentence_id.in_(sentence_ids))
    return {disposition.sentence_id: disposition for disposition in session.scalars(decided)}
