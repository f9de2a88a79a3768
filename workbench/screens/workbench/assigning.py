"""Who works on a claim, until when, and by which tags the desk finds it again."""

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.assigning import set_due_day
from workbench.claims.forms import AssignForm, ClaimTagsForm, DueForm
from workbench.claims.tags import tag_claim, untag_claim
from workbench.screens.checkers import checker, checkers
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.place import load_place
from workbench.verdicts.holding import assign_claim, hand_over_claim
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble


@blueprint.post(f"{CLAIM}/assign")
@permit(Act.ASSIGN)
@writes
def assign(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let somebody check a claim, until a day if one is given."""
    place, form = load_place(session, current_actor(), article_id, number), _people(session)
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="assign"))
    assign_claim(
        session, claim=place.opened, to=checker(session, place.article.desk_id, form.to.data),
        due_on=form.due_on.data, by=current_actor(),
    )  # fmt: skip
    return changed(place, [])


@blueprint.post(f"{CLAIM}/hand-over")
@permit(Act.PROPOSE)
@writes
def hand_over(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let somebody else go on with a claim that one works on."""
    place, form = load_place(session, current_actor(), article_id, number), _people(session)
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="assign"))
    to = checker(session, place.article.desk_id, form.to.data)
    hand_over_claim(session, claim=place.opened, to=to, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/due")
@permit(Act.PROPOSE)
@writes
def set_due(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Say until which day a claim is to be done; without one, that it is due on none."""
    place, form = load_place(session, current_actor(), article_id, number), DueForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="due"))
    set_due_day(session, claim=place.opened, due_on=form.due_on.data, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/tags")
@permit(Act.MARK)
@writes
def tag(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Give a claim tags."""
    place, form = load_place(session, current_actor(), article_id, number), ClaimTagsForm()
    if not form.validate() or not form.typed():
        return show_trouble(session, place, Trouble(form, name="tags"))
    tag_claim(session, claim=place.opened, tags=form.typed(), by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/tags/remove")
@permit(Act.MARK)
@writes
def untag(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Take a tag off a claim."""
    place, form = load_place(session, current_actor(), article_id, number), ClaimTagsForm()
    untag_claim(session, claim=place.opened, tags=form.typed(), by=current_actor())
    return changed(place, [])


def _people(session: Session) -> AssignForm:
    return AssignForm().offer(checkers(session, current_actor().desk_id))
