"""Taking back what a person did last on an article.

Each act that can be taken back left in its event what that needs. There is one function a kind
of act, and each refuses when somebody built on the act since.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Version
from workbench.claims.dispositions import set_reasons
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import place_again, put_at
from workbench.claims.rules import Reason, Status
from workbench.claims.service import ClaimFields, place_in_order, write_fields
from workbench.db import lock, now
from workbench.evidence.errors import NothingToUndo
from workbench.evidence.models import Evidence
from workbench.evidence.service import EvidenceFields
from workbench.evidence.service import write_fields as write_evidence
from workbench.history.models import Event
from workbench.history.queries import last_undoable
from workbench.history.service import record


def undo_last(session: Session, *, article: Article, by: Actor) -> Event:
    """Take back the actor's latest act on an article. Returns its event.

    Raises `NothingToUndo`, and `CannotUndo` when somebody built on the act.
    """
    lock(session, article)
    event = last_undoable(session, article_id=article.id, person_id=by.person_id)
    if event is None:
        raise NothingToUndo("There is nothing of yours left to take back on this article.")
    _INVERSES[event.kind](session, event, by)
    session.flush()
    record(
        session,
        "taken back",
        by=by,
        article_id=article.id,
        claim_id=event.claim_id,
        details={"what": event.kind, **event.details},
        undoes_id=event.id,
    )
    return event


def _refuse_if(built_on: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    if built_on:
        raise CannotUndo(
            "Somebody has worked on this since, so it cannot be taken back in one step. "
            "Nothing was changed."
        )


def _claim(session: Session, event: Event) -> Claim:
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    return claim


def _undo(event: Event) -> dict[str, Any]:
    return event.undo or {}


def _unmark(session: Session, event: Event, _by: Actor) -> None:
    claim = _claim(session, event)
    in_use = select(Evidence.id).where(Evidence.claim_id == claim.id, Evidence.removed_at.is_(None))
    _refuse_if(claim.status is not Status.OPEN or session.scalar(in_use.limit(1)) is not None)
    claim.status = Status.WITHDRAWN


def _unedit(session: Session, event: Event, _by: Actor) -> None:
    claim, undo = _claim(session, event), _undo(event)
    _refuse_if(claim.revision != undo["revision"])
    write_fields(session, claim, ClaimFields(**undo["before"]))
    claim.revision += 1


def _unwithdraw(session: Session, event: Event, _by: Actor) -> None:
    claim = _claim(session, event)
    _refuse_if(claim.status is not Status.WITHDRAWN)
    claim.status = Status(_undo(event)["status"])


def _unreorder(session: Session, event: Event, _by: Actor) -> None:
    place_in_order(session, _claim(session, event), _undo(event)["position"])


def _unadd_passage(session: Session, event: Event, _by: Actor) -> None:
    passage = _passage_at(session, event, _undo(event))
    _refuse_if(len(passage.claim.passages) == 1)
    passage.claim.passages.remove(passage)


def _unremove_passage(session: Session, event: Event, _by: Actor) -> None:
    claim, place = _claim(session, event), _undo(event)
    version = session.get_one(Version, place["version_id"])
    claim.passages.append(place_again(session, version, place["start"], place["end"]))


def _unadjust_passage(session: Session, event: Event, _by: Actor) -> None:
    before = _undo(event)["before"]
    passage = _passage_at(session, event, _undo(event))
    put_at(session, passage, place_again(session, passage.version, before["start"], before["end"]))
    passage.revision += 1


def _passage_at(session: Session, event: Event, place: Mapping[str, Any]) -> Passage:
    claim = _claim(session, event)
    wanted = (place["version_id"], place["start"], place["end"])
    found = next((p for p in claim.passages if (p.version_id, p.start, p.end) == wanted), None)
    _refuse_if(found is None)
    assert found is not None  # noqa: S101 - _refuse_if raised otherwise
    return found


def _undispose(session: Session, event: Event, by: Actor) -> None:
    undo = _undo(event)
    reasons = {i: Reason(reason) if reason else None for i, reason in undo["before"]}
    set_reasons(session, version_id=undo["version_id"], reasons=reasons, by=by)


def _unsplit(session: Session, event: Event, _by: Actor) -> None:
    claim, undo = _claim(session, event), _undo(event)
    new = session.get_one(Claim, undo["new"])
    _refuse_if(new.status is not Status.OPEN)
    _give_back(session, undo, holder=new, to=claim)
    new.status = Status.WITHDRAWN


def _unmerge(session: Session, event: Event, _by: Actor) -> None:
    claim, undo = _claim(session, event), _undo(event)
    _refuse_if(claim.merged_into_id is None)
    _give_back(session, undo, holder=session.get_one(Claim, claim.merged_into_id), to=claim)
    claim.status, claim.merged_into_id = Status(undo["status"]), None


def _give_back(session: Session, undo: Mapping[str, Any], *, holder: Claim, to: Claim) -> None:
    """Move passages and evidence back, unless somebody moved or removed one since."""
    passages = [p for p in holder.passages if p.id in undo["passages"]]
    held = select(Evidence).where(Evidence.id.in_(undo["evidence"]), Evidence.claim_id == holder.id)
    evidence = session.scalars(held).all()
    _refuse_if(len(passages) < len(undo["passages"]) or len(evidence) < len(undo["evidence"]))
    for passage in passages:
        passage.claim = to
    for piece in evidence:
        piece.claim_id = to.id


def _unadd_evidence(session: Session, event: Event, _by: Actor) -> None:
    evidence = session.get_one(Evidence, _undo(event)["id"])
    _refuse_if(evidence.removed_at is not None or evidence.claim_id != event.claim_id)
    evidence.removed_at = now()


def _unremove_evidence(session: Session, event: Event, _by: Actor) -> None:
    evidence = session.get_one(Evidence, _undo(event)["id"])
    _refuse_if(evidence.removed_at is None)
    evidence.removed_at = None


def _unedit_evidence(session: Session, event: Event, _by: Actor) -> None:
    undo = _undo(event)
    evidence = session.get_one(Evidence, undo["id"])
    _refuse_if(evidence.revision != undo["revision"])
    write_evidence(evidence, EvidenceFields(**undo["before"]))
    evidence.revision += 1


_INVERSES: Mapping[str, Callable[[Session, Event, Actor], None]] = {
    "claim marked": _unmark,
    "claim edited": _unedit,
    "claim withdrawn": _unwithdraw,
    "claim reordered": _unreorder,
    "claim split": _unsplit,
    "claims merged": _unmerge,
    "passage added": _unadd_passage,
    "passage removed": _unremove_passage,
    "passage adjusted": _unadjust_passage,
    "sentences set aside": _undispose,
    "sentences taken up again": _undispose,
    "evidence added": _unadd_evidence,
    "evidence removed": _unremove_evidence,
    "evidence edited": _unedit_evidence,
}
