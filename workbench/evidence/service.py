"""Writes about evidence."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.evidence.errors import AboutElsewhere, EvidenceUnknown
from workbench.evidence.models import Evidence
from workbench.evidence.queries import on_claim
from workbench.evidence.rules import Stance, has_words
from workbench.history.rules import EventKind
from workbench.sources.models import Source
from workbench.sources.queries import hold_standing
from workbench.sources.snapshots import hold_readable


@dataclass(frozen=True)
class EvidenceFields:
    """What a person may say of a piece of evidence.

    `snapshot_id`: where the words were read. `about`: words of the claim's statement that it is
    about, empty for the whole.
    """

    stance: Stance
    quote: str = ""
    locator: str = ""
    note: str = ""
    snapshot_id: int | None = None
    about: str = ""


def add_evidence(
    session: Session, *, claim: Claim, source: Source, fields: EvidenceFields, by: Actor
) -> Evidence:
    """Let a claim use a source, or the one that it went into meanwhile.

    Raises `ClaimLocked`, `SnapshotUnknown` and `AboutElsewhere`.
    """
    lock(session, claim)
    refuse_if_still(claim, adding=True)
    source = hold_standing(session, source)
    hold_snapshot(session, source, fields.snapshot_id)
    _refuse_elsewhere(claim, fields.about)
    evidence = Evidence(claim_id=claim.id, source=source, **asdict(fields))
    session.add(evidence)
    session.flush()
    undo = {"id": evidence.id, "after": asdict(fields_of(evidence))}
    _record(session, EventKind.EVIDENCE_ADDED, claim, evidence, by, undo=undo)
    return evidence


def edit_evidence(
    session: Session,
    *,
    claim: Claim,
    evidence: Evidence,
    fields: EvidenceFields,
    revision: int,
    by: Actor,
) -> None:
    """Say something else of a piece of evidence.

    Raises `EditedMeanwhile`, `ClaimLocked`, `SnapshotUnknown`, `AboutElsewhere`, and
    `EvidenceUnknown` when it was removed. What it is about already may stand there no more.
    """
    _hold(session, claim, evidence)
    hold_snapshot(session, evidence.source, fields.snapshot_id)
    begin_edit(session, evidence, revision)
    before = fields_of(evidence)
    if fields.about != before.about:
        _refuse_elsewhere(claim, fields.about)
    write_fields(evidence, fields)
    session.flush()
    after = fields_of(evidence)
    undo = {"id": evidence.id, "before": asdict(before), "after": asdict(after)}
    _record(session, EventKind.EVIDENCE_EDITED, claim, evidence, by, undo=undo)


def remove_evidence(session: Session, *, claim: Claim, evidence: Evidence, by: Actor) -> None:
    """Take a piece of evidence off a claim; it can be put back.

    Raises `ClaimLocked`, and `EvidenceUnknown` when it was removed before.
    """
    _hold(session, claim, evidence)
    evidence.removed_at = now()
    session.flush()
    _record(session, EventKind.EVIDENCE_REMOVED, claim, evidence, by, undo={"id": evidence.id})


def _hold(session: Session, claim: Claim, evidence: Evidence) -> None:
    """Lock a claim and a piece of its evidence, as they are now, and the source it names."""
    lock(session, claim)
    refuse_if_still(claim)
    lock(session, evidence.source)
    lock(session, evidence)
    on_claim(evidence, claim, EvidenceUnknown)


def _refuse_elsewhere(claim: Claim, about: str) -> None:
    if not has_words(claim.statement, about):
        raise AboutElsewhere(
            _("The claim’s statement has no such words. Copy them from it, or leave this empty.")
        )


def hold_snapshot(session: Session, source: Source, snapshot_id: int | None) -> None:
    """Keep a snapshot of the source from being deleted before the evidence refers to it."""
    if snapshot_id is not None:
        hold_readable(session, source, snapshot_id)


def fields_of(evidence: Evidence) -> EvidenceFields:
    """What is said of a piece of evidence now."""
    return EvidenceFields(
        stance=evidence.stance,
        quote=evidence.quote,
        locator=evidence.locator,
        note=evidence.note,
        snapshot_id=evidence.snapshot_id,
        about=evidence.about,
    )


def write_fields(evidence: Evidence, fields: EvidenceFields) -> None:
    """Let a row say these things."""
    evidence.stance, evidence.quote = fields.stance, fields.quote
    evidence.locator, evidence.note = fields.locator, fields.note
    evidence.snapshot_id, evidence.about = fields.snapshot_id, fields.about


def _record(
    session: Session,
    kind: EventKind,
    claim: Claim,
    evidence: Evidence,
    by: Actor,
    *,
    undo: dict[str, Any],
) -> None:
    details = {
        "source": evidence.source.title,
        "stance": evidence.stance,
        "quote": evidence.quote,
    }
    record_claim(session, kind, claim=claim, by=by, details=details, undo=undo)
