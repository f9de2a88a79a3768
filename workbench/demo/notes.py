"""What a newcomer sees of the work on a claim.

The desk's own notes as they were and as they are, quoted; whom it asked, and what it did not find.
"""

from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.queries import member_with_email
from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.queries import get_claim
from workbench.claims.rules import Status
from workbench.demo.desk import DemoDesk
from workbench.evidence.contacts import ContactFields, add_contact
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import Means, Stance
from workbench.evidence.searches import SearchFields, add_search
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Source
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields, add_source
from workbench.sources.taking import take
from workbench.storage.files import FileStore

NOTES = SourceFields(
    "What has stood between Washington and Moscow", SourceKind.OBSERVATION,
    publisher="Demo desk", published="2019-05-15",
)  # fmt: skip
CLAIM = 7  # that nothing but RussiaGate kept the two apart; nobody works on it yet
QUOTED = (
    EvidenceFields(
        Stance.REFUTES, "In March 2014 Washington imposed its first sanctions over Crimea.", "",
        "Three years before the inquiry began.", about="Nothing but RussiaGate",
    ),
    EvidenceFields(
        Stance.REFUTES, "Moscow has answered every one of these measures in kind.", "",
        "Quoted from memory. Where does it stand in the notes?",
    ),
)  # fmt: skip
ASKED = ContactFields(
    "R. Hale", Means.E_MAIL, "2019-05-17",
    question="You write that nothing else kept the two apart. What of the sanctions since 2014?",
    due_on="2019-05-24",
    wording="We asked R. Hale on 17 May 2019 what he makes of the sanctions since 2014.",
)  # fmt: skip
SOUGHT = SearchFields(
    "anything between the two capitals that ended with the inquiry",
    ("the desk’s notes of 15 May 2019", "the sources of this article’s other claims"),
    "2019-05-20",
)  # fmt: skip


def keep_notes(session: Session, *, demo: DemoDesk, store: FileStore) -> None:
    """Put the notes into the demo desk's library, with a snapshot and what quotes it, and the rest.

    Once, and only while nobody has begun to work on the claim.
    """
    claim = get_claim(session, session.get_one(Article, demo.article_id), CLAIM)
    if claim.status is not Status.OPEN or evidence_of(session, claim) or _are_there(session, demo):
        return
    by = _colleague(session, demo)
    source = add_source(session, fields=NOTES, by=by)
    for name in ("notes-before.txt", "notes.txt"):  # what changed between them is worth an alert
        content = files(__package__).joinpath(name).read_bytes()
        keep_snapshot(
            session, source=source, taken=take(content, name="notes.txt", files=store), by=by
        )
    for fields in QUOTED:
        add_evidence(session, claim=claim, source=source, fields=fields, by=by)
    add_search(session, claim=claim, fields=SOUGHT, by=by)
    add_contact(session, claim=claim, fields=ASKED, by=by)


def _are_there(session: Session, demo: DemoDesk) -> bool:
    theirs = select(Source.id).where(Source.desk_id == demo.desk_id, Source.title == NOTES.title)
    return session.scalars(theirs).first() is not None


def _colleague(session: Session, demo: DemoDesk) -> Actor:
    """Somebody else than who enters, whose own acts are what they can take back."""
    sam = member_with_email(session, demo.desk_id, "sam@demo.example")
    return (sam or demo.fact_checker).actor()
