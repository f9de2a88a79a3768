"""What people do to the text: claims, passages, dispositions, and taking back."""

from dataclasses import replace

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.dispositions import clear_dispositions, set_aside
from workbench.claims.errors import QuoteElsewhere
from workbench.claims.forms import (
    ClaimForm,
    MergeForm,
    OrderForm,
    PlaceForm,
    SetAsideForm,
    SplitForm,
)
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import add_passage, adjust_passage, remove_passage, window_of
from workbench.claims.queries import get_claim, get_passage
from workbench.claims.service import (
    edit_claim,
    mark_claim,
    release_claim,
    reorder_claim,
    restore_claim,
    take_claim,
    withdraw_claim,
)
from workbench.errors import EditedMeanwhile, Invalid
from workbench.evidence.errors import CannotMerge
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.undo import undo_last
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.page import (
    Place,
    blocks_between,
    blocks_of_claims,
    blocks_of_event,
    load_place,
)
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.words import said


def _selection() -> PlaceForm:
    form = PlaceForm()
    if not form.validate():
        raise QuoteElsewhere(_("Nothing is selected. Select words in the text, then try again."))
    return form


def _claim_changed(session: Session, place: Place, *others: int) -> Response:
    """Show the claim, and the blocks it and other claims (by id) stand in anew."""
    blocks = blocks_of_claims(session, place.version, [place.opened.id, *others])
    return changed(place, blocks)


@blueprint.post("/articles/<int:article_id>/claims")
@permit(Act.MARK)
@writes
def mark(session: Session, article_id: int) -> ResponseReturnValue:
    """Make a claim of the selection."""
    form = _selection()
    place = load_place(session, current_actor(), article_id)
    made = mark_claim(
        session, article=place.article, version=place.version, by=current_actor(), **form.place()
    )
    return _claim_changed(session, replace(place, claim=made))


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
    return _claim_changed(session, place)


@blueprint.post(f"{CLAIM}/passages")
@permit(Act.MARK)
@writes
def add(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a claim stand at the selection too."""
    form = _selection()
    place = load_place(session, current_actor(), article_id, number)
    add_passage(
        session, claim=place.opened, version=place.version, by=current_actor(), **form.place()
    )
    return _claim_changed(session, place)


@blueprint.post(f"{CLAIM}/passages/<int:passage_id>")
@permit(Act.MARK)
@writes
def adjust(session: Session, article_id: int, number: int, passage_id: int) -> ResponseReturnValue:
    """Move a passage's bounds to the selection."""
    form = _selection()
    place = load_place(session, current_actor(), article_id, number)
    passage = get_passage(session, place.opened, passage_id)
    before = blocks_between(session, place.version, passage.start, passage.end)
    try:
        adjust_passage(
            session, passage=passage, revision=form.revision.data, by=current_actor(),
            **form.place(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        return show_trouble(session, place, _moved_meanwhile(passage, form, error))
    return changed(place, [*before, *blocks_of_claims(session, place.version, [place.opened.id])])


def _moved_meanwhile(
    passage: Passage, form: PlaceForm, error: EditedMeanwhile
) -> Trouble[PlaceForm]:
    """Where somebody else put the passage, beside the selection that was to be its place."""
    both = {str(_("Passage")): (passage.exact, form.place()["exact"])}
    return Trouble(form, said(error), both, error.status, "passage")


@blueprint.post(f"{CLAIM}/passages/<int:passage_id>/remove")
@permit(Act.MARK)
@writes
def remove(session: Session, article_id: int, number: int, passage_id: int) -> ResponseReturnValue:
    """Let a claim no longer stand at a place."""
    place = load_place(session, current_actor(), article_id, number)
    passage = get_passage(session, place.opened, passage_id)
    before = blocks_between(session, place.version, passage.start, passage.end)
    remove_passage(session, passage=passage, by=current_actor())
    return changed(place, [*before, *blocks_of_claims(session, place.version, [place.opened.id])])


@blueprint.post(f"{CLAIM}/split")
@permit(Act.MARK)
@writes
def split(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Make a second claim out of part of one, and open it."""
    place = load_place(session, current_actor(), article_id, number)
    form = SplitForm()
    form.offer(
        [passage.id for passage in place.opened.passages],
        [evidence.id for evidence in evidence_of(session, place.opened)],
    )
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="split"))
    new = split_claim(
        session,
        claim=place.opened,
        statement=form.statement.data,
        passage_ids=form.passages.data,
        evidence_ids=form.evidence.data,
        by=current_actor(),
    )
    return _claim_changed(session, replace(place, claim=new), place.opened.id)


@blueprint.post(f"{CLAIM}/merge")
@permit(Act.MARK)
@writes
def merge(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a claim go into another, and open that one."""
    place = load_place(session, current_actor(), article_id, number)
    form = MergeForm()
    if not form.validate():
        raise CannotMerge(_("Give the number of the claim that this one goes into."))
    into = get_claim(session, place.article, form.into.data)
    merge_claims(session, claim=place.opened, into=into, by=current_actor())
    return _claim_changed(session, replace(place, claim=into), place.opened.id)


@blueprint.post(f"{CLAIM}/position")
@permit(Act.MARK)
@writes
def reorder(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Put a claim elsewhere in the article's order."""
    place = load_place(session, current_actor(), article_id, number)
    form = OrderForm()
    if not form.validate():
        raise Invalid(_("Give the place in the list as a whole number, the first is 1."))
    reorder_claim(session, claim=place.opened, position=form.position.data, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/take")
@permit(Act.PROPOSE)
@writes
def take(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Begin to work on a claim."""
    place = load_place(session, current_actor(), article_id, number)
    take_claim(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/release")
@permit(Act.PROPOSE)
@writes
def release(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Stop working on a claim."""
    place = load_place(session, current_actor(), article_id, number)
    release_claim(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/withdraw")
@permit(Act.MARK)
@writes
def withdraw(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Take a claim out of the article's account."""
    place = load_place(session, current_actor(), article_id, number)
    withdraw_claim(session, claim=place.opened, by=current_actor())
    return _claim_changed(session, place)


@blueprint.post(f"{CLAIM}/restore")
@permit(Act.MARK)
@writes
def restore(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Bring a withdrawn claim back."""
    place = load_place(session, current_actor(), article_id, number)
    restore_claim(session, claim=place.opened, by=current_actor())
    return _claim_changed(session, place)


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
    form = _selection()
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
