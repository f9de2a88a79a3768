"""Noting what the outlet changed in its article."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.amending import note_amendment, refuse_first
from workbench.articles.models import Article, Version
from workbench.articles.versions import amendment_in, get_version
from workbench.errors import EditedMeanwhile
from workbench.screens.versions import ARTICLE, blueprint
from workbench.screens.versions.forms import AmendmentForm
from workbench.screens.versions.place import load_article
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict

AMENDMENT = f"{ARTICLE}/versions/<int:number>/amendment"


@blueprint.get(AMENDMENT)
@permit(Act.MARK)
def amendment(article_id: int, number: int) -> ResponseReturnValue:
    """The form for what the outlet changed by a version."""
    with reading() as session:
        article = load_article(session, article_id)
        version = get_version(session, article, number)
        refuse_first(version)
        form = AmendmentForm.of(amendment_in(session, version))
    return _show(article, version, Trouble(form, status=200))


@blueprint.post(AMENDMENT)
@permit(Act.MARK)
@writes
def note(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Keep what was said of it."""
    article, form = load_article(session, article_id), AmendmentForm()
    version = get_version(session, article, number)
    if not form.validate():
        return _show(article, version, Trouble(form))
    try:
        note_amendment(
            session, version=version, fields=form.fields(), revision=form.revision.data,
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        saved = AmendmentForm.of(amendment_in(session, version))
        return _show(article, version, conflict(form, saved, error))
    leads_to = url_for("versions.versions", article_id=article.id, _anchor=f"version-{number}")
    return redirect(leads_to, 303)


def _show(article: Article, version: Version, trouble: Trouble[AmendmentForm]) -> Response:
    trouble.form.renew_key()
    words = render_template(
        "versions/amendment.html", article=article, version=version, form=trouble.form,
        trouble=trouble,
    )  # fmt: skip
    return make_response(words, trouble.status)
