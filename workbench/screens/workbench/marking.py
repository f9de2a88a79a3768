"""What people do to the text: claims, dispositions, and taking back."""

from dataclasses import replace

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.dispositions import clear_dispositions, set_aside
from workbench.claims.errors import QuoteElsewhere
from workbench.claims.forms import ClaimForm, SetAsideForm
from workbench.claims.models import Claim
from workbench.claims.passages import window_of
from workbench.claims.service import edit_claim, mark_claim
from workbench.errors import EditedMeanwhile
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, changed_claims, show_trouble
from workbench.screens.workbench.place import load_place, selection
from workbench.screens.workbench.touched import blocks_between, blocks_of_event
from workbench.verdicts.undo import undo_last
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict


@blueprint.post("/articles/<int:article_id>/claims")
@permit(Act.MARK)
@writes
def mark(session: Session, article_id: int) -> ResponseReturnValue:
    """Make a claim of the selection."""
    form = selection()
    place = load_place(session, current_actor(), article_id)
    made = mark_claim(
        session, article=place.article, version=place.version, by=current_actor(), **form.place()
    )
    return changed_claims(session, replace(place, claim=made))


@blueprint.post(CLAIM)
@permit(Act.MARK)
@writes
def edit(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Say something else of a claim."""
    place = load_place(session, current_actor(), article_id, number)
    form = ClaimForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="claim"))
    try:
        edit_claim(
            session, claim=place.opened, fields=form.fields(), revision=form.revision.data,
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        both = conflict(form, ClaimForm.of(place.opened), error, name="claim")
        return show_trouble(session, place, both)
    return changed_claims(session, place)


@blueprint.post("/articles/<int:article_id>/dispositions")
@permit(Act.MARK)
@writes
def dispose(session: Session, article_id: int) -> ResponseReturnValue:
    """Set the sentences of the selection aside, with a reason."""
    form = SetAsideForm()
    if not form.validate():
        raise QuoteElsewhere(_("Select a sentence and choose a reason, then set it aside."))
    place = load_place(session, current_actor(), article_id)
    window_of(session, place.version, **form.place())
    chosen = set_aside(
        session,
        article=place.article,
        version=place.version,
        start=form.start.data,
        end=form.end.data,
        reason=form.reason.data,
        by=current_actor(),
    )
    return changed(place, blocks_between(session, place.version, chosen[0].start, chosen[-1].end))


@blueprint.post("/articles/<int:article_id>/dispositions/clear")
@permit(Act.MARK)
@writes
def clear(session: Session, article_id: int) -> ResponseReturnValue:
    """Take the sentences of the selection up again."""
    form = selection()
    place = load_place(session, current_actor(), article_id)
    window_of(session, place.version, **form.place())
    start, end = form.start.data, form.end.data
    clear_dispositions(
        session, article=place.article, version=place.version, start=start, end=end,
        by=current_actor(),
    )  # fmt: skip
    return changed(place, blocks_between(session, place.version, start, end))


@blueprint.post("/articles/<int:article_id>/undo")
@permit(Act.MARK)
@writes
def undo(session: Session, article_id: int) -> ResponseReturnValue:
    """Take back what the person did last on this article."""
    place = load_place(session, current_actor(), article_id)
    event = undo_last(session, article=place.article, by=current_actor())
    if event.claim_id is not None:
        place = replace(place, claim=session.get_one(Claim, event.claim_id))
    return changed(place, blocks_of_event(session, place.version, event))
