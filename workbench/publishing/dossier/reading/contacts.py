"""Whom the desk asked about a claim."""

from workbench.evidence.contacts import AnswerFile, ContactFields
from workbench.evidence.rules import ContactState, Means
from workbench.publishing.dossier.plan import PlannedContact
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.sources.rules import file_name


def read_contact(node: Node, people: People) -> PlannedContact:
    """One contact; where it says least, somebody was asked by e-mail and has not answered."""
    fields = ContactFields(
        whom=node.line("whom"),
        means=node.word("means", Means) or Means.E_MAIL,
        asked_on=node.day("asked_on"),
        question=node.text("question"),
        due_on=node.day("due_on"),
        state=node.word("state", ContactState) or ContactState.WAITING,
        answer=node.text("answer"),
        answered_on=node.day("answered_on"),
        wording=node.text("wording"),
    )
    created_at, removed_at = node.moment("created_at"), node.optional_moment("removed_at")
    return PlannedContact(
        fields, people.who(node, "asked_by"), _read_file(node), created_at, removed_at
    )


def _read_file(node: Node) -> AnswerFile:
    """What the file is called and was: it is not in the dossier."""
    sha256, name = node.text("file_sha256") or None, file_name(node.text("file_name"))
    return AnswerFile(sha256, name, node.line("file_media_type"), from_dossier=sha256 is not None)
