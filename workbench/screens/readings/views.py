"""Looking at two readers' verdicts, deciding between them, voting on them."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.queries import get_article
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.screens.readings.page import show
from workbench.verdicts.ballots import cast_vote, end_ballot
from workbench.verdicts.deciding import pair_to_decide, settle_readings
from workbench.verdicts.errors import VerdictDecided, WhyMissing
from workbench.verdicts.forms import SettleForm, VoteForm
from workbench.web.database import reading
from workbench.web.forms import Form
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

READINGS = "/articles/<int:article_id>/claims/<int:number>/readings"

blueprint = Blueprint("readings", __name__)


@blueprint.get(READINGS)
@permit(Act.READ)
def readings(article_id: int, number: int) -> ResponseReturnValue:
    """Both verdicts, once both are in, and what came of them."""
    with reading() as session:
        return show(session, _claim(session, article_id, number))


@blueprint.post(f"{READINGS}/settle")
@permit(Act.REVIEW)
@writes
def settle(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let one of the two verdicts go on."""
    claim = _claim(session, article_id, number)
    form = SettleForm().offer(pair_to_decide(session, claim))

    def act() -> None:
        settle_readings(
            session, claim=claim, verdict_id=form.verdict.data, why=form.why.data,
            by=current_actor(),
        )  # fmt: skip

    done = _("Decided. The verdict waits for an editor’s approval.")
    return _carry_out(session, claim, form, act, name="settle", done=done)


@blueprint.post(f"{READINGS}/vote")
@permit(Act.REVIEW)
@writes
def vote(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Vote for one of the two verdicts, or for neither."""
    claim = _claim(session, article_id, number)
    form = VoteForm().offer(pair_to_decide(session, claim))

    def act() -> None:
        cast_vote(
            session, claim=claim, verdict_id=form.chosen(), reason=form.reason.data,
            by=current_actor(),
        )  # fmt: skip

    return _carry_out(session, claim, form, act, name="vote", done=_("You have voted."))


@blueprint.post(f"{READINGS}/end-ballot")
@permit(Act.REVIEW)
@writes
def end(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Close a ballot for which too few are left to vote."""
    claim = _claim(session, article_id, number)
    end_ballot(session, claim=claim, by=current_actor())
    flash(_("The ballot is closed without a majority. An editor decides now."), "message")
    return redirect(_address(claim), 303)


def _carry_out(
    session: Session, claim: Claim, form: Form, act: Callable[[], None], *, name: str, done: str
) -> ResponseReturnValue:
    """Do it and show the page; what was refused keeps every word."""
    if not form.validate():
        return show(session, claim, Trouble(form, name=name))
    try:
        act()
    except (MoveRefused, VerdictDecided, WhyMissing) as error:
        session.rollback()  # show what is saved
        return show(session, claim, Trouble(form, said(error), status=error.status, name=name))
    flash(done, "message")
    return redirect(_address(claim), 303)


def _claim(session: Session, article_id: int, number: int) -> Claim:
    article = get_article(session, current_actor().desk_id, article_id)
    return get_claim(session, article, number)


def _address(claim: Claim) -> str:
    return url_for(".readings", article_id=claim.article_id, number=claim.number)
