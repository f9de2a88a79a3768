"""How an act on claims, passages and what hangs on them is taken back.

Each act that can be taken back left in its event what that needs. There is one function a kind
of act, and each refuses when somebody built on the act since. Who takes what back, and when, is
`verdicts/undo.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.articles.models import Remark, Version
from workbench.articles.queries import current_version
from workbench.claims.claimants import stands_in_decided_claims
from workbench.claims.dispositions import put_dispositions_back, reasons_of
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim, Passage
from workbench.claims.order import place_in_order
from workbench.claims.passages import place_again, put_at
from workbench.claims.rules import PUBLIC, Status
from workbench.claims.same import Groups, put_back
from workbench.claims.service import ClaimFields, fields_of, write_fields
from workbench.claims.status import put_status_back, refuse_if_locked, set_status
from workbench.claims.tags import put_tags, take_tags_off
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.evidence.attached import CONTACTS, EVIDENCE, KINDS, SEARCHES, Kind
from workbench.evidence.contacts import AnswerFile, file_of, put_file
from workbench.evidence.models import Evidence
from workbench.evidence.rearranging import attached_to, places_of
from workbench.evidence.remarks import let_wait
from workbench.evidence.service import EvidenceFields, hold_snapshot
from workbench.history.models import Event
from workbench.history.queries import published_since, worked_on_since
from workbench.history.rules import EventKind
from workbench.sources.errors import SnapshotUnknown


def refuse_if(built_on: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    """Raises `CannotUndo` if somebody built on the act."""
    if built_on:
        raise CannotUndo(
            _(
                "This was worked on since, so it cannot be taken back in one step. "
                "Nothing was changed."
            )
        )


def _refuse_if_older(session: Session, event: Event) -> None:
    """Refuse what was done to a version that another has followed since."""
    version = session.get_one(Version, _undo(event)["version_id"])
    refuse_if(current_version(session, version.article).id != version.id)


def _claim(session: Session, event: Event) -> Claim:
    return _held(session, event.claim_id)


def _held(session: Session, claim_id: int | None) -> Claim:
    claim = session.get_one(Claim, claim_id)
    lock(session, claim)
    refuse_if_locked(claim)
    return claim


def _undo(event: Event) -> dict[str, Any]:
    return event.undo or {}


def _unaccept(session: Session, event: Event) -> None:
    """The remark waits again, unless somebody made something else of it since."""
    remark = session.get_one(Remark, _undo(event)["remark"])
    lock(session, remark)
    if remark.claim_number == event.details["number"]:
        let_wait(session, remark)


def _unmark(session: Session, event: Event) -> None:
    claim = _claim(session, event)
    refuse_if(worked_on_since(session, event, claim.id))
    set_status(claim, Status.WITHDRAWN)


def _unedit(session: Session, event: Event) -> None:
    claim, before = _claim(session, event), ClaimFields(**_undo(event)["before"])
    refuse_if(asdict(fields_of(claim)) != _undo(event)["after"])
    write_fields(session, claim, before)
    if claim.claimant is not None and claim.claimant.url != before.claimant_url:
        refuse_if(stands_in_decided_claims(session, claim.claimant))
        claim.claimant.url = before.claimant_url
    claim.revision += 1


def _unwithdraw(session: Session, event: Event) -> None:
    claim = _claim(session, event)
    refuse_if(worked_on_since(session, event, claim.id))
    # Readers were told by the edition since; what it does not hold is no published claim.
    refuse_if(Status(_undo(event)["status"]) in PUBLIC and published_since(session, event))
    put_status_back(claim, _undo(event))


def _unrestore(session: Session, event: Event) -> None:
    claim = _claim(session, event)
    refuse_if(worked_on_since(session, event, claim.id))
    put_status_back(claim, _undo(event))
    claim.merged_into_id = _undo(event)["merged_into"]


def _unreorder(session: Session, event: Event) -> None:
    place_in_order(session, _any_claim(session, event), _undo(event)["position"])


def _untag(session: Session, event: Event) -> None:
    take_tags_off(session, _any_claim(session, event), _undo(event)["tags"])


def _tag_again(session: Session, event: Event) -> None:
    put_tags(session, _any_claim(session, event), _undo(event)["tags"])


def _any_claim(session: Session, event: Event) -> Claim:
    """The claim, locked or not: what is put back is not what a verdict stands on."""
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    return claim


def _unadd_passage(session: Session, event: Event) -> None:
    passage = _passage_at(session, event, _undo(event))
    stood_nowhere = _undo(event).get("only", False)  # left behind, and given a place again
    refuse_if(len(passage.claim.passages) == 1 and not stood_nowhere)
    passage.claim.passages.remove(passage)


def _unremove_passage(session: Session, event: Event) -> None:
    claim, place = _claim(session, event), _undo(event)
    _refuse_if_older(session, event)
    refuse_if(_find_passage(claim, place) is not None)
    version = session.get_one(Version, place["version_id"])
    claim.passages.append(place_again(session, version, place["start"], place["end"]))


def _unadjust_passage(session: Session, event: Event) -> None:
    before = _undo(event)["before"]
    passage = _passage_at(session, event, _undo(event))
    refuse_if(_find_passage(passage.claim, before) not in {None, passage})
    put_at(session, passage, place_again(session, passage.version, before["start"], before["end"]))
    passage.revision += 1


def _passage_at(session: Session, event: Event, place: Mapping[str, Any]) -> Passage:
    found = _find_passage(_claim(session, event), place)
    refuse_if(found is None)
    assert found is not None  # noqa: S101 - refuse_if raised otherwise
    return found


def _find_passage(claim: Claim, place: Mapping[str, Any]) -> Passage | None:
    wanted = [place["version_id"], place["start"], place["end"]]
    return next((p for p in claim.passages if places_of([p]) == [wanted]), None)


def _undispose(session: Session, event: Event) -> None:
    undo = _undo(event)
    _refuse_if_older(session, event)
    ids = [sentence_id for sentence_id, *_decided in undo["before"]]
    reasons = reasons_of(session, ids)
    refuse_if(any(reasons.get(sentence_id) != undo["after"] for sentence_id in ids))
    put_dispositions_back(session, version_id=undo["version_id"], before=undo["before"])


def _unsplit(session: Session, event: Event) -> None:
    claim, new = _claim(session, event), _held(session, _undo(event)["new"])
    refuse_if(worked_on_since(session, event, new.id))
    _give_back(session, _undo(event), holder=new, to=claim)
    set_status(new, Status.WITHDRAWN)


def _unmerge(session: Session, event: Event) -> None:
    claim = _claim(session, event)
    refuse_if(claim.merged_into_id is None or worked_on_since(session, event, claim.id))
    _give_back(session, _undo(event), holder=_held(session, claim.merged_into_id), to=claim)
    _take_group_back(session, _undo(event).get("brought", []))
    put_status_back(claim, _undo(event))
    claim.merged_into_id = None


def _take_group_back(session: Session, brought: Groups) -> None:
    """What a claim brought to the one it went into, unless that was put into another since."""
    for claim_id, group in brought:
        put_back(session, [[claim_id, None]], group)


def _unsame(session: Session, event: Event) -> None:
    # It is not what a verdict stands on, so a locked claim goes back too.
    lock(session, session.get_one(Desk, event.desk_id))
    undo = _undo(event)
    refuse_if(not put_back(session, undo["before"], undo["after"]))


def _give_back(session: Session, undo: Mapping[str, Any], *, holder: Claim, to: Claim) -> None:
    """Move what went along back, unless somebody moved or removed a part of it since."""
    passages = [p for p in holder.passages if places_of([p])[0] in undo["passages"]]
    refuse_if(len(passages) < len(undo["passages"]))
    for passage in passages:
        passage.claim = to
    for name, kind in KINDS.items():
        went = undo.get(name, [])
        rows = [row for row in attached_to(session, kind, holder) if row.id in went]
        refuse_if(len(rows) < len(went))
        for row in rows:
            row.claim_id = to.id


def _unadd(kind: Kind, session: Session, event: Event) -> None:
    row = _row(kind, session, event)
    refuse_if(row.removed_at is not None or not _says(kind, row, _undo(event)["after"]))
    row.removed_at = now()


def _unremove(kind: Kind, session: Session, event: Event) -> None:
    row = _row(kind, session, event)
    refuse_if(row.removed_at is None or not _claim(session, event).live)
    row.removed_at = None


def _unedit_row(kind: Kind, session: Session, event: Event) -> None:
    row, undo = _row(kind, session, event), _undo(event)
    refuse_if(row.removed_at is not None or not _says(kind, row, undo["after"]))
    kind.write_fields(row, kind.fields(**undo["before"]))
    row.revision += 1


def _unedit_evidence(session: Session, event: Event) -> None:
    evidence, before = _row(EVIDENCE, session, event), EvidenceFields(**_undo(event)["before"])
    _hold_its_snapshot(session, evidence, before)
    _unedit_row(EVIDENCE, session, event)


def _hold_its_snapshot(session: Session, evidence: Evidence, fields: EvidenceFields) -> None:
    """Refuse if the snapshot that it referred to was deleted since."""
    try:
        hold_snapshot(session, evidence.source, fields.snapshot_id)
    except SnapshotUnknown:
        refuse_if(built_on=True)


def _says(kind: Kind, row: Any, said: Mapping[str, Any]) -> bool:
    """Whether what is said of a row is this; an event may be older than a field."""
    found: bool = kind.fields_of(row) == kind.fields(**said)
    return found


def _unkeep_file(session: Session, event: Event) -> None:
    contact, undo = _row(CONTACTS, session, event), _undo(event)
    refuse_if(contact.removed_at is not None or file_of(contact) != AnswerFile(*undo["after"]))
    put_file(contact, AnswerFile(*undo["before"]))


def _row(kind: Kind, session: Session, event: Event) -> Any:
    """The row that the event is about, while it is still its claim's."""
    claim = _claim(session, event)
    row = session.get_one(kind.model, _undo(event)["id"])
    if isinstance(row, Evidence):
        lock(session, row.source)
    lock(session, row)
    refuse_if(row.claim_id != claim.id)
    return row


