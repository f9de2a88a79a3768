"""A reader's suggestion on its way to a claim: choosing the article, and saying what it claims."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.making import Prepared
from workbench.articles.queries import articles_called, get_article
from workbench.claims.models import Claim
from workbench.errors import EditedMeanwhile
from workbench.messages.becoming import article_of, become_claim, become_claim_of_its_own
from workbench.messages.errors import WordsElsewhere
from workbench.messages.forms import BecomeForm
from workbench.messages.models import Message
from workbench.messages.queries import get_message
from workbench.web.database import reading
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.words import said

MOST_FOUND = 20
_TITLE = 100  # code points of a statement that a new article is called by, if by nothing else
CLAIM = "/messages/<int:message_id>/claim"

blueprint = Blueprint("message_claims", __name__)


@blueprint.get(CLAIM)
@permit(Act.MARK)
def choose(message_id: int) -> ResponseReturnValue:
    """The articles of the desk, one of which may have the words, and the way to a new one."""
    actor, words = current_actor(), request.args.get("q", "")
    with reading() as session:
        return render_template(
            "messages/choose.html",
            message=get_message(session, actor.desk_id, message_id),
            words=words,
            articles=articles_called(session, actor.desk_id, words, limit=MOST_FOUND),
        )


@blueprint.get(f"{CLAIM}/<int:article_id>")
@permit(Act.MARK)
def suggested(message_id: int, article_id: int) -> ResponseReturnValue:
    """The claim as it was suggested, to be made at an article."""
    with reading() as session:
        found = get_message(session, current_actor().desk_id, message_id)
        return _show(session, found, BecomeForm.of(found), article_id)


@blueprint.post(f"{CLAIM}/<int:article_id>")
@permit(Act.MARK)
@writes
def become(session: Session, message_id: int, article_id: int) -> ResponseReturnValue:
    """Make it a claim of the article."""
    actor, form = current_actor(), BecomeForm()
    found = get_message(session, actor.desk_id, message_id)
    if not form.validate():
        return _show(session, found, form, article_id, Trouble(form))
    try:
        claim = become_claim(
            session, message=found, article=get_article(session, actor.desk_id, article_id),
            exact=form.exact.data or form.statement.data, fields=form.fields(),
            revision=form.revision.data, by=actor,
        )  # fmt: skip
    except WordsElsewhere as error:
        form.exact.errors = [said(error)]
        return _show(session, found, form, article_id, Trouble(form))
    except EditedMeanwhile as error:
        return _show(session, found, form, article_id, _conflict(found, form, error))
    return _to(claim)


@blueprint.get(f"{CLAIM}/new")
@permit(Act.IMPORT)
def suggested_alone(message_id: int) -> ResponseReturnValue:
    """The claim as it was suggested, to be made an article of its own."""
    with reading() as session:
        found = get_message(session, current_actor().desk_id, message_id)
        return _show(session, found, BecomeForm.of(found))


@blueprint.post(f"{CLAIM}/new")
@permit(Act.IMPORT)
def become_alone(message_id: int) -> ResponseReturnValue:
    """Make it an article, and a claim of all that it says."""
    form = BecomeForm()
    if not form.validate():
        with reading() as session:
            found = get_message(session, current_actor().desk_id, message_id)
            return _show(session, found, form, trouble=Trouble(form))
    words = " ".join(form.statement.data.split())
    title = form.title.data or words[:_TITLE]
    prepared = article_of(words, title=title, url=form.appearance_url.data or "")
    return carry_out(lambda session: _become_alone(session, message_id, form, prepared))


def _become_alone(
    session: Session, message_id: int, form: BecomeForm, prepared: Prepared
) -> ResponseReturnValue:
    actor = current_actor()
    found = get_message(session, actor.desk_id, message_id)
    try:
        claim = become_claim_of_its_own(
            session, message=found, prepared=prepared, fields=form.fields(),
            revision=form.revision.data, by=actor,
        )  # fmt: skip
    except EditedMeanwhile as error:
        return _show(session, found, form, trouble=_conflict(found, form, error))
    return _to(claim)


def _to(claim: Claim) -> Response:
    flash(_("The message became claim %(number)s.", number=claim.number))
    address = url_for("workbench.claim", article_id=claim.article_id, number=claim.number)
    return redirect(address, 303)


def _conflict(found: Message, form: BecomeForm, error: EditedMeanwhile) -> Trouble[BecomeForm]:
    return conflict(form, BecomeForm.of(found), error)


def _show(
    session: Session,
    found: Message,
    form: BecomeForm,
    article_id: int | None = None,
    trouble: Trouble[BecomeForm] | None = None,
) -> Response:
    if trouble is not None:
        form.renew_key()
    desk_id = current_actor().desk_id
    page = render_template(
        "messages/become.html",
        message=found,
        article=get_article(session, desk_id, article_id) if article_id else None,
        form=form,
        trouble=trouble,
    )
    return make_response(page, trouble.status if trouble else 200)
