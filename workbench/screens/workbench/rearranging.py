"""What people do with claims as a whole: splitting, merging, ordering, taking, withdrawing."""

from dataclasses import replace

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.forms import MergeForm, OrderForm, SplitForm
from workbench.claims.queries import get_claim
from workbench.claims.service import (
    release_claim,
    reorder_claim,
    restore_claim,
    withdraw_claim,
)
from workbench.errors import Invalid
from workbench.evidence.errors import CannotMerge
from workbench.evidence.rearranging import all_attached, merge_claims, split_claim
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, changed_claims, show_trouble
from workbench.screens.workbench.place import load_place
from workbench.verdicts.holding import take_claim
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble


@blueprint.post(f"{CLAIM}/split")
@permit(Act.MARK)
@writes
def split(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Make a second claim out of part of one, and open it."""
    place = load_place(session, current_actor(), article_id, number)
    form = SplitForm()
    attached = all_attached(session, place.opened)
    form.offer(passages=place.opened.passages, **attached)
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="split"))
    new = split_claim(
        session,
        claim=place.opened,
        statement=form.statement.data,
        passage_ids=form.passages.data,
        attached={name: form[name].data for name in attached},
        by=current_actor(),
    )
    return changed_claims(session, replace(place, claim=new), place.opened.id)


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
    return changed_claims(session, replace(place, claim=into), place.opened.id)


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
    return changed_claims(session, place)


@blueprint.post(f"{CLAIM}/restore")
@permit(Act.MARK)
@writes
def restore(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Bring a withdrawn claim back."""
    place = load_place(session, current_actor(), article_id, number)
    restore_claim(session, claim=place.opened, by=current_actor())
    return changed_claims(session, place)
