"""Whom the desk asked about a claim: logging it, what came of it, and the file of an answer."""

from functools import partial

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.views.files import files
from workbench.evidence.contacts import (
    AnswerFile,
    add_contact,
    edit_contact,
    file_of,
    keep_answer_file,
    remove_contact,
)
from workbench.evidence.errors import AnswerFileMissing
from workbench.evidence.forms import AnswerFileForm, ContactForm
from workbench.evidence.models import Contact
from workbench.evidence.queries import get_contact
from workbench.evidence.rules import ContactState
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.place import load_place
from workbench.screens.workbench.saving import save_edit
from workbench.sources.errors import FileEmpty, FileTooLarge
from workbench.sources.taking import keep_bytes
from workbench.web.attachments import as_attachment
from workbench.web.database import reading
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble
from workbench.web.words import word

CONTACT = f"{CLAIM}/contacts/<int:contact_id>"


@blueprint.post(f"{CLAIM}/contacts")
@permit(Act.RESEARCH)
@writes
def log_contact(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Log whom the desk asked."""
    place = load_place(session, current_actor(), article_id, number)
    form = ContactForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="add_contact"))
    add_contact(session, claim=place.opened, fields=form.fields(), by=current_actor())
    return changed(place, [])


@blueprint.post(CONTACT)
@permit(Act.RESEARCH)
@writes
def edit_logged(
    session: Session, article_id: int, number: int, contact_id: int
) -> ResponseReturnValue:
    """Say something else of a contact, such as what came of it."""
    place = load_place(session, current_actor(), article_id, number)
    contact, form = get_contact(session, place.opened, contact_id), ContactForm()

    def edit() -> None:
        edit_contact(
            session, claim=place.opened, contact=contact, fields=form.fields(),
            revision=form.revision.data, by=current_actor(),
        )  # fmt: skip

    name, saved = f"contact-{contact.id}", partial(ContactForm.of, contact)
    return save_edit(session, place, form, edit, name=name, saved=saved)


@blueprint.post(f"{CONTACT}/remove")
@permit(Act.RESEARCH)
@writes
def remove_logged(
    session: Session, article_id: int, number: int, contact_id: int
) -> ResponseReturnValue:
    """Take a contact out of the log."""
    place = load_place(session, current_actor(), article_id, number)
    contact = get_contact(session, place.opened, contact_id)
    remove_contact(session, claim=place.opened, contact=contact, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CONTACT}/file")
@permit(Act.RESEARCH)
def keep_answer(article_id: int, number: int, contact_id: int) -> ResponseReturnValue:
    """Keep the file of an answer. Storing it holds up nobody's write."""
    actor, form = current_actor(), AnswerFileForm()
    with reading() as session:
        place = load_place(session, actor, article_id, number)
        name = f"contact-file-{get_contact(session, place.opened, contact_id).id}"
        if not form.validate():
            return show_trouble(session, place, Trouble(form, name=name))
        try:
            kept = AnswerFile(*keep_bytes(form.content(), name=form.name, files=files()))
        except (FileEmpty, FileTooLarge) as error:
            form.blame(error)
            return show_trouble(session, place, Trouble(form, status=error.status, name=name))

    def note(session: Session) -> ResponseReturnValue:
        place = load_place(session, actor, article_id, number)
        contact = get_contact(session, place.opened, contact_id)
        keep_answer_file(session, claim=place.opened, contact=contact, file=kept, by=actor)
        flash(_kept_words(contact), "message")
        return changed(place, [])

    return carry_out(note)


def _kept_words(contact: Contact) -> str:
    """What was kept: its kind is told by its content, which its name may belie."""
    kind = word(contact.file_kind)
    told = _("“%(name)s” is kept. By its content: %(kind)s.", name=contact.file_name, kind=kind)
    if contact.state is ContactState.WAITING:
        told += " " + _("The contact still waits: edit it to say what came of it.")
    return told


@blueprint.get(f"{CONTACT}/file")
@permit(Act.READ)
def answer_file(article_id: int, number: int, contact_id: int) -> ResponseReturnValue:
    """The file of an answer, to take away."""
    with reading() as session:
        place = load_place(session, current_actor(), article_id, number)
        kept = file_of(get_contact(session, place.opened, contact_id))
    if kept.sha256 is None:
        raise AnswerFileMissing(_("There is no file with this contact."))
    if kept.from_dossier:
        raise AnswerFileMissing(
            _("This file is kept elsewhere: the dossier that named it came without. Keep it anew.")
        )
    return as_attachment(files().read(kept.sha256), kept.name)