Inverse = Callable[[Session, Event], None]
INVERSES: Mapping[str, Inverse] = {
    EventKind.REMARK_ACCEPTED: _unaccept,
    EventKind.CLAIM_MARKED: _unmark,
    EventKind.CLAIM_EDITED: _unedit,
    EventKind.CLAIM_WITHDRAWN: _unwithdraw,
    EventKind.CLAIM_RESTORED: _unrestore,
    EventKind.CLAIM_REORDERED: _unreorder,
    EventKind.CLAIM_TAGGED: _untag,
    EventKind.CLAIM_UNTAGGED: _tag_again,
    EventKind.CLAIM_SPLIT: _unsplit,
    EventKind.CLAIMS_MERGED: _unmerge,
    EventKind.CLAIMS_SAME: _unsame,
    EventKind.CLAIM_NOT_SAME: _unsame,
    EventKind.PASSAGE_ADDED: _unadd_passage,
    EventKind.PASSAGE_REMOVED: _unremove_passage,
    EventKind.PASSAGE_ADJUSTED: _unadjust_passage,
    EventKind.SENTENCES_SET_ASIDE: _undispose,
    EventKind.SENTENCES_TAKEN_UP_AGAIN: _undispose,
    EventKind.EVIDENCE_ADDED: partial(_unadd, EVIDENCE),
    EventKind.EVIDENCE_REMOVED: partial(_unremove, EVIDENCE),
    EventKind.EVIDENCE_EDITED: _unedit_evidence,
    EventKind.CONTACT_ADDED: partial(_unadd, CONTACTS),
    EventKind.CONTACT_REMOVED: partial(_unremove, CONTACTS),
    EventKind.CONTACT_EDITED: partial(_unedit_row, CONTACTS),
    EventKind.ANSWER_FILE_KEPT: _unkeep_file,
    EventKind.SEARCH_ADDED: partial(_unadd, SEARCHES),
    EventKind.SEARCH_REMOVED: partial(_unremove, SEARCHES),
    EventKind.SEARCH_EDITED: partial(_unedit_row, SEARCHES),
}
