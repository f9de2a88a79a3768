"""Writes about contacts: whom the desk asked about a claim, and what came of it.

Asking goes on while a verdict waits, and after it was published: an answer comes when it comes.
What stands still with the claim is the wording, which readers get.
"""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, now
from workbench.evidence.errors import ContactUnknown
from workbench.evidence.models import Contact
from workbench.evidence.queries import on_claim
from workbench.evidence.rules import ContactState, Means
from workbench.history.rules import EventKind


@dataclass(frozen=True)
class ContactFields:
    """What a person may say of a contact. Days are written `2019-05-15`."""

    whom: str
    means: Means
    asked_on: str
    question: str = ""
    due_on: str = ""
    state: ContactState = ContactState.WAITING
    answer: str = ""
    answered_on: str = ""
    wording: str = ""


class AnswerFile(NamedTuple):
    """A file in the store, its name, and what its content says it is; no digest is no file.

    One that came `from_dossier` is named only: its digest opens no file of the store.
    """

    sha256: str | None
    name: str
    media_type: str = ""
    from_dossier: bool = False


def add_contact(session: Session, *, claim: Claim, fields: ContactFields, by: Actor) -> Contact:
    """Log whom the desk asked about a claim.

    Raises `ClaimLocked` where readers would be told something of a claim that stands still.
    """
    lock(session, claim)
    _refuse_to_tell(claim, "", fields.wording)
    contact = Contact(
        desk_id=claim.desk_id, claim_id=claim.id, asked_by_id=by.person_id, **asdict(fields)
    )
    session.add(contact)
    session.flush()
    undo = {"id": contact.id, "after": asdict(fields)}
    _record(session, EventKind.CONTACT_ADDED, claim, contact, by, undo=undo)
    return contact


def edit_contact(
    session: Session,
    *,
    claim: Claim,
    contact: Contact,
    fields: ContactFields,
    revision: int,
    by: Actor,
) -> None:
    """Say something else of a contact, such as that there is an answer.

    Raises `EditedMeanwhile`, `ContactUnknown` when it was removed, and `ClaimLocked` where the
    wording of a claim that stands still would be another one.
    """
    _hold(session, claim, contact)
    begin_edit(session, contact, revision)
    before = fields_of(contact)
    _refuse_to_tell(claim, before.wording, fields.wording)
    write_fields(contact, fields)
    session.flush()
    undo = {"id": contact.id, "before": asdict(before), "after": asdict(fields)}
    _record(session, EventKind.CONTACT_EDITED, claim, contact, by, undo=undo)


def remove_contact(session: Session, *, claim: Claim, contact: Contact, by: Actor) -> None:
    """Take a contact out of the log; it can be put back.

    Raises `ContactUnknown` when it was removed before, and `ClaimLocked` as `edit_contact` does.
    """
    _hold(session, claim, contact)
    _refuse_to_tell(claim, contact.wording, "")
    contact.removed_at = now()
    session.flush()
    _record(session, EventKind.CONTACT_REMOVED, claim, contact, by, undo={"id": contact.id})


def keep_answer_file(
    session: Session, *, claim: Claim, contact: Contact, file: AnswerFile, by: Actor
) -> None:
    """Let the answer be this file, instead of the one before. Raises `ContactUnknown`."""
    _hold(session, claim, contact)
    before = file_of(contact)
    put_file(contact, file)
    session.flush()
    undo = {"id": contact.id, "before": list(before), "after": list(file)}
    _record(session, EventKind.ANSWER_FILE_KEPT, claim, contact, by, undo=undo)


def _hold(session: Session, claim: Claim, contact: Contact) -> None:
    """Lock a claim and a contact about it, as they are now."""
    lock(session, claim)
    lock(session, contact)
    on_claim(contact, claim, ContactUnknown)


def _refuse_to_tell(claim: Claim, before: str, after: str) -> None:
    if before != after:
        refuse_if_still(claim)


def fields_of(contact: Contact) -> ContactFields:
    """What is said of a contact now."""
    return ContactFields(**{name: getattr(contact, name) for name in ContactFields.__annotations__})


def write_fields(contact: Contact, fields: ContactFields) -> None:
    """Let a row say these things."""
    for name, said in asdict(fields).items():
        setattr(contact, name, said)


def file_of(contact: Contact) -> AnswerFile:
    """The file of the answer, if there is one."""
    return AnswerFile(
        contact.file_sha256, contact.file_name, contact.file_media_type, contact.file_from_dossier
    )


def put_file(contact: Contact, file: AnswerFile) -> None:
    """Let a row name this file."""
    contact.file_sha256, contact.file_name = file.sha256, file.name
    contact.file_media_type, contact.file_from_dossier = file.media_type, file.from_dossier


def _record(
    session: Session,
    kind: EventKind,
    claim: Claim,
    contact: Contact,
    by: Actor,
    *,
    undo: dict[str, Any],
) -> None:
    """Add a line that names nobody who was asked: many people read the record."""
    details = {"means": contact.means, "state": contact.state}
    record_claim(session, kind, claim=claim, by=by, details=details, undo=undo)
