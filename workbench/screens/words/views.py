"""The words of a snapshot, chosen for a piece of evidence.

Words are taken over by the server: it compares what the browser says is selected with the text that
it has, and tells how one refers to the place. Nothing is written before the form is saved.
"""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.forms import PlaceForm
from workbench.errors import EditedMeanwhile
from workbench.evidence.errors import AboutElsewhere
from workbench.evidence.forms import EvidenceForm
from workbench.evidence.service import edit_evidence
from workbench.screens.words.page import check_of, fields_of, page_of, part_of
from workbench.screens.words.place import Piece, Reading, load_newest, load_piece, load_reading
from workbench.screens.workbench import CLAIM
from workbench.sources.errors import SnapshotUnknown, WordsElsewhere
from workbench.sources.snapshots import locate, newest_readable
from workbench.web.database import reading
from workbench.web.htmx import is_htmx
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict

WORDS = f"{CLAIM}/evidence/<int:evidence_id>/words"
BESIDE = f"{WORDS}/<int:snapshot_id>"

blueprint = Blueprint("words", __name__)


@blueprint.get(WORDS)
@permit(Act.RESEARCH)
def find(**address: int) -> ResponseReturnValue:
    """The snapshot that the evidence refers to, else the newest one of its source with a text."""
    with reading() as session:
        piece = load_piece(session, current_actor(), **address)
        leads_to = _address(session, piece)
    if is_htmx():  # the form that adds evidence led here, and would take the page for its panel
        return make_response("", {"HX-Redirect": leads_to})
    return redirect(leads_to, 303)


def _address(session: Session, piece: Piece) -> str:
    used = piece.evidence
    found = used.snapshot_id or newest_readable(session, [used.source_id]).get(used.source_id)
    if found is not None:
        return url_for(".beside", **piece.this, snapshot_id=found)
    flash(
        _("Nothing of this source can be read yet. Keep a snapshot of it, then find the words."),
        "notice",
    )
    return url_for("sources.source", source_id=used.source_id, _anchor="kept")


@blueprint.get(BESIDE)
@permit(Act.RESEARCH)
def beside(**address: int) -> ResponseReturnValue:
    """The snapshot beside the claim. `?at=` a mark it begins there, `?find=` what is searched."""
    with reading() as session:
        found = load_reading(session, current_actor(), **address)
        return _show(session, found, EvidenceForm.of(found.evidence))


@blueprint.get(f"{BESIDE}/text/<int:at>")
@permit(Act.RESEARCH)
def text(at: int, **address: int) -> ResponseReturnValue:
    """The part of a long text that begins at a mark."""
    with reading() as session:
        found = load_reading(session, current_actor(), **address)
        return render_template("words/_part.html", **part_of(session, found, at))


@blueprint.post(f"{BESIDE}/take")
@permit(Act.RESEARCH)
def take(**address: int) -> ResponseReturnValue:
    """Put the words that are selected into the form, and where they stand."""
    form, chosen = EvidenceForm(), PlaceForm()
    if not chosen.validate():
        raise WordsElsewhere(_("Nothing is selected. Select words in the text, then try again."))
    with reading() as session:
        found = _load_still(session, **address)
        locator = locate(session, found.snapshot, **chosen.place())
        replaced = (form.quote.data, form.locator.data)
        form.quote.data, form.locator.data = chosen.place()["exact"].strip(), locator
        fields = fields_of(found, form, check_of(session, found, form))
    return render_template("words/_taken.html", replaced=replaced, **fields)


@blueprint.post(f"{BESIDE}/look")
@permit(Act.RESEARCH)
def look(**address: int) -> ResponseReturnValue:
    """Look for the words that were typed, and say where they stand."""
    form = EvidenceForm()
    if not form.quote.data:
        form.quote.errors = [_("Type or paste the words first.")]
    with reading() as session:
        found = _load_still(session, **address)
        check = check_of(session, found, form)
        if check and not form.locator.data:
            form.locator.data = check.locator
        return _show(session, found, form, at=check.number if check else None)


@blueprint.post(BESIDE)
@permit(Act.RESEARCH)
@writes
def save(session: Session, /, **address: int) -> ResponseReturnValue:
    """Let the evidence say this, of words that were read in this snapshot."""
    form = EvidenceForm()
    try:
        found = load_reading(session, current_actor(), **address)
    except SnapshotUnknown as error:
        return _show_newest(session, form, error, **address)
    if not form.validate():
        return _show_trouble(session, found, Trouble(form))
    try:
        edit_evidence(
            session, claim=found.claim, evidence=found.evidence,
            fields=form.fields(found.snapshot.id if form.quote.data else None),
            revision=form.revision.data, by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        both = conflict(form, EvidenceForm.of(found.evidence), error)
        return _show_trouble(session, found, both)
    except AboutElsewhere as error:
        return _show_trouble(session, found, Trouble(form.blame(error)))
    return redirect(found.in_claim, 303)


def _load_still(session: Session, **address: int) -> Reading:
    """What somebody has open. Raises `SnapshotUnknown`, and says how to go on."""
    try:
        return load_reading(session, current_actor(), **address)
    except SnapshotUnknown as error:
        raise SnapshotUnknown(
            _(
                "This snapshot is not there any more. What you typed is still in the form: "
                "save the evidence, and you can go on beside another snapshot."
            )
        ) from error


def _show_newest(
    session: Session, form: EvidenceForm, error: SnapshotUnknown, **address: int
) -> Response:
    """What was typed, beside the newest snapshot: the one it was typed beside is gone.

    The form keeps its key: once it is saved, the browser drops what it kept of the first one.
    """
    del address["snapshot_id"]
    found = load_newest(session, load_piece(session, current_actor(), **address))
    if found is None:
        raise error
    words = _(
        "The snapshot that you were reading was deleted. Nothing was saved yet: your words are in "
        "the form, beside the newest snapshot. Look for them here, then save."
    )
    return _show(session, found, form, trouble=Trouble(form, words, status=error.status))


def _show(
    session: Session,
    found: Reading,
    form: EvidenceForm,
    *,
    at: int | None = None,
    trouble: Trouble[EvidenceForm] | None = None,
) -> Response:
    template = "words/_looked.html" if is_htmx() else "words/page.html"
    shown = render_template(template, **page_of(session, found, form, at), trouble=trouble)
    return make_response(shown, trouble.status if trouble else 200)


def _show_trouble(session: Session, found: Reading, trouble: Trouble[EvidenceForm]) -> Response:
    """The page again, with everything typed."""
    session.rollback()  # show what is saved, not what was about to be
    trouble.form.renew_key()
    return _show(session, found, trouble.form, trouble=trouble)
