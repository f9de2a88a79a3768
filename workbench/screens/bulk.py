"""What people do to several claims at once: those that are ticked in the list."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.forms import ChosenClaimsForm
from workbench.screens.checkers import checker, checkers
from workbench.screens.claims_page import place, show_claims
from workbench.verdicts.bulk import (
    Done,
    Refusal,
    assign_claims,
    prioritise_claims,
    set_claims_aside,
    set_due_days,
    tag_claims,
    untag_claims,
)
from workbench.web.submissions import writes
from workbench.web.undoing import UNDOABLE
from workbench.web.words import said

MOST_NAMED = 5
LONGEST_NAMED = 60  # code points of a statement: a cookie carries the words

blueprint = Blueprint("bulk", __name__, url_prefix="/claims/chosen")


@blueprint.post("/priority")
@permit(Act.MARK)
@writes
def prioritise(session: Session) -> ResponseReturnValue:
    """Say of the claims that are ticked how much depends on them."""
    form = _form(session)
    if not form.validate_with("priority"):
        return show_claims(session, form)
    done = prioritise_claims(
        session, claim_ids=form.claims.data, priority=form.priority.data, by=current_actor()
    )
    return _back(done, ngettext(
        "%(num)s claim has another priority now.", "%(num)s claims have another priority now.",
        done.changed,
    ))  # fmt: skip


@blueprint.post("/assign")
@permit(Act.ASSIGN)
@writes
def assign(session: Session) -> ResponseReturnValue:
    """Let somebody check the claims that are ticked, until a day if one is given."""
    form = _form(session)
    if not form.validate_with("to"):
        return show_claims(session, form)
    to = checker(session, current_actor().desk_id, form.to.data)
    done = assign_claims(
        session, claim_ids=form.claims.data, to=to, due_on=form.due_on.data, by=current_actor()
    )
    return _back(done, ngettext(
        "%(num)s claim is assigned to %(name)s.", "%(num)s claims are assigned to %(name)s.",
        done.changed, name=to.name,
    ))  # fmt: skip


@blueprint.post("/due")
@permit(Act.PROPOSE)
@writes
def set_due(session: Session) -> ResponseReturnValue:
    """Say until which day the claims that are ticked are to be done."""
    form = _form(session)
    if not form.validate_with("due_on"):
        return show_claims(session, form)
    done = set_due_days(
        session, claim_ids=form.claims.data, due_on=form.due_on.data, by=current_actor()
    )
    return _back(done, ngettext(
        "%(num)s claim is due on that day.", "%(num)s claims are due on that day.", done.changed
    ))  # fmt: skip


@blueprint.post("/tags")
@permit(Act.MARK)
@writes
def tag(session: Session) -> ResponseReturnValue:
    """Give the claims that are ticked tags."""
    form = _form(session)
    if not form.validate_with("tags"):
        return show_claims(session, form)
    done = tag_claims(session, claim_ids=form.claims.data, tags=form.typed(), by=current_actor())
    words = ngettext("%(num)s claim is tagged.", "%(num)s claims are tagged.", done.changed)
    return _back(done, words)


@blueprint.post("/tags/remove")
@permit(Act.MARK)
@writes
def untag(session: Session) -> ResponseReturnValue:
    """Take tags off the claims that are ticked."""
    form = _form(session)
    if not form.validate_with("tags"):
        return show_claims(session, form)
    done = untag_claims(session, claim_ids=form.claims.data, tags=form.typed(), by=current_actor())
    return _back(done, ngettext(
        "The tag is off %(num)s claim.", "The tag is off %(num)s claims.", done.changed
    ))  # fmt: skip


@blueprint.post("/aside")
@permit(Act.MARK)
@writes
def set_aside(session: Session) -> ResponseReturnValue:
    """Withdraw the claims that are ticked, and set their sentences aside with a reason."""
    form = _form(session)
    if not form.validate_with("reason"):
        return show_claims(session, form)
    done = set_claims_aside(
        session, claim_ids=form.claims.data, reason=form.reason.data, by=current_actor()
    )
    return _back(done, ngettext(
        "%(num)s claim is set aside.", "%(num)s claims are set aside.", done.changed
    ))  # fmt: skip


def _form(session: Session) -> ChosenClaimsForm:
    return ChosenClaimsForm().offer(checkers(session, current_actor().desk_id))


def _back(done: Done, words: str) -> Response:
    """To the part of the list that was shown, with what was done and what was refused."""
    here = place()
    if done.event_id is not None:
        undo = url_for("undoing.undo", event_id=done.event_id, to="claims", **here)
        flash(words, f"{UNDOABLE}{undo}")
    elif not done.refused:
        flash(_("These claims are so already. Nothing was changed."), "notice")
    if done.refused:
        flash(_refused(done.refused), "error")
    return redirect(url_for("claims.claims", **here), 303)


def _refused(refused: Sequence[Refusal]) -> str:
    """How many claims stayed as they were, and of the first few which and why."""
    words = ngettext(
        "%(num)s claim was left as it is: %(which)s",
        "%(num)s claims were left as they are: %(which)s",
        len(refused),
        which=" ".join(_named(each) for each in refused[:MOST_NAMED]),
    )
    return words if len(refused) <= MOST_NAMED else f"{words} …"


def _named(refusal: Refusal) -> str:
    statement = refusal.claim.statement
    shown = statement if len(statement) <= LONGEST_NAMED else statement[:LONGEST_NAMED] + "…"
    return _("“%(statement)s” (%(why)s)", statement=shown, why=said(refusal.why))
