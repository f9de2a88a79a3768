"""Withdrawing an edition or a report, and what readers find in its place."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.models import Article
from workbench.articles.queries import get_article
from workbench.publishing.errors import (
    AlreadyWithdrawn,
    EditionWithdrawn,
    ReasonMissing,
    WithdrawnOtherwise,
)
from workbench.publishing.forms import WithdrawForm
from workbench.publishing.models import Edition
from workbench.publishing.pages.dress import dress_of
from workbench.publishing.pages.withdrawn import withdrawn_page
from workbench.publishing.public import as_asked
from workbench.publishing.queries import edition_of
from workbench.publishing.withdrawing import withdraw
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.words import said

blueprint = Blueprint("withdrawing", __name__)


@blueprint.get("/articles/<int:article_id>/editions/<int:number>/withdraw")
@permit(Act.PUBLISH)
def withdrawal(article_id: int, number: int) -> ResponseReturnValue:
    """What withdrawing an edition means, with a form for the reason."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        return _page(session, article, edition_of(session, article, number), WithdrawForm())


@blueprint.post("/articles/<int:article_id>/editions/<int:number>/withdraw")
@permit(Act.PUBLISH)
@writes
def withdraw_now(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Withdraw it: an edition or, with the newest, the whole report."""
    article = get_article(session, current_actor().desk_id, article_id)
    edition, form = edition_of(session, article, number), WithdrawForm()
    if not form.validate():
        return _page(session, article, edition, form), 422
    try:
        withdraw(
            session, article=article, number=number, whole=form.whole.data == "yes",
            why=form.why.data or "", by=current_actor(),
        )  # fmt: skip
    except (AlreadyWithdrawn, ReasonMissing, WithdrawnOtherwise) as refused:
        form.form_errors.append(said(refused))
        return _page(session, article, edition, form), refused.status
    flash(_("Readers find your reason in its place now."))
    return redirect(url_for("publish.publish", article_id=article_id), 303)


def _page(session: Session, article: Article, edition: Edition, form: WithdrawForm) -> str:
    whole = edition.number == edition_of(session, article).number
    form.renew_key()
    form.whole.data = "yes" if whole else ""
    return render_template(
        "publishing/withdraw.html",
        article=article,
        edition=edition,
        whole=whole,
        form=form,
        time_zone=time_zone(),
    )


@blueprint.app_errorhandler(EditionWithdrawn)
def gone(error: EditionWithdrawn) -> Response:
    """What was withdrawn, when and why: for anybody, at each of its addresses."""
    with reading() as session:
        dress = as_asked(dress_of(session, error.facts.desk_id))
    response = Response(withdrawn_page(error.facts, dress), error.status, mimetype="text/html")
    response.headers["Cache-Control"] = "public, no-cache"
    return response
