"""Saying what an article is about, so that readers find its report among others."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.forms.topics import TopicsForm
from workbench.articles.models import Article
from workbench.articles.queries import get_article
from workbench.articles.topics import set_topics, topics_of, topics_of_desk
from workbench.errors import EditedMeanwhile
from workbench.history.service import last_act
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.undoing import flash_done

blueprint = Blueprint("topics", __name__)


@blueprint.get("/articles/<int:article_id>/topics")
@permit(Act.MARK)
def topics(article_id: int) -> ResponseReturnValue:
    """The form for what an article is about."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        return _show(session, article, Trouble(_saved(session, article), status=200))


@blueprint.post("/articles/<int:article_id>/topics")
@permit(Act.MARK)
@writes
def save(session: Session, article_id: int) -> ResponseReturnValue:
    """Keep what was typed."""
    article = get_article(session, current_actor().desk_id, article_id)
    form = TopicsForm()
    if not form.validate():
        return _show(session, article, Trouble(form))
    try:
        set_topics(
            session, article=article, topics=form.typed(), revision=form.revision.data,
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        return _show(session, article, conflict(form, _saved(session, article), error))
    flash_done(_("The topics are saved."), last_act(session))
    return redirect(url_for("workbench.article", article_id=article.id), 303)


def _saved(session: Session, article: Article) -> TopicsForm:
    return TopicsForm.of(topics_of(session, article), article.revision)


def _show(session: Session, article: Article, trouble: Trouble[TopicsForm]) -> Response:
    trouble.form.renew_key()
    words = render_template(
        "articles/topics.html", article=article, form=trouble.form, trouble=trouble,
        suggested=topics_of_desk(session, article.desk_id),
    )  # fmt: skip
    return make_response(words, trouble.status)
